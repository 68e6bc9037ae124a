using System.Net;
using DaneCore.Dane;
using DaneCore.Lab.Mail;
using DaneCore.Resolver.Wire;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Smtp.Tests.Checking;

/// <summary>A domain, its DNS and its mail hosts, all in this process, at one instant.</summary>
internal sealed class CheckBench : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset From = Now.AddYears(-1);
    public static readonly DateTimeOffset To = Now.AddYears(1);
    public static readonly LabCertificate Root = LabCertificates.Authority("Lab root", From, To);
    public static readonly LabCertificate Leaf = LabCertificates.Leaf("mx.lab", From, To, Root);
    public static readonly LabCertificate Other = LabCertificates.Leaf("other.lab", From, To, Root);

    private Func<IPEndPoint, CancellationToken, ValueTask<Stream>>? _connect;

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public TestResolver Dns { get; } = new();

    public LabMailNet Net { get; } = new();

    public FakeTimeProvider Clock { get; } = new(Now);

    public UsageProfile Profile { get; set; } = UsageProfile.Smtp;

    public InsecureMxPolicy InsecureMx { get; set; }

    /// <summary>example.lab with one signed host, mx.lab at 192.0.2.1, a record for its key, and a server that holds it.</summary>
    public static CheckBench Healthy(LabMailFault fault = LabMailFault.None)
    {
        CheckBench bench = new();
        bench.Dns.Secure("example.lab. MX 10 mx.lab.", "mx.lab. A 192.0.2.1", "_25._tcp.mx.lab. TLSA " + Leaf.Tlsa());
        bench.Serve("192.0.2.1", new LabMailBehaviour { HostName = "mx.lab", Chain = [Leaf, Root], Fault = fault });
        return bench;
    }

    public LabMailServer Serve(string address, LabMailBehaviour behaviour) => Net.Add(IPAddress.Parse(address), behaviour);

    /// <summary>No reply to QUIT comes any more; the action is run when one is waited for.</summary>
    public void MuteAtQuit(Action onWait) => _connect = async (endPoint, stop) =>
        new MuteAtQuitStream(await Net.ConnectAsync(endPoint, stop), Net.At(endPoint.Address)!, onWait);

    public Task<DomainReport> CheckAsync(string domain = "example.lab") => CheckUntilAsync(domain, Stop);

    public async Task<DomainReport> CheckUntilAsync(string domain, CancellationToken stop)
    {
        DomainCheck check = new(Dns, new SmtpOptions
        {
            HeloName = "client.lab",
            Connect = _connect ?? Net.ConnectAsync,
            Clock = Clock,
            Profile = Profile,
            InsecureMx = InsecureMx,

            // Longer than the check, so that it is the check that ends the wait.
            Timeouts = SmtpTimeouts.Delivery with { Quit = TimeSpan.FromMinutes(2) },
        });
        return await check.CheckAsync(DomainName.Parse(domain), stop);
    }

    /// <summary>Checks a domain whose server keeps silent: the check has come to its wait when this lets the time pass.</summary>
    public async Task<DomainReport> CheckAsync(TimeSpan passing)
    {
        Task<DomainReport> check = CheckAsync();
        Clock.Advance(passing);
        return await check;
    }

    /// <summary>The three things that say what would happen to mail, together.</summary>
    public static void AssertVerdict(DomainReport report, string verdict, string? code, ResultType type)
    {
        string details = $"{report.VerdictText} {report.Code} {report.ResultType}: {report.Reason}";
        Assert.True(report.VerdictText == verdict && report.Code == code && report.ResultType == type, details);
    }

    public ValueTask DisposeAsync() => Net.DisposeAsync();
}
