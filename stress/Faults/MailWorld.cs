using System.Net;
using System.Text;
using DaneCore.Lab;
using DaneCore.Lab.Authority;
using DaneCore.Lab.Mail;
using DaneCore.Lab.Signing;
using DaneCore.Resolver;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Smtp;

namespace DaneCore.Stress.Faults;

/// <summary>
/// Three mail domains with one host each: <c>dane.lab</c> with TLSA records, <c>tls.lab</c> without any, <c>clear.lab</c> whose host has no TLS. Made anew for each case.
/// </summary>
internal sealed class MailWorld : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);

    private static readonly DateTimeOffset From = Now.AddYears(-1);
    private static readonly DateTimeOffset To = Now.AddYears(1);
    private static readonly LabCertificate Root = LabCertificates.Authority("Lab root", From, To);
    private static readonly byte[] Message = Encoding.ASCII.GetBytes("From: a@client.lab\r\nSubject: test\r\n\r\nHello.\r\n");

    private static readonly IReadOnlyList<(string Domain, string Address)> Hosts = [("dane.lab", "192.0.2.1"), ("tls.lab", "192.0.2.2"), ("clear.lab", "192.0.2.3")];

    private static readonly Dictionary<string, LabCertificate> Certificates =
        Hosts.ToDictionary(host => host.Domain, host => LabCertificates.Leaf($"mx.{host.Domain}", From, To, Root), StringComparer.Ordinal);

    private static readonly ZoneSet Zones = Sign();

    private static readonly TrustAnchorSet Anchors = new([TrustAnchor.FromKey(DomainName.Root, Zones.Find(DomainName.Root)!.Keys.First())]);

    private readonly LabMailNet _net = new();
    private readonly StallingClock _clock = new(Now);
    private readonly List<BreakingStream> _streams = [];
    private readonly StringBuilder _overheard = new();
    private readonly Lock _lock = new();
    private readonly StubResolver _resolver;
    private readonly SmtpOptions _options;

    /// <param name="octets">How many octets of the server come over each connection.</param>
    /// <param name="breaking">And what happens then.</param>
    public MailWorld(long octets, Breaking breaking)
    {
        foreach ((string domain, string address) in Hosts)
        {
            _net.Add(IPAddress.Parse(address), new LabMailBehaviour
            {
                HostName = $"mx.{domain}",
                Chain = domain == "clear.lab" ? [] : [Certificates[domain], Root],
            });
        }

        // The resolver has a clock of its own: it is not DNS that stalls.
        _resolver = new StubResolver(new LabSource(Zones), new ResolverOptions { Anchors = Anchors, Clock = new SampleClock(Now) });
        _options = new SmtpOptions
        {
            HeloName = "client.lab",
            Clock = _clock,
            Connect = async (endPoint, stop) =>
            {
                BreakingStream stream = new(await _net.ConnectAsync(endPoint, stop).ConfigureAwait(false), octets, breaking, _clock, Overhear);
                lock (_lock)
                {
                    _streams.Add(stream);
                }

                return stream;
            },
        };
    }

    /// <summary>The most octets of a server that came over one connection.</summary>
    public long Heard => _streams.Count == 0 ? 0 : _streams.Max(stream => stream.Heard);

    /// <summary>True when something of a mail, its envelope included, could be read on the way.</summary>
    public bool WasOverheard
    {
        get
        {
            lock (_lock)
            {
                string overheard = _overheard.ToString();
                return overheard.Contains("MAIL FROM", StringComparison.OrdinalIgnoreCase) || overheard.Contains("Hello.", StringComparison.Ordinal);
            }
        }
    }

    /// <summary>How many messages the domain's host has.</summary>
    public int TakenAt(string domain) => _net.At(IPAddress.Parse(Hosts.First(host => host.Domain == domain).Address))!.Messages.Count;

    public async Task<RecipientOutcome> SendAsync(string domain)
    {
        SmtpSender sender = new(_resolver, _options);
        await using (sender.ConfigureAwait(false))
        {
            return (await sender.SendAsync(new Envelope("a@client.lab", $"b@{domain}"), MessageSource.FromOctets(Message)).ConfigureAwait(false)).Recipients[0];
        }
    }

    public async Task<DomainReport> CheckAsync(string domain) =>
        await new DomainCheck(_resolver, _options).CheckAsync(DomainName.Parse(domain)).ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        await _resolver.DisposeAsync().ConfigureAwait(false);
        await _net.DisposeAsync().ConfigureAwait(false);
    }

    private static ZoneSet Sign()
    {
        ZoneTree tree = new();
        tree.Add(ZoneContent.Parse(".", ""), SigningPlan.Simple(".", From, To));
        tree.Add(ZoneContent.Parse("lab", ""), SigningPlan.Simple("lab", From, To));
        foreach ((string domain, string address) in Hosts)
        {
            string records = domain == "dane.lab" ? $"_25._tcp.mx TLSA {Certificates[domain].Tlsa()}\n" : "";
            tree.Add(ZoneContent.Parse(domain, $"@ MX 10 mx\nmx A {address}\n{records}"), SigningPlan.Simple(domain, From, To));
        }

        return tree.Sign();
    }

    private void Overhear(string text)
    {
        lock (_lock)
        {
            _overheard.Append(text);
        }
    }
}
