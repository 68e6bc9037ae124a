namespace DaneCore.Cli.Tests.Commands;

public sealed class RecordTests : IDisposable
{
    private readonly TestInternet _internet = new();

    public void Dispose() => _internet.Dispose();

    [Fact]
    public async Task Recording_OfAQuery_ReplaysAsOfItsOwnTime()
    {
        string file = await RecordAsync("www.example.lab", "A");

        Run run = await Run.Of("query", "www.example.lab", "--replay", file, "--trust-anchor", _internet.Anchor, "--json");

        Assert.Equal((0, "secure"), (run.Code, run.Json.GetProperty("security").GetString()));
    }

    [Fact]
    public async Task Recording_AtAnotherTime_IsJudgedByThat()
    {
        string file = await RecordAsync("www.example.lab", "A");

        Run run = await Run.Of("query", "www.example.lab", "--replay", file, "--trust-anchor", _internet.Anchor, "--at", "2027-01-01", "--json");

        Assert.Equal((1, "bogus"), (run.Code, run.Json.GetProperty("security").GetString()));
    }

    [Fact]
    public async Task Recording_WithoutTheQuestion_IsCouldNotFindOut()
    {
        string file = await RecordAsync("www.example.lab", "A");

        Run run = await Run.Of("query", "www.plain.lab", "--replay", file, "--trust-anchor", _internet.Anchor, "--json");

        Assert.Equal((3, "indeterminate"), (run.Code, run.Json.GetProperty("security").GetString()));
    }

    [Fact]
    public async Task Recording_ToAPlaceThatIsNot_IsRefused()
    {
        Run run = await Run.Of(["record", "www.example.lab", "A", "-o", _internet.Path("no/such/folder"), .. _internet.Options]);

        run.AssertRefused(2, "cannot be written", "-o");
    }

    [Fact]
    public async Task Recording_OfSilence_IsRefused()
    {
        string file = _internet.Path("silence");

        Run run = await Run.Of("record", "www.example.lab", "A", "-o", file, "--server", "127.0.0.1:1", "--timeout", "0.3");

        run.AssertRefused(3, "no server answered");
        Assert.False(File.Exists(file));
    }

    private async Task<string> RecordAsync(string name, string type)
    {
        string file = _internet.Path("recording");
        Run run = await Run.Of(["record", name, type, "-o", file, .. _internet.Options]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        return file;
    }
}
