using System.Globalization;
using DaneCore.Lab.Mail;

namespace DaneCore.Cli.Tests;

/// <summary>
/// A mail server on the loopback interface, and zones in which <c>example.lab.</c> and <c>second.example.lab.</c> have it as their mail host, with the
/// TLSA records of a test.
/// </summary>
internal sealed class MailWorld : IAsyncDisposable
{
    public static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset To = new(2026, 12, 31, 0, 0, 0, TimeSpan.Zero);
    public static readonly LabCertificate Authority = LabCertificates.Authority("Authority", From, To);
    public static readonly LabCertificate Leaf = LabCertificates.Leaf("mx.example.lab", From, To, Authority);
    public static readonly LabCertificate Next = LabCertificates.Issue(Leaf.Request with { KeySeed = "next" });

    private MailWorld(LabMailServer mail, LoopbackMailServer server, TestInternet internet)
    {
        Mail = mail;
        Server = server;
        Internet = internet;
    }

    /// <summary>What the server saw.</summary>
    public LabMailServer Mail { get; }

    public LoopbackMailServer Server { get; }

    public TestInternet Internet { get; }

    public string Port => Server.EndPoint.Port.ToString(CultureInfo.InvariantCulture);

    /// <summary>With these records, and a server that shows this certificate and its authority.</summary>
    public static MailWorld Showing(LabCertificate? shown, params IEnumerable<string> tlsa) =>
        With(new LabMailBehaviour { Chain = [shown ?? Leaf, Authority] }, "", tlsa);

    /// <summary>With these records, more lines of the zone, and a server that behaves so.</summary>
    public static MailWorld With(LabMailBehaviour behaviour, string lines, params IEnumerable<string> tlsa)
    {
        LabMailServer mail = new(behaviour);
        LoopbackMailServer server = new(mail);
        string records = string.Concat(tlsa.Select(record => $"_{server.EndPoint.Port}._tcp.mx TLSA {record}\n"));
        return new MailWorld(mail, server, new TestInternet($"@ MX 10 mx\nsecond MX 10 mx\nmx A 127.0.0.1\n{records}{lines}"));
    }

    public Task<Run> CheckAsync(string domain, params string[] rest) =>
        Run.Of(["check", domain, "--smtp-port", Port, .. Internet.Options, .. rest]);

    public async Task<Run> CheckFileAsync(string text, params string[] rest)
    {
        string path = Internet.Path("domains.txt");
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        return await Run.Of(["check", "--file", path, "--smtp-port", Port, .. Internet.Options, .. rest]);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Internet.Dispose();
    }
}
