using System.Text.Json;

namespace DaneCore.Cli.Tests;

/// <summary>One command line, run in process, and what it left behind.</summary>
internal sealed record Run(int Code, string Out, string Error)
{
    /// <summary>What standard output holds, which must be one JSON object and nothing else.</summary>
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    public static Task<Run> Of(params string[] args) => Of(TestContext.Current.CancellationToken, args);

    public static async Task<Run> Of(CancellationToken stop, params string[] args)
    {
        await using StringWriter output = new() { NewLine = "\n" };
        await using StringWriter error = new() { NewLine = "\n" };
        int code = await CommandLine.RunAsync(args, output, error, stop);
        return new Run(code, output.ToString(), error.ToString());
    }

    /// <summary>Refused: this code, nothing on standard output, and one line on standard error that holds the words.</summary>
    public void AssertRefused(int code, params string[] words)
    {
        Assert.Equal("", Out);
        string line = Assert.Single(Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("danecore: ", line, StringComparison.Ordinal);
        Assert.All(words, word => Assert.Contains(word, line, StringComparison.Ordinal));
        Assert.DoesNotContain("Exception", line, StringComparison.Ordinal);
        Assert.Equal(code, Code);
    }

    /// <summary>Ended with this code; what it said otherwise is shown where it did not.</summary>
    public void AssertCode(int code) => Assert.True(Code == code, $"{Code}: {Error}");

    /// <summary>The members of an object, in the order written.</summary>
    public static IEnumerable<string> MembersOf(JsonElement value) => value.EnumerateObject().Select(member => member.Name);
}
