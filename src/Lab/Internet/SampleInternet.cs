using System.Net;
using DaneCore.Lab.Authority;
using DaneCore.Lab.Mail;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using ZoneKey = DaneCore.Lab.Signing.ZoneKey;

namespace DaneCore.Lab.Internet;

/// <summary>
/// A small internet in one process: a signed root, two top-level domains, and one domain for each thing that can happen to
/// mail under DANE. Names, keys, certificates and times are fixed, so it is the same on every machine and every day. Needs no
/// network; ask <see cref="Source"/> for DNS and <see cref="ConnectAsync"/> for mail servers.
/// </summary>
public sealed class SampleInternet : IAsyncDisposable
{
    private static readonly IPAddress OnlyNameServer = IPAddress.Parse("192.0.2.53");

    private readonly LabMailNet _net;

    private SampleInternet(ZoneSet zones, LabMailNet net, IReadOnlyList<SampleDomain> domains, TrustAnchorSet anchors, LabSource source)
    {
        Zones = zones;
        _net = net;
        Domains = domains;
        Anchors = anchors;
        Source = source;
    }

    /// <summary>The domains, in the order in which they are best read.</summary>
    public IReadOnlyList<SampleDomain> Domains { get; }

    /// <summary>All zones, as signed.</summary>
    public ZoneSet Zones { get; }

    /// <summary>The key of the sample root; no other root is trusted here.</summary>
    public TrustAnchorSet Anchors { get; }

    /// <summary>The instant at which the sample internet stands still.</summary>
    public DateTimeOffset Now { get; } = SampleTimes.Now;

    /// <summary>Answers DNS questions as an untrusted forwarder would.</summary>
    public ISource Source { get; }

    /// <summary>Connects to a mail server in process; fails as TCP does.</summary>
    public ValueTask<Stream> ConnectAsync(IPEndPoint endPoint, CancellationToken stop) => _net.ConnectAsync(endPoint, stop);

    /// <summary>Signs all zones and sets up all servers. One name server is named for all zones; it exists in the records alone.</summary>
    public static SampleInternet Create() => Create(_ => OnlyNameServer);

    /// <summary>
    /// The same with name servers at addresses of 127.0.0.0/8, for a <see cref="LoopbackInternet"/>: one for each zone, but one for <c>lab.</c> and
    /// <c>provider.lab.</c> together.
    /// </summary>
    public static SampleInternet CreateOnLoopback()
    {
        Dictionary<DomainName, IPAddress> given = [];
        var provider = DomainName.Parse("provider.lab");
        return Create(apex =>
        {
            DomainName server = apex.Equals(provider) ? apex.Parent() : apex;
            if (!given.TryGetValue(server, out IPAddress? address))
            {
                const int FirstHost = 1;
                given[server] = address = new IPAddress([127, 53, 0, (byte)(FirstHost + given.Count)]);
            }

            return address;
        });
    }

    private static SampleInternet Create(Func<DomainName, IPAddress> nameServerOf)
    {
        LabMailNet net = new();
        SampleAddresses addresses = new();
        List<SignedZone> zones = [];
        List<ResourceRecord> delegations = [];
        foreach ((string domain, Action<SampleSite> build) in SampleCatalogue.Infrastructure.Concat(
            SampleCatalogue.Domains.Select(entry => (entry.Domain.Name, entry.Build))))
        {
            SampleSite site = new(domain, net, addresses, nameServerOf(DomainName.Parse(domain)));
            build(site);
            SignedZone? zone = ZoneOf(site);
            if (zone is not null)
            {
                zones.Add(zone);
            }

            delegations.AddRange(DelegationOf(site, zone, nameServerOf));
        }

        SignedZone lab = TopLevel("lab", new DenialScheme.Nsec3(OptOut: true), DnssecAlgorithm.EcdsaP256Sha256, delegations, nameServerOf);
        SignedZone sample = TopLevel("sample", new DenialScheme.Nsec(), DnssecAlgorithm.Ed25519, delegations, nameServerOf);
        SignedZone root = TopLevel(".", new DenialScheme.Nsec(), DnssecAlgorithm.RsaSha256, [.. Delegated(lab, nameServerOf), .. Delegated(sample, nameServerOf)], nameServerOf);
        ZoneSet all = new([root, lab, sample, .. zones]);
        TrustAnchorSet anchors = new(root.DelegationSigners(DigestType.Sha256)
            .Select(record => TrustAnchor.FromDigest(record.Owner, (DsRdata)record.Data)));
        return new SampleInternet(all, net, [.. SampleCatalogue.Domains.Select(entry => entry.Domain)], anchors, new LabSource(all));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync().ConfigureAwait(false);
        await _net.DisposeAsync().ConfigureAwait(false);
    }

    private static SignedZone? ZoneOf(SampleSite site) => site.Delegation switch
    {
        SampleDelegation.Lame or SampleDelegation.Missing => null,
        SampleDelegation.Unsigned => SignedZone.AsIs(site.Content),
        _ => ZoneSigner.Sign(site.Content, site.Plan),
    };

    private static IEnumerable<ResourceRecord> DelegationOf(SampleSite site, SignedZone? zone, Func<DomainName, IPAddress> nameServerOf)
    {
        if (site.Delegation == SampleDelegation.Missing)
        {
            return [];
        }

        IEnumerable<ResourceRecord> signers = site.Delegation switch
        {
            SampleDelegation.Signed => zone!.DelegationSigners(site.Plan.DelegationDigests),
            SampleDelegation.WrongKey =>
            [
                Record(site.Apex, ZoneKey.Create(DnssecAlgorithm.EcdsaP256Sha256, "a key of another zone").DelegationSigner(site.Apex)),
            ],
            _ => [],
        };
        return [.. NameServer(site.Apex, nameServerOf), .. signers];
    }

    private static IEnumerable<ResourceRecord> Delegated(SignedZone zone, Func<DomainName, IPAddress> nameServerOf) =>
        [.. NameServer(zone.Apex, nameServerOf), .. zone.DelegationSigners(DigestType.Sha256)];

    private static IEnumerable<ResourceRecord> NameServer(DomainName apex, Func<DomainName, IPAddress> nameServerOf)
    {
        var server = DomainName.Parse($"ns1.{apex}");
        yield return Record(apex, new NameRdata(RecordType.NS, server));
        yield return Record(server, new AddressRdata(nameServerOf(apex)));
    }

    private static SignedZone TopLevel(string name, DenialScheme denial, DnssecAlgorithm algorithm, IEnumerable<ResourceRecord> delegations, Func<DomainName, IPAddress> nameServerOf)
    {
        var apex = DomainName.Parse(name);
        SigningPlan plan = SigningPlan.Simple(name, SampleTimes.Inception, SampleTimes.Expiration, algorithm) with { Denial = denial };
        return ZoneSigner.Sign(ZoneContent.Parse(name, $"ns1 A {nameServerOf(apex)}").With(delegations.Where(record => record.Owner.IsStrictlyBelow(apex))), plan);
    }

    private static ResourceRecord Record(DomainName owner, Rdata data) => new(owner, RecordClass.IN, 3600, data);
}
