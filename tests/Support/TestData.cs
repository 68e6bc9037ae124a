namespace DaneCore.Support;

/// <summary>Finds what stands in <c>testdata/</c>, wherever the tests are run from.</summary>
public static class TestData
{
    private static readonly string Root = FindRoot();

    /// <summary>The folder that holds the solution.</summary>
    public static string Repository => Root;

    /// <summary>A file or folder below <c>testdata/</c>.</summary>
    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, "testdata", .. parts]);

    private static string FindRoot()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "DaneCore.sln")))
            {
                return at.FullName;
            }
        }

        throw new InvalidOperationException($"No DaneCore.sln stands above {AppContext.BaseDirectory}.");
    }
}
