using DaneCore.Interop.Tests.MailTable.Making;
using DaneCore.Lab;
using DaneCore.Resolver;
using DaneCore.Resolver.Validation;
using DaneCore.Smtp;

namespace DaneCore.Interop.Tests.Delivery;

/// <summary>Our side of a delivery: zones, a forwarder that has them, and a sender that asks it and trusts none but the root's key.</summary>
internal sealed class SendingSide : IAsyncDisposable
{
    private static readonly SmtpTimeouts Patience = SmtpTimeouts.All(TimeSpan.FromSeconds(60));

    private readonly LoopbackDnsServer _forwarder;
    private readonly TrustAnchorSet _anchors;

    private SendingSide(MailZones zones, LoopbackDnsServer forwarder, TrustAnchorSet anchors, string anchorFile, int port)
    {
        Zones = zones;
        _forwarder = forwarder;
        _anchors = anchors;
        AnchorFile = anchorFile;
        Port = port;
    }

    public MailZones Zones { get; }

    public string AnchorFile { get; }

    /// <summary>The port of all servers.</summary>
    public int Port { get; }

    public string Server => _forwarder.EndPoint.ToString();

    public static async Task<SendingSide> StartAsync(string folder, IReadOnlyList<MailDomain> domains, MailHosts hosts)
    {
        var zones = MailZones.Make(domains, hosts);
        string anchorFile = Path.Combine(folder, "anchor.ds");
        await File.WriteAllTextAsync(anchorFile, zones.Anchors);
        Assert.True(TrustAnchorSet.TryParse(zones.Anchors, out TrustAnchorSet? anchors, out string? why), why);
        return new SendingSide(zones, LoopbackDnsServer.Start(zones.Server), anchors, anchorFile, hosts.Port);
    }

    /// <summary>Delivers once, by the library.</summary>
    public async Task<DeliveryReport> SendAsync(Envelope envelope, string message, bool lmtp = false)
    {
        await using StubResolver resolver = new(new ResolverOptions
        {
            Servers = [_forwarder.EndPoint],
            Anchors = _anchors,
            Policy = new ValidationPolicy { PrivateZonesAreInsecure = false },
        });
        await using SmtpSender sender = new(resolver, new SmtpOptions { Port = Port, UsesLmtp = lmtp, Timeouts = Patience });
        return await sender.SendAsync(envelope, MessageSource.FromOctets(Samples.Bytes(message)), TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _forwarder.DisposeAsync();
}
