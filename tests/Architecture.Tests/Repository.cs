namespace DaneCore.Architecture.Tests;

/// <summary>The files of this tree, as a reader finds them: nothing that a build made.</summary>
internal static class Repository
{
    private static readonly string[] Made = ["bin", "obj", "artifacts", ".git", "TestResults", "BenchmarkDotNet.Artifacts"];

    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every file whose name ends so, as paths from the root with forward slashes, sorted.</summary>
    public static IReadOnlyList<string> Files(string ending, params string[] under)
    {
        List<string> found = [];
        foreach (string folder in under.Length == 0 ? [""] : under)
        {
            Collect(Path.Combine(Root, folder), ending, found);
        }

        found.Sort(StringComparer.Ordinal);
        return found;
    }

    public static string Absolute(string path) => Path.Combine(Root, path);

    public static string Read(string path) => File.ReadAllText(Absolute(path));

    public static string[] Lines(string path) => File.ReadAllLines(Absolute(path));

    public static bool Exists(string path) => File.Exists(Absolute(path)) || Directory.Exists(Absolute(path));

    private static void Collect(string folder, string ending, List<string> found)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        found.AddRange(
            from file in Directory.EnumerateFiles(folder)
            where file.EndsWith(ending, StringComparison.Ordinal)
            select Path.GetRelativePath(Root, file).Replace('\\', '/'));

        foreach (string inner in Directory.EnumerateDirectories(folder))
        {
            if (!Made.Contains(Path.GetFileName(inner)))
            {
                Collect(inner, ending, found);
            }
        }
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "DaneCore.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("the tests run outside the tree of DaneCore.sln");
    }
}
