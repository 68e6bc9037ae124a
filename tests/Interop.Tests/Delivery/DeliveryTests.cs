using System.Text.Json;
using DaneCore.Dane;
using DaneCore.Smtp;

namespace DaneCore.Interop.Tests.Delivery;

/// <summary>Mail to real servers, read back from where they store it; and mail that must not reach them.</summary>
public sealed class DeliveryTests(DeliveryWorld world) : IClassFixture<DeliveryWorld>
{
    private const string From = "somebody@sender.test";

    // Server, situation, how the message goes, the message.
    public static TheoryData<string, string, string, string> Messages =>
    [
        .. from server in DeliveryWorld.WithChunks
           from way in (string[][])[["good", "BDAT"], ["by-data", "DATA"]]
           from name in Samples.Names
           select (server, way[0], way[1], name),
        .. from name in Samples.Names
           where SmtpdStore.HasTls && name != "utf8-header"
           select (SmtpdStore.Name, "good", "DATA", name),
    ];

    public static TheoryData<string> ServersWithTls => [.. DeliveryWorld.WithTls];

    public static TheoryData<string> ServersWithUtf8 => [.. DeliveryWorld.WithChunks];

    // Server, situation, what protects the message.
    public static TheoryData<string, string, DeliverySecurity> Open =>
    [
        .. from server in DeliveryWorld.WithTls
           from row in ((string, DeliverySecurity)[])
           [
               ("good", DeliverySecurity.Authenticated),
               ("anchor", DeliverySecurity.Authenticated),
               ("unpublished", DeliverySecurity.Encrypted),
               ("clear", DeliverySecurity.Cleartext),
           ]
           select (server, row.Item1, row.Item2),
        .. from row in ((string, DeliverySecurity)[])[("clear", DeliverySecurity.Cleartext)]
           where !SmtpdStore.HasTls
           select (SmtpdStore.Name, row.Item1, row.Item2),
    ];

    // Server, situation, code, RFC 8460 type.
    public static TheoryData<string, string, string, ResultType> Closed =>
    [
        .. from server in DeliveryWorld.WithTls
           from row in ((string, string, ResultType)[])
           [
               ("mismatch", "4.7.323", ResultType.TlsaInvalid),
               ("expired", "4.7.322", ResultType.CertificateExpired),
               ("gap", "4.7.323", ResultType.CertificateNotTrusted),
               ("other-name", "4.7.325", ResultType.CertificateHostMismatch),
               ("no-tls", "4.7.321", ResultType.StarttlsNotSupported),
           ]
           select (server, row.Item1, row.Item2, row.Item3),

        // Debian 12's own OpenSMTPD offers STARTTLS and breaks off every handshake.
        .. from row in ((string, string, ResultType)[])[("good", "4.7.321", ResultType.StarttlsNotSupported)]
           where !SmtpdStore.HasTls
           select (SmtpdStore.Name, row.Item1, row.Item2, row.Item3),
    ];

    [InteropTheory]
    [MemberData(nameof(Messages))]
    public async Task Message_ToAnAuthenticatedServer_IsStoredOctetForOctet(string server, string situation, string command, string name)
    {
        string token = Samples.Token();
        string message = Samples.Text(name, token);

        DeliveryReport report = await world.Side.SendAsync(new Envelope(From, $"one@{situation}.{server}.test"), message);

        RecipientOutcome outcome = Assert.Single(report.Recipients);
        Assert.True(outcome.IsSecure, outcome.Reason);
        Assert.Contains(report.Attempts.Single().Transcript, line => line.StartsWith($"C: {command}", StringComparison.Ordinal));
        Maildir.AssertHolds(message, Assert.Single(await world.Store(server).Mail.WithAsync(token, 1)));
    }

    [InteropTheory]
    [MemberData(nameof(Open))]
    public async Task Message_WhereNothingForbidsIt_ArrivesAsProtectedAsCanBe(string server, string situation, DeliverySecurity security)
    {
        string token = Samples.Token();
        string message = Samples.Text("dots", token);

        DeliveryReport report = await world.Side.SendAsync(new Envelope(From, $"one@{situation}.{server}.test"), message);

        RecipientOutcome outcome = Assert.Single(report.Recipients);
        Assert.Equal((true, security), (outcome.IsDelivered, outcome.Security));
        Maildir.AssertHolds(message, Assert.Single(await world.Store(server).Mail.WithAsync(token, 1)));
    }

    [InteropTheory]
    [MemberData(nameof(Closed))]
    public async Task Message_ToAServerThatIsNotTheOneNamed_StaysHere(string server, string situation, string code, ResultType type)
    {
        string token = Samples.Token();

        DeliveryReport report = await world.Side.SendAsync(new Envelope(From, $"one@{situation}.{server}.test"), Samples.Text("plain", token));

        RecipientOutcome outcome = Assert.Single(report.Recipients);
        Assert.Equal((false, true, code, type), (outcome.IsDelivered, outcome.IsTransient, outcome.Code, outcome.ResultType));
        await AssertNothingCameAsync(server, token);
    }

    [InteropTheory]
    [MemberData(nameof(ServersWithTls))]
    public async Task Recipients_OfWhomOneIsRefused_GetTheMessageButForThatOne(string server)
    {
        string token = Samples.Token();
        string message = Samples.Text("plain", token);

        DeliveryReport report = await world.Side.SendAsync(new Envelope(From, $"one@good.{server}.test", $"refused@good.{server}.test", $"two@good.{server}.test"), message);

        Assert.Equal([(true, "2"), (false, RefusalBy(server)), (true, "2")], report.Recipients.Select(outcome => (outcome.IsDelivered, outcome.IsDelivered ? outcome.Code[..1] : outcome.Code)));
        IReadOnlyList<string> stored = await world.Store(server).Mail.WithAsync(token, 2);
        Assert.Equal(2, stored.Count);
        Assert.All(stored, one => Maildir.AssertHolds(message, one));
    }

    [InteropTheory]
    [MemberData(nameof(ServersWithTls))]
    public async Task Recipients_WhoAreAllRefused_GetNothing(string server)
    {
        string token = Samples.Token();

        DeliveryReport report = await world.Side.SendAsync(new Envelope(From, $"refused@good.{server}.test"), Samples.Text("plain", token));

        RecipientOutcome outcome = Assert.Single(report.Recipients);
        Assert.Equal((false, false, RefusalBy(server)), (outcome.IsDelivered, outcome.IsTransient, outcome.Code));
        await AssertNothingCameAsync(server, token);
    }

    [InteropTheory]
    [MemberData(nameof(ServersWithTls))]
    public async Task Sender_ThatIsNull_IsStoredAsNull(string server)
    {
        string token = Samples.Token();

        DeliveryReport report = await world.Side.SendAsync(new Envelope("", $"one@good.{server}.test"), Samples.Text("plain", token));

        Assert.True(report.IsDelivered, report.Recipients[0].Reason);
        string stored = Assert.Single(await world.Store(server).Mail.WithAsync(token, 1));
        if (server == SmtpdStore.Name)
        {
            // It stores no Return-Path for the null sender; its log has it.
            Assert.DoesNotContain("return-path:", stored, StringComparison.OrdinalIgnoreCase);
            Assert.Contains(" from=<> to=<one@good.smtpd.test>", world.Store(server).Log, StringComparison.Ordinal);
            return;
        }

        Assert.StartsWith("return-path: <>\n", stored.ToLowerInvariant(), StringComparison.Ordinal);
    }

    [InteropTheory]
    [MemberData(nameof(ServersWithUtf8))]
    public async Task Recipient_BeyondAscii_GetsTheMessage(string server)
    {
        string token = Samples.Token();
        string message = Samples.Text("utf8-header", token);

        DeliveryReport report = await world.Side.SendAsync(new Envelope("übermittler@sender.test", $"grüße@good.{server}.test"), message);

        Assert.True(report.IsDelivered, report.Recipients[0].Reason);
        Maildir.AssertHolds(message, Assert.Single(await world.Store(server).Mail.WithAsync(token, 1)));
    }

    [InteropTheory]
    [InlineData("small.postfix.test", "large", "5.3.4", "RFC 1870 section 6.1")]
    [InlineData("seven-bit.postfix.test", "eight-bit", "5.6.3", "RFC 6152 section 3")]
    [InlineData("good.postfix.test", "nul", "5.6.0", "RFC 2045 section 2.8")]
    [InlineData("good.exim.test", "binary", "5.6.3", "RFC 3030 section 3")]
    [InlineData("clear.smtpd.test", "utf8-header", "5.6.9", "RFC 6531 section 3.2")]
    public async Task Message_ThatTheServerDoesNotTake_IsFailedUnsent(string domain, string name, string code, string section)
    {
        string token = Samples.Token();

        DeliveryReport report = await world.Side.SendAsync(new Envelope(From, $"one@{domain}"), Samples.Text(name, token));

        RecipientOutcome outcome = Assert.Single(report.Recipients);
        Assert.Equal((false, false, code), (outcome.IsDelivered, outcome.IsTransient, outcome.Code));
        Assert.EndsWith($"({section})", outcome.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(report.Attempts.SelectMany(attempt => attempt.Transcript), line => line.StartsWith("C: MAIL", StringComparison.Ordinal));
        await AssertNothingCameAsync(domain.Split('.')[1], token);
    }

    /// <summary>OpenSMTPD does not offer SMTPUTF8: such mail is not downgraded, and does not go (RFC 6531 section 3.7.4).</summary>
    [InteropFact]
    public async Task Recipient_BeyondAscii_WhereTheServerDoesNotKnowThat_IsFailed()
    {
        string token = Samples.Token();

        DeliveryReport report = await world.Side.SendAsync(new Envelope(From, "grüße@clear.smtpd.test"), Samples.Text("plain", token));

        RecipientOutcome outcome = Assert.Single(report.Recipients);
        Assert.Equal((false, false, "5.6.7"), (outcome.IsDelivered, outcome.IsTransient, outcome.Code));
        await AssertNothingCameAsync("smtpd", token);
    }

    [InteropFact]
    public async Task Recipients_OfSeveralServers_EachGetTheMessage()
    {
        string token = Samples.Token();
        string message = Samples.Text("eight-bit", token);

        DeliveryReport report = await world.Side.SendAsync(new Envelope(From, "one@good.postfix.test", "one@good.exim.test", "one@mismatch.exim.test", "one@clear.smtpd.test"), message);

        Assert.Equal([true, true, false, true], report.Recipients.Select(outcome => outcome.IsDelivered));
        foreach (string server in (string[])["postfix", "exim", "smtpd"])
        {
            Maildir.AssertHolds(message, Assert.Single(await world.Store(server).Mail.WithAsync(token, 1)));
        }
    }

    [InteropTheory]
    [InlineData("plain")]
    [InlineData("dots")]
    [InlineData("eight-bit")]
    [InlineData("large")]
    public async Task Message_OverLmtp_IsStoredOctetForOctet(string name)
    {
        string token = Samples.Token();
        string message = Samples.Text(name, token);

        DeliveryReport report = await world.Side.SendAsync(new Envelope(From, "one@good.dovecot.test", "nobody@good.dovecot.test", "two@good.dovecot.test"), message, lmtp: true);

        Assert.Equal([(true, DeliverySecurity.Authenticated), (false, DeliverySecurity.None), (true, DeliverySecurity.Authenticated)], report.Recipients.Select(outcome => (outcome.IsDelivered, outcome.Security)));
        Assert.Equal("5.1.1", report.Recipients[1].Code);
        IReadOnlyList<string> stored = await world.Store("dovecot").Mail.WithAsync(token, 2);
        Assert.Equal(2, stored.Count);
        Assert.All(stored, one => Maildir.AssertHolds(message, one));
    }

    [InteropTheory]
    [InlineData("good.postfix.test", true, "authenticated", 0)]
    [InlineData("anchor.exim.test", true, "authenticated", 0)]
    [InlineData("clear.smtpd.test", true, "cleartext", 0)]
    [InlineData("mismatch.postfix.test", false, null, 1)]
    [InlineData("expired.exim.test", false, null, 1)]
    public async Task Message_ByTheCommandLine_ComesToTheSame(string domain, bool isDelivered, string? security, int exitCode)
    {
        string token = Samples.Token();
        string message = Samples.Text("dots", token);
        string file = Path.Combine(world.Folder, token + ".eml");
        await File.WriteAllBytesAsync(file, Samples.Bytes(message), TestContext.Current.CancellationToken);

        (int exit, JsonElement json) = await DanecoreProcess.JsonAsync(
            "send", "--from", From, "--to", $"one@{domain}", "--file", file, "--server", world.Side.Server, "--trust-anchor", world.Side.AnchorFile, "--smtp-port", $"{world.Side.Port}");

        Assert.Equal((isDelivered, security, exitCode), (json.GetProperty("delivered").GetBoolean(), json.GetProperty("security").GetString(), exit));
        string server = domain.Split('.')[1];
        if (isDelivered)
        {
            Maildir.AssertHolds(message, Assert.Single(await world.Store(server).Mail.WithAsync(token, 1)));
        }
        else
        {
            await AssertNothingCameAsync(server, token);
        }
    }

    // OpenSMTPD says 550 to a recipient, and no more precise code with it.
    private static string RefusalBy(string server) => server == SmtpdStore.Name ? "5.0.0" : "5.1.1";

    // Mail that came before another one is stored before it: what is not there when the other one is will not come.
    private async Task AssertNothingCameAsync(string server, string token)
    {
        string marker = Samples.Token();
        string domain = server == "smtpd" ? "clear.smtpd.test" : $"good.{server}.test";
        DeliveryReport report = await world.Side.SendAsync(new Envelope(From, $"marker@{domain}"), Samples.Text("plain", marker));
        Assert.True(report.IsDelivered, report.Recipients[0].Reason);
        Assert.Single(await world.Store(server).Mail.WithAsync(marker, 1));
        Assert.Empty(world.Store(server).Mail.Find(token));
    }
}
