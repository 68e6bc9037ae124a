namespace DaneCore.Fuzz;

/// <summary>The kept inputs of each target: <c>fuzz/corpus/NAME/*</c>, copied beside the program.</summary>
internal static class Corpus
{
    public static IReadOnlyList<string> Files(string target)
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "corpus", target);
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)] : [];
    }

    /// <summary>The contents, and the empty input first.</summary>
    public static IReadOnlyList<byte[]> Read(string target) => [[], .. Files(target).Select(File.ReadAllBytes)];
}
