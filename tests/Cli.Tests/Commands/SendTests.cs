using System.Globalization;
using System.Runtime.Versioning;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using DaneCore.Cli.Output;
using DaneCore.Lab.Mail;
using DaneCore.Lab.Scenarios;
using DaneCore.Support;

namespace DaneCore.Cli.Tests.Commands;

/// <summary>Mail to a server on the loopback interface, found through a folder of zone files.</summary>
public sealed partial class SendTests : IDisposable
{
    private const string Message = "From: a@client.lab\r\nSubject: test\r\n\r\n.dots\r\nand a last line\r\n";

    private static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset To = new(2026, 12, 31, 0, 0, 0, TimeSpan.Zero);
    private static readonly LabCertificate Leaf = LabCertificates.Leaf("mx.example.lab", From, To);

    private readonly Scratch _scratch = new();

    private string File => _scratch.Write("message.eml", Message);

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Message_ToAServerThatTheRecordNames_IsDeliveredWithEveryMember()
    {
        LabMailServer lab = new(new LabMailBehaviour { Chain = [Leaf] });
        await using LoopbackMailServer server = new(lab);
        using TestInternet internet = InternetOf(server, Leaf.Tlsa());

        Run run = await SendAsync(internet, server, ["--from", "a@client.lab", "--to", "b@example.lab", "--file", File, "--json"]);

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Equal(
            [
                "recipient", "delivered", "host", "address", "security", "code", "resultType", "reply", "reason",
                "finalCode", "transient", "uncertain", "routeSecure", "waived", "attempts",
            ],
            Run.MembersOf(run.Json));
        Assert.Equal(("b@example.lab", "mx.example.lab", "127.0.0.1"), (Text(run.Json, "recipient"), Text(run.Json, "host"), Text(run.Json, "address")));
        Assert.True(run.Json.GetProperty("delivered").GetBoolean());
        Assert.Equal("authenticated", Text(run.Json, "security"));
        Assert.StartsWith("250 2.0.0", Text(run.Json, "reply"), StringComparison.Ordinal);
        Assert.Equal(
            ["host", "address", "policy", "policyReason", "security", "code", "resultType", "reason", "reused", "tls", "tlsa", "transcript"],
            Run.MembersOf(Assert.Single(run.Json.GetProperty("attempts").EnumerateArray())));
        Assert.Equal(Message, Encoding.ASCII.GetString(Assert.Single(lab.Messages).Content.Span));
    }

    [Fact]
    [MailRule(42, RuleSide.Holds)]
    public async Task Message_ToAServerOfAnotherKey_IsKeptWithTheCodeForNowAndForLater()
    {
        LabMailServer lab = new(new LabMailBehaviour { Chain = [Leaf] });
        await using LoopbackMailServer server = new(lab);
        using TestInternet internet = InternetOf(server, "3 1 1 " + new string('0', 64));

        Run run = await SendAsync(internet, server, ["--from", "a@client.lab", "--to", "b@example.lab", "--file", File, "--json"]);

        Assert.Equal(1, run.Code);
        Assert.Equal(("4.7.323", "5.7.323", "tlsa-invalid"), (Text(run.Json, "code"), Text(run.Json, "finalCode"), Text(run.Json, "resultType")));
        Assert.Null(Text(run.Json, "security"));
        Assert.Empty(lab.Messages);
    }

    [Fact]
    public async Task Message_ToServersThatAreNotThere_IsCouldNotFindOut()
    {
        await using LoopbackMailServer server = new(new LabMailServer(new LabMailBehaviour { Fault = LabMailFault.ClosesAtConnect }));
        using TestInternet internet = InternetOf(server, Leaf.Tlsa());

        Run run = await SendAsync(internet, server, ["--from", "", "--to", "b@example.lab", "--file", File]);

        Assert.Equal(3, run.Code);
        Assert.Contains("4.4.317", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recipients_OfWhomOneIsRefused_AreReportedOneByOne()
    {
        LabMailServer lab = new(new LabMailBehaviour
        {
            Chain = [Leaf],
            Answer = line => line.StartsWith("RCPT TO:<no", StringComparison.Ordinal) ? "550 5.1.1 \u001b[31mnobody\r\n" : null,
        });
        await using LoopbackMailServer server = new(lab);
        using TestInternet internet = InternetOf(server, Leaf.Tlsa());
        string[] line = ["--from", "<>", "--to", "b@example.lab", "--to", "nobody@example.lab", "--file", File];

        Run json = await SendAsync(internet, server, [.. line, "--json"]);
        Run text = await SendAsync(internet, server, [.. line, "--explain"]);

        Assert.Equal((1, 1), (json.Code, text.Code));
        Assert.Equal([true, false], json.Json.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("delivered").GetBoolean()));
        Assert.Equal("5.1.1", Text(json.Json.GetProperty("results")[1], "code"));
        Assert.Contains("b@example.lab: delivered\n", text.Out, StringComparison.Ordinal);
        Assert.Contains("nobody@example.lab: not delivered, and no later try would help\n", text.Out, StringComparison.Ordinal);
        Assert.Contains("C: MAIL FROM:<>", text.Out, StringComparison.Ordinal);
        Assert.All(text.Out, c => Assert.True(c is '\n' or (>= ' ' and <= '~'), $"U+{(int)c:X4} got through"));
    }

    [Fact]
    public async Task Message_FromStandardInput_IsSpooledAndGoneAfterwards()
    {
        LabMailServer lab = new(new LabMailBehaviour { Chain = [Leaf] });
        await using LoopbackMailServer server = new(lab);
        using TestInternet internet = InternetOf(server, Leaf.Tlsa());
        await using StringWriter output = new();
        await using StringWriter error = new();
        await using MemoryStream input = new(Encoding.ASCII.GetBytes(Message));

        int code = await CommandLine.RunAsync(
            LineOf(internet, server, ["--from", "a@client.lab", "--to", "b@example.lab", "-"]),
            new Terminal(output, error) { In = input },
            TestContext.Current.CancellationToken);

        Assert.Equal((0, ""), (code, error.ToString()));
        Assert.Equal(Message, Encoding.ASCII.GetString(Assert.Single(lab.Messages).Content.Span));
        Assert.Empty(Directory.GetFiles(Path.GetTempPath(), "danecore-*.*"));
    }

    /// <summary>The server takes the connection and says nothing.</summary>
    [Fact]
    public async Task Timeout_ThatIsGiven_BoundsTheDeliveryOverAll()
    {
        LabMailServer lab = new(new LabMailBehaviour { Chain = [Leaf], Answer = _ => "" });
        await using LoopbackMailServer server = new(lab);
        using TestInternet internet = InternetOf(server, Leaf.Tlsa());

        Run run = await SendAsync(internet, server, ["--from", "a@client.lab", "--to", "b@example.lab", "--file", File, "--timeout", "1", "--json"]);

        Assert.Equal(3, run.Code);
        Assert.False(run.Json.GetProperty("uncertain").GetBoolean());
        Assert.Empty(lab.Messages);
    }

    /// <summary>A message on its way is nobody else's: looked at while it is being copied.</summary>
    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Spool_OfAMessageFromStandardInput_IsForItsOwnerAlone()
    {
        using TestInternet internet = new("@ MX 10 mx\nmx A 127.0.0.1\n");
        List<UnixFileMode> modes = [];
        await using WatchedInput input = new(Encoding.ASCII.GetBytes(Message), () => modes.AddRange(SpoolFiles().Select(System.IO.File.GetUnixFileMode)));

        await CommandLine.RunAsync(
            ["send", .. internet.Options, "--require-dane", "--from", "a@client.lab", "--to", "b@example.lab", "-"],
            new Terminal(TextWriter.Null, TextWriter.Null) { In = input },
            TestContext.Current.CancellationToken);

        Assert.NotEmpty(modes);
        Assert.All(modes, mode => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode));
    }

    /// <summary>The signal comes when the first recipient has the message and the second is being asked for.</summary>
    [Fact]
    public async Task Delivery_ThatIsInterrupted_SaysWhoHasTheMessage()
    {
        using CancellationTokenSource stop = new();
        LabMailServer lab = new(new LabMailBehaviour
        {
            Chain = [Leaf],
            Answer = line =>
            {
                if (!line.StartsWith("RCPT TO:<c", StringComparison.Ordinal))
                {
                    return null;
                }

                stop.Cancel();
                return "";
            },
            Keywords = ["LIMITS RCPTMAX=1"],
        });
        await using LoopbackMailServer server = new(lab);
        using TestInternet internet = InternetOf(server, Leaf.Tlsa());
        await using StringWriter output = new();
        await using StringWriter error = new();

        int code = await CommandLine.RunAsync(
            LineOf(internet, server, ["--from", "<>", "--to", "b@example.lab", "--to", "c@example.lab", "--file", File]), new Terminal(output, error), stop.Token);

        Assert.Equal((130, "danecore: interrupted\n"), (code, error.ToString()));
        Assert.Contains("b@example.lab: delivered\n", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("c@example.lab: not delivered for now; a later try may succeed\n", output.ToString(), StringComparison.Ordinal);
        Assert.Single(lab.Messages);
    }

    [Theory]
    [InlineData("--require-dane", "4.7.5", "this sender demands DANE")]
    [InlineData("--require-tls-onward", "5.7.10", "RFC 8689 section 4.2.1")]
    [MailRule(40, RuleSide.Broken)]
    public async Task Demand_ThatTheDomainDoesNotMeet_KeepsTheMessage(string option, string code, string words)
    {
        LabMailServer lab = new(new LabMailBehaviour { Chain = [Leaf] });
        await using LoopbackMailServer server = new(lab);
        using TestInternet internet = new("@ MX 10 mx\nmx A 127.0.0.1\n");

        Run run = await SendAsync(internet, server, ["--from", "a@client.lab", "--to", "b@example.lab", "--file", File, option]);

        Assert.Equal(1, run.Code);
        Assert.Contains(code, run.Out, StringComparison.Ordinal);
        Assert.Contains(words, run.Out, StringComparison.Ordinal);
        Assert.Equal(0, lab.Connections);
    }

    [Fact]
    [MailRule(39, RuleSide.Holds)]
    public async Task AuditOnly_WherePolicyFails_DeliversAndSaysWhatWasLetGo()
    {
        LabMailServer lab = new(new LabMailBehaviour { Chain = [Leaf] });
        await using LoopbackMailServer server = new(lab);
        using TestInternet internet = InternetOf(server, "3 1 1 " + new string('0', 64));

        Run run = await SendAsync(internet, server, ["--from", "a@client.lab", "--to", "b@example.lab", "--file", File, "--audit-only"]);

        Assert.Equal(0, run.Code);
        Assert.Contains("let go", run.Out, StringComparison.Ordinal);
        Assert.Single(lab.Messages);
    }

    private static Task<Run> SendAsync(TestInternet internet, LoopbackMailServer server, string[] rest) => Run.Of(LineOf(internet, server, rest));

    private static string[] LineOf(TestInternet internet, LoopbackMailServer server, string[] rest) =>
        ["send", "--smtp-port", server.EndPoint.Port.ToString(CultureInfo.InvariantCulture), .. internet.Options, .. rest];

    private static TestInternet InternetOf(LoopbackMailServer server, string tlsa) =>
        new($"@ MX 10 mx\nmx A 127.0.0.1\n_{server.EndPoint.Port}._tcp.mx TLSA {tlsa}\n");

    private static string? Text(JsonElement value, string member) => value.GetProperty(member).GetString();

    private static IEnumerable<string> SpoolFiles() => Directory.GetFiles(Path.GetTempPath(), "danecore-*").Where(file => SpoolName().IsMatch(Path.GetFileName(file)));

    [GeneratedRegex(@"^danecore-[a-z0-9]{8}\.[a-z0-9]{3}\z")]
    private static partial Regex SpoolName();

    /// <summary>Lets look around while it is read.</summary>
    private sealed class WatchedInput(byte[] octets, Action look) : MemoryStream(octets, writable: false)
    {
        public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
        {
            await base.CopyToAsync(destination, bufferSize, cancellationToken);
            look();
        }
    }
}
