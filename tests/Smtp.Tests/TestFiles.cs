namespace DaneCore.Smtp.Tests;

/// <summary>Finds the repository's testdata from wherever the tests run.</summary>
internal static class TestFiles
{
    public static string Folder(params string[] parts)
    {
        DirectoryInfo? at = new(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "DaneCore.sln")))
        {
            at = at.Parent;
        }

        Assert.NotNull(at);
        return Path.Combine([at.FullName, "testdata", .. parts]);
    }
}
