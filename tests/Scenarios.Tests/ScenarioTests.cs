using DaneCore.Lab.Scenarios;
using DaneCore.Resolver.Validation;
using DaneCore.Scenarios.Tests.Catalogue;
using DaneCore.Support;

namespace DaneCore.Scenarios.Tests;

/// <summary>Plays every file of testdata/zones, and holds the files against what the catalogue makes.</summary>
public sealed class ScenarioTests
{
    private const string Accept = "DANECORE_ACCEPT";

    private static readonly string Folder = TestData.PathOf("zones");

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder, "*.scenario", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    [Theory]
    [Trait("rule", "any")]
    [MemberData(nameof(Files))]
    public async Task Scenario_Played_ComesOutAsItSays(string file)
    {
        string text = await File.ReadAllTextAsync(Path.Combine(Folder, file), TestContext.Current.CancellationToken);
        Assert.True(ScenarioReader.TryRead(text, out Scenario? scenario, out string? why), why);

        Judgement judgement = ScenarioPlayer.Play(scenario);

        Assert.Equal(
            (scenario.Status, scenario.Reason, scenario.Code),
            (judgement.Verdict.Status, judgement.Verdict.Why?.Kind ?? ReasonKind.None, judgement.Verdict.Status is SecurityStatus.Bogus or SecurityStatus.Indeterminate ? Resolver.Wire.ResponseCode.ServFail : judgement.Code));
    }

    [Fact]
    public async Task Files_MadeAgain_AreTheSame()
    {
        bool accept = Environment.GetEnvironmentVariable(Accept) == "1";
        List<string> differing = [];
        HashSet<string> made = new(StringComparer.Ordinal);
        foreach (ScenarioFile file in AllScenarios.All())
        {
            string path = Path.Combine(Folder, file.Path + ".scenario");
            string text = ScenarioWriter.ToText(file.Scenario);
            Assert.True(made.Add(file.Path), $"two scenarios are called {file.Path}");
            if (File.Exists(path) && await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken) == text)
            {
                continue;
            }

            differing.Add(file.Path);
            if (accept)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
            }
        }

        string[] stray = [.. Files.Select(row => row.Data[..^".scenario".Length]).Where(path => !made.Contains(path))];
        Assert.True(accept || differing.Count == 0, $"not as the catalogue makes them (set {Accept}=1 to write them): {string.Join(", ", differing)}");
        Assert.True(stray.Length == 0, $"made by nothing in the catalogue: {string.Join(", ", stray)}");
    }
}
