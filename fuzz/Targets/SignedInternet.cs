using DaneCore.Lab.Authority;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Fuzz.Targets;

/// <summary>A few signed zones, and one question for each way an answer can be proved.</summary>
internal static class SignedInternet
{
    public static readonly DateTimeOffset Now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    public static readonly DateTimeOffset Inception = Now.AddDays(-10);
    public static readonly DateTimeOffset Expiration = Now.AddDays(10);

    private static readonly SignedZone Mail = Sign(
        "mail.lab",
        """
        @             MX    10 mx
        mx            A     192.0.2.25
        _25._tcp.mx   TLSA  3 1 1 8BD1DA95272F7FA4FFB24137FC0ED03AAE67E5C4D8B3C50734E1050A7920B922
        alias         CNAME www.shop.sample.
        *.wild        A     192.0.2.1
        own.wild      A     192.0.2.7
        deep.empty.x  A     192.0.2.2
        old           DNAME shop.sample.
        """,
        new DenialScheme.Nsec());

    private static readonly SignedZone Shop = Sign(
        "shop.sample",
        """
        www           A     192.0.2.80
        *.wild        TXT   "any"
        a.b.c         A     192.0.2.3
        """,
        new DenialScheme.Nsec3());

    private static readonly SignedZone Plain = SignedZone.AsIs(ZoneContent.Parse("plain.lab", "www A 192.0.2.9"));

    private static readonly SignedZone LabZone = Sign(
        "lab", "mail NS ns1.mail\nns1.mail A 192.0.2.53\nplain NS ns1.plain\nns1.plain A 192.0.2.53", new DenialScheme.Nsec(), Mail);

    private static readonly SignedZone Sample = Sign(
        "sample", "shop NS ns1.shop\nns1.shop A 192.0.2.53\nopen NS ns1.open\nns1.open A 192.0.2.53", new DenialScheme.Nsec3(OptOut: true), Shop);

    private static readonly SignedZone Open = SignedZone.AsIs(ZoneContent.Parse("open.sample", "www A 192.0.2.10"));

    private static readonly SignedZone Root = Sign(
        ".", "lab. NS ns1.lab.\nns1.lab. A 192.0.2.53\nsample. NS ns1.sample.\nns1.sample. A 192.0.2.53", new DenialScheme.Nsec(), LabZone, Sample);

    private static readonly Dictionary<Question, Message> Replies = [];

    public static ZoneSet Zones { get; } = new(Root, LabZone, Sample, Mail, Shop, Plain, Open);

    public static TrustAnchorSet Anchors { get; } =
        new(Root.Keys.Select(key => TrustAnchor.FromKey(DomainName.Root, key)));

    public static IReadOnlyList<Question> Questions { get; } =
    [
        Ask("_25._tcp.mx.mail.lab", RecordType.TLSA),
        Ask("mail.lab", RecordType.MX),
        Ask("nothing.mail.lab", RecordType.A),
        Ask("mx.mail.lab", RecordType.AAAA),
        Ask("x.wild.mail.lab", RecordType.A),
        Ask("x.wild.mail.lab", RecordType.TXT),
        Ask("empty.x.mail.lab", RecordType.A),
        Ask("alias.mail.lab", RecordType.A),
        Ask("www.old.mail.lab", RecordType.A),
        Ask("www.shop.sample", RecordType.A),
        Ask("nothing.shop.sample", RecordType.A),
        Ask("www.shop.sample", RecordType.TLSA),
        Ask("y.wild.shop.sample", RecordType.TXT),
        Ask("y.wild.shop.sample", RecordType.A),
        Ask("b.c.shop.sample", RecordType.A),
        Ask("www.plain.lab", RecordType.A),
        Ask("www.open.sample", RecordType.A),
        Ask("mail.lab", RecordType.DS),
        Ask("plain.lab", RecordType.DS),
        Ask("own.wild.mail.lab", RecordType.A),
        Ask("mx.mail.lab", RecordType.A),
    ];

    /// <summary>What the honest replies must give: unsigned zones are shown to be so by the zone above, and that proof is secure.</summary>
    public static SecurityStatus Expected(Question question) =>
        question.Type != RecordType.DS && (question.Name.IsAtOrBelow(Plain.Apex) || question.Name.IsAtOrBelow(Open.Apex))
            ? SecurityStatus.Insecure
            : SecurityStatus.Secure;

    /// <summary>The key of a signed zone, by its apex.</summary>
    public static Lab.Signing.ZoneKey KeyOf(SignedZone zone) => Lab.Signing.ZoneKey.Create(DnssecAlgorithm.Ed25519, SeedOf(zone.Apex));

    /// <summary>The honest reply; signing is slow, so each is made once.</summary>
    public static Message Reply(Question question)
    {
        lock (Replies)
        {
            return Replies.TryGetValue(question, out Message? known) ? known : Replies[question] = Zones.Answer(question);
        }
    }

    private static string SeedOf(DomainName apex) => apex.ToString();

    private static Question Ask(string name, RecordType type) => new(DomainName.Parse(name), type, RecordClass.IN);

    private static SignedZone Sign(string apex, string text, DenialScheme denial, params SignedZone[] children)
    {
        ZoneContent content = ZoneContent.Parse(apex, text).With(children.SelectMany(child => child.DelegationSigners(DigestType.Sha256)));
        return ZoneSigner.Sign(content, SigningPlan.Simple(SeedOf(content.Apex), Inception, Expiration, DnssecAlgorithm.Ed25519) with { Denial = denial });
    }
}
