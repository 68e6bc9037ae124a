using DaneCore.Stress.Soak;

namespace DaneCore.Stress.Tests.Soak;

/// <summary>A run as small as one can be, and the same with one answer altered.</summary>
public sealed class SoakRunTests
{
    private static readonly SoakOptions Small = new() { Lookups = 1_000, Zones = 60, AtOnce = 16 };

    [Fact]
    public async Task Run_OverAFewZones_HasEveryVerdictRight()
    {
        string[] lines = await RunAsync(Small);

        Assert.DoesNotContain(lines, line => line.StartsWith("WRONG", StringComparison.Ordinal));
        Assert.StartsWith("wrong: 0;", lines[^1], StringComparison.Ordinal);
        Assert.Equal(4, lines.Count(line => line.StartsWith("| ", StringComparison.Ordinal) && char.IsAsciiDigit(line[2])));
    }

    [Fact]
    public async Task Run_WithAnAlteredVerdict_SeesIt()
    {
        string[] lines = await RunAsync(Small with { Plant = SoakPlant.WrongVerdict });

        Assert.Single(lines, line => line.StartsWith("WRONG", StringComparison.Ordinal));
        Assert.StartsWith("wrong: 1;", lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--lookups")]
    [InlineData("--lookups", "0")]
    [InlineData("--zones", "10")]
    [InlineData("--plant", "nothing")]
    [InlineData("--lookup", "5")]
    public void Options_ThatMeanNothing_AreRefused(params string[] arguments) => Assert.Null(SoakOptions.Read(arguments));

    [Fact]
    public void Options_Read_AreWhatTheySay()
    {
        Assert.Equal(new SoakOptions(), SoakOptions.Read([]));
        Assert.Equal(
            new SoakOptions { Lookups = 5, Zones = 60, AtOnce = 2, Seed = 3, Plant = SoakPlant.Leak },
            SoakOptions.Read(["--lookups", "5", "--zones", "60", "--at-once", "2", "--seed", "3", "--plant", "leak"]));
    }

    private static async Task<string[]> RunAsync(SoakOptions options)
    {
        await using StringWriter output = new();
        SoakRun run = new(options, TextWriter.Synchronized(output));
        await run.RunAsync();
        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
