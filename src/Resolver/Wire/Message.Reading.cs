using System.Diagnostics.CodeAnalysis;

namespace DaneCore.Resolver.Wire;

/// <content>
/// Octets to message (RFC 1035 section 4.1):
/// <code>
/// | header | questions: QNAME QTYPE QCLASS | records: NAME TYPE CLASS TTL(32) RDLENGTH RDATA ... |
/// </code>
/// </content>
public sealed partial record Message
{
    private static bool TryRead(
        ReadOnlySpan<byte> octets, scoped ref MessageReader reader, [NotNullWhen(true)] out Message? message, out WireFault fault)
    {
        message = null;
        while (reader.TryReadQuestion(out _, out _, out _))
        {
            // Looked at, and left where it stands.
        }

        byte upperCode = 0;
        while (reader.TryReadRecord(out RecordView record))
        {
            // RFC 6891 section 6.1.3: the upper bits of the code are the first of the TTL.
            upperCode = record.Type == RecordType.OPT ? (byte)(record.TtlField >> 24) : upperCode;
        }

        fault = reader.Fault;
        if (fault != WireFault.None)
        {
            return false;
        }

        message = new Message(new MessageOctets(octets.ToArray(), reader.Places), reader.Header, upperCode);
        return true;
    }
}
