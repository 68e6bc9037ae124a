using System.Text.RegularExpressions;

namespace DaneCore.Architecture.Tests;

/// <summary>
/// The README of a floor folder names every source file of the folder, and none else. Inner folders without a README of
/// their own are in the table of the folder that holds them.
/// </summary>
public sealed partial class FolderReadmeTests
{
    private static readonly string[] Floors =
    [
        "src/Resolver", "src/Resolver/Wire", "src/Resolver/Crypto", "src/Resolver/Validation", "src/Resolver/Transport", "src/Resolver/Sources",
        "src/Dane", "src/Smtp", "src/Lab", "src/Cli",
    ];

    public static TheoryData<string> Folders =>
        [.. Floors.Union(Repository.Files("README.md", "src").Select(path => path[..^"/README.md".Length]))];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Table_OfAFolder_NamesEveryFileAndNoneElse(string folder)
    {
        IReadOnlyList<string> inner = [.. Folders.Select(row => row.Data).Where(other => other.StartsWith($"{folder}/", StringComparison.Ordinal))];
        IEnumerable<string> present =
            from path in Repository.Files(".cs", folder)
            where !inner.Any(other => path.StartsWith($"{other}/", StringComparison.Ordinal))
            select path[(folder.Length + 1)..];
        string[] listed =
        [
            .. from line in Repository.Lines($"{folder}/README.md")
               where line.StartsWith('|')
               from Match name in FileName().Matches(line.Split('|')[1])
               select name.Groups[1].Value,
        ];

        Offences.None(
        [
            .. present.Except(listed).Select(name => $"{name} is not in the table of {folder}"),
            .. listed.Except(present).Select(name => $"{name} is in the table of {folder} but not there"),
            .. listed.GroupBy(name => name).Where(twice => twice.Count() > 1).Select(twice => $"{twice.Key} is in the table of {folder} twice"),
        ]);
    }

    [GeneratedRegex(@"`([A-Za-z0-9./]+\.cs)`")]
    private static partial Regex FileName();
}
