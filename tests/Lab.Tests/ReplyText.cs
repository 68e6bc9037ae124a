using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Lab.Tests;

/// <summary>A reply as a few lines that a test can spell out: header, then section, owner, type and data. Signatures say what they cover and their labels.</summary>
internal static class ReplyText
{
    public static string[] Of(Message reply) =>
    [
        ResponseCodes.ToText(reply.Code) + (reply.Flags.HasFlag(MessageFlags.Authoritative) ? " aa" : ""),
        .. reply.Answer.Select(record => "an " + Of(record)),
        .. reply.Authority.Select(record => "au " + Of(record)),
        .. reply.Additional.Select(record => "ad " + Of(record)),
    ];

    private static string Of(ResourceRecord record) => record.Data switch
    {
        RrsigRdata signature => $"{record.Owner} RRSIG {signature.TypeCovered} {signature.Labels}",
        SoaRdata => $"{record.Owner} SOA",
        _ => $"{record.Owner} {RecordTypes.ToText(record.Type)} {record.Data}",
    };
}
