using System.Collections.Concurrent;
using System.Globalization;
using DaneCore.Lab.Authority;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Stress.Scan;

/// <summary>
/// An internet for a survey: a root, a few zones below it that delegate every domain of the list, and the domains' own zones, which are signed when somebody asks and
/// forgotten after a while.
/// </summary>
internal sealed class SurveyWorld
{
    private const int Kept = 4_000;

    // Domains share keys; a DS record belongs to the name all the same.
    private const int Keys = 16;

    private static readonly TimeSpan Window = TimeSpan.FromDays(20);

    private readonly SurveyDomain[] _domains;
    private readonly DateTimeOffset _now;
    private readonly ZoneSet _above;
    private readonly ConcurrentDictionary<int, ZoneSet> _made = new();
    private readonly ConcurrentQueue<int> _order = new();

    public SurveyWorld(SurveyDomain[] domains, DateTimeOffset now)
    {
        _domains = domains;
        _now = now;
        SignedZone provider = ZoneSigner.Sign(
            ZoneContent.Parse("provider.t0", Head + $"mx A 127.0.0.1\n_25._tcp.mx TLSA {SurveyDomain.Tlsa}\n"), PlanOf(KeyOf(0)));
        SignedZone[] tops = [.. Enumerable.Range(0, SurveyDomain.Tops).Select(top => TopOf(top, top == 0 ? [.. provider.DelegationSigners(DigestType.Sha256)] : []))];
        SignedZone root = ZoneSigner.Sign(
            ZoneContent.Parse(".", Head + string.Concat(Enumerable.Range(0, SurveyDomain.Tops).Select(top => $"t{top} NS ns.t{top}.\nns.t{top} A 127.0.0.1\n")))
                .With(tops.SelectMany(top => top.DelegationSigners(DigestType.Sha256))),
            PlanOf(KeyOf(1)));
        _above = new ZoneSet([root, .. tops, provider]);
        Anchor = string.Join('\n', root.DelegationSigners(DigestType.Sha256)) + "\n";
    }

    /// <summary>The root's key, as a file of trust anchors has it.</summary>
    public string Anchor { get; }

    /// <summary>The domain whose zone holds the name; null for names of the zones above, and for names that nobody has.</summary>
    public SurveyDomain? DomainOf(DomainName name) =>
        name.LabelCount >= 2 && name.Ancestor(2).ToString().ToLowerInvariant() is ['d', .. var rest] && rest.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot
        && int.TryParse(rest.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out int index)
        && index < _domains.Length && _domains[index].IsDelegated
            ? _domains[index]
            : null;

    /// <summary>Answers as a server that recurses and never validates.</summary>
    public Message Answer(Message query, SurveyDomain? domain) =>
        domain is null || query.Questions is [{ Type: RecordType.DS, Name.LabelCount: 2 }] ? _above.Answer(query) : ZonesOf(domain).Answer(query);

    private ZoneSet ZonesOf(SurveyDomain domain)
    {
        if (_made.TryGetValue(domain.Index, out ZoneSet? made))
        {
            return made;
        }

        made = new ZoneSet(ZoneOf(domain));
        if (_made.TryAdd(domain.Index, made))
        {
            _order.Enqueue(domain.Index);
            while (_order.Count > Kept && _order.TryDequeue(out int old))
            {
                _made.TryRemove(old, out _);
            }
        }

        return made;
    }

    private SignedZone ZoneOf(SurveyDomain domain)
    {
        string records = domain.Kind switch
        {
            SurveyKind.Hosted => $"@ MX 10 {SurveyDomain.SharedHost}.\n",
            SurveyKind.WithoutMx => "@ A 127.0.0.1\n",
            SurveyKind.NullMx => "@ MX 0 .\n",
            SurveyKind.HostMissing => "@ MX 10 mx\n",
            SurveyKind.WithoutTlsa or SurveyKind.Unsigned => "@ MX 10 mx\nmx A 127.0.0.1\n",
            SurveyKind.Unusable => "@ MX 10 mx\nmx A 127.0.0.1\n_25._tcp.mx TLSA 9 1 1 00\n",
            _ => $"@ MX 10 mx\nmx A 127.0.0.1\n_25._tcp.mx TLSA {SurveyDomain.Tlsa}\n",
        };
        var content = ZoneContent.Parse(domain.Text, Head + records);
        if (domain.Kind == SurveyKind.Unsigned)
        {
            return SignedZone.AsIs(content);
        }

        SigningPlan plan = PlanOf(KeyOf(domain.Index));
        SetPlan mx = new(domain.Apex, RecordType.MX);
        return ZoneSigner.Sign(content, domain.Kind switch
        {
            SurveyKind.Damaged => plan.Except(mx with { Damage = SignatureDamage.Flipped }),
            SurveyKind.Expired => plan.Except(mx with { Expiration = _now.AddDays(-1) }),
            SurveyKind.TlsaDamaged => plan.Except(new SetPlan(DomainName.Parse("_25._tcp.mx." + domain.Text), RecordType.TLSA) { Damage = SignatureDamage.Flipped }),
            _ => plan,
        });
    }

    private SignedZone TopOf(int top, IReadOnlyList<ResourceRecord> more)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"t{top}");
        SurveyDomain[] below = [.. _domains.Where(domain => domain.Index % SurveyDomain.Tops == top && domain.IsDelegated)];
        NameRdata server = new(RecordType.NS, DomainName.Parse($"ns.{name}"));
        IEnumerable<ResourceRecord> delegations = below.SelectMany(domain => (ResourceRecord[])
        [
            new(domain.Apex, RecordClass.IN, 3600, server),
            .. domain.IsSigned
                ? new[] { new ResourceRecord(domain.Apex, RecordClass.IN, 3600, KeyOf(domain.Index + (domain.Kind == SurveyKind.WrongDelegation ? 1 : 0)).DelegationSigner(domain.Apex)) }
                : [],
        ]);
        string provider = top == 0 ? "provider NS ns\n" : "";
        return ZoneSigner.Sign(ZoneContent.Parse(name, Head + "ns A 127.0.0.1\n" + provider).With(delegations).With(more), PlanOf(KeyOf(top + 2)));
    }

    private SigningPlan PlanOf(ZoneKey key) => new() { Keys = [key], Inception = _now - Window, Expiration = _now + Window };

    private static ZoneKey KeyOf(int index) => SharedKeys[index % Keys];

    private const string Head = "$TTL 3600\n@ SOA ns.t0. hostmaster.t0. 1 7200 3600 1209600 300\n@ NS ns.t0.\n";

    private static ZoneKey[] SharedKeys { get; } =
        [.. Enumerable.Range(0, Keys).Select(index => ZoneKey.Create(DnssecAlgorithm.Ed25519, string.Create(CultureInfo.InvariantCulture, $"survey {index}")))];
}
