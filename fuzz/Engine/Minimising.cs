namespace DaneCore.Fuzz.Engine;

/// <summary>Of many inputs, a few that take the same edges: the shortest that shows each. Needs instrumentation.</summary>
internal static class Minimising
{
    /// <summary>The files to keep of those given, in the order of their names; none for what those that there are already show.</summary>
    public static IReadOnlyList<string> Choose(IFuzzTarget target, IReadOnlyList<string> files, IReadOnlyList<string> had)
    {
        HashSet<(int, byte)> shown = [];
        List<string> chosen = [];
        foreach (string file in had)
        {
            shown.UnionWith(Taken(target, file));
        }

        foreach (string file in files.OrderBy(file => new FileInfo(file).Length).ThenBy(Path.GetFileName, StringComparer.Ordinal))
        {
            IReadOnlyList<(int, byte)> taken = Taken(target, file);
            if (taken.Any(shown.Add))
            {
                shown.UnionWith(taken);
                chosen.Add(file);
            }
        }

        return [.. chosen.Order(StringComparer.Ordinal)];
    }

    // Twice: what runs only the first time (tables being filled) is not the input's doing.
    private static IReadOnlyList<(int Edge, byte Class)> Taken(IFuzzTarget target, string file)
    {
        byte[] input = File.ReadAllBytes(file);
        target.Run(input);
        CoverageMap.Clear();
        target.Run(input);
        return CoverageMap.LastRun();
    }
}
