namespace DaneCore.Cli.Tests.Commands;

public sealed class VersionTests
{
    [Fact]
    public async Task Version_Asked_NamesVersionRuntimeAndAnchors()
    {
        Run run = await Run.Of("version");

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("danecore 0.1.0", run.Out, StringComparison.Ordinal);
        Assert.Contains(".NET 10", run.Out, StringComparison.Ordinal);
        Assert.Contains(". DS 20326 8 2 E06D44B8", run.Out, StringComparison.Ordinal);
        Assert.Contains(". DS 38696 8 2 683D2D0A", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_AsJson_HasItsMembers()
    {
        Run run = await Run.Of("version", "--json");

        Assert.Equal(["version", "runtime", "anchors"], Run.MembersOf(run.Json));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("tlsa", "verify", "--help")]
    public async Task Help_Asked_GoesToStandardOutput(params string[] line)
    {
        Run run = await Run.Of(line);

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("Usage:", run.Out, StringComparison.Ordinal);
    }
}
