using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using DaneCore.Resolver.Wire.Text;

namespace DaneCore.Resolver.Wire.Rdata;

/// <summary>Start of authority (RFC 1035 section 3.3.13). Times are in seconds.</summary>
public sealed class SoaRdata(
    DomainName primaryServer, DomainName mailbox, uint serial, uint refresh, uint retry, uint expire, uint minimum) : Rdata
{
    /// <inheritdoc/>
    public override RecordType Type => RecordType.SOA;

    /// <summary>The server the zone comes from (MNAME).</summary>
    public DomainName PrimaryServer { get; } = primaryServer ?? throw new ArgumentNullException(nameof(primaryServer));

    /// <summary>The mailbox of whoever is responsible, its <c>@</c> written as a dot (RNAME).</summary>
    public DomainName Mailbox { get; } = mailbox ?? throw new ArgumentNullException(nameof(mailbox));

    /// <summary>The version of the zone, compared modulo 2^32 (RFC 1982).</summary>
    public uint Serial { get; } = serial;

    /// <summary>When a secondary asks again.</summary>
    public uint Refresh { get; } = refresh;

    /// <summary>When it tries again after a failure.</summary>
    public uint Retry { get; } = retry;

    /// <summary>When it gives up.</summary>
    public uint Expire { get; } = expire;

    /// <summary>
    /// With the record's own TTL, how long a negative answer holds: the smaller of both (RFC 2308 section 5).
    /// </summary>
    public uint Minimum { get; } = minimum;

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{PrimaryServer} {Mailbox} {Serial} {Refresh} {Retry} {Expire} {Minimum}");

    internal static bool TryRead(ref WireReader reader, [NotNullWhen(true)] out SoaRdata? data)
    {
        data = !SoaFields.TryRead(ref reader, out SoaFields fields) ? null : new SoaRdata(
            reader.NameOf(fields.PrimaryServer),
            reader.NameOf(fields.Mailbox),
            fields.Serial,
            fields.Refresh,
            fields.Retry,
            fields.Expire,
            fields.Minimum);
        return data is not null;
    }

    internal static bool TryParse(FieldReader fields, [NotNullWhen(true)] out SoaRdata? data)
    {
        data = null;
        if (!fields.TryReadName("primary server", out DomainName? primaryServer)
            || !fields.TryReadName("mailbox", out DomainName? mailbox)
            || !fields.TryReadUInt32("serial", out uint serial)
            || !fields.TryReadSeconds("refresh", out uint refresh)
            || !fields.TryReadSeconds("retry", out uint retry)
            || !fields.TryReadSeconds("expire", out uint expire)
            || !fields.TryReadSeconds("minimum", out uint minimum)
            || !fields.TryFinish())
        {
            return false;
        }

        data = new SoaRdata(primaryServer, mailbox, serial, refresh, retry, expire, minimum);
        return true;
    }

    internal override void Write(ref WireWriter writer)
    {
        writer.WriteName(PrimaryServer);
        writer.WriteName(Mailbox);
        WriteNumbers(ref writer);
    }

    internal override void WriteCanonical(ref WireWriter writer)
    {
        writer.WritePlainName(PrimaryServer.ToCanonical());
        writer.WritePlainName(Mailbox.ToCanonical());
        WriteNumbers(ref writer);
    }

    private void WriteNumbers(ref WireWriter writer)
    {
        writer.WriteUInt32(Serial);
        writer.WriteUInt32(Refresh);
        writer.WriteUInt32(Retry);
        writer.WriteUInt32(Expire);
        writer.WriteUInt32(Minimum);
    }
}
