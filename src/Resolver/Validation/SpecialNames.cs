using System.Net;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver.Validation;

/// <summary>
/// Names whose answer is fixed by an RFC and that no server is asked about: a question about one would only tell it who looks for
/// what. They are on the list of <see cref="PrivateZone"/> too, for aliases that lead there, and go with it when it is switched off.
/// </summary>
internal static class SpecialNames
{
    private const uint Ttl = 0;

    private static readonly DomainName Localhost = DomainName.Parse("localhost.");

    private static readonly (DomainName Name, string Rfc)[] Nowhere =
    [
        (DomainName.Parse("invalid."), "RFC 6761 section 6.4"),
        (DomainName.Parse("onion."), "RFC 7686 section 2"),
    ];

    /// <summary>The judgement, when the name is one of these and no anchor stands at or below its top; else null.</summary>
    public static Judgement? Judge(Question question, TrustAnchorSet anchors, ValidationPolicy policy)
    {
        if (!policy.PrivateZonesAreInsecure || !anchors.IsPublicRoot || PrivateZone.Above(question.Name) is not { } zone
            || anchors.ZonesAbove(question.Name).Any(anchor => anchor.IsAtOrBelow(zone.Name)))
        {
            return null;
        }

        // RFC 6761 section 6.3: whatever the network says, these are the addresses of this machine.
        if (zone.Name.Equals(Localhost))
        {
            IPAddress? address = question.Type switch
            {
                RecordType.A => IPAddress.Loopback,
                RecordType.AAAA => IPAddress.IPv6Loopback,
                _ => null,
            };
            return Of(
                question,
                ResponseCode.NoError,
                $"{question.Name} is this machine itself, so no server was asked (RFC 6761 section 6.3)",
                address is null ? [] : [RecordSet.Create(question.Name, question.Type, Ttl, [new AddressRdata(address)])]);
        }

        return Nowhere.FirstOrDefault(each => each.Name.Equals(zone.Name)) is { Rfc: { } rfc }
            ? Of(question, ResponseCode.NXDomain, $"names below {zone.Name} do not exist in DNS, so no server was asked ({rfc})", [])
            : null;
    }

    private static Judgement Of(Question question, ResponseCode code, string text, IReadOnlyList<RecordSet> data) => new()
    {
        Verdict = Verdict.Insecure(new Reason(ReasonKind.SpecialUseName, text), [], DateTimeOffset.MaxValue),
        Code = code,
        FinalName = question.Name,
        Data = data,
    };
}
