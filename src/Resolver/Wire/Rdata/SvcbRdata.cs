using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using DaneCore.Resolver.Wire.Text;

namespace DaneCore.Resolver.Wire.Rdata;

/// <summary>
/// Service binding: SVCB and HTTPS (RFC 9460 section 2.2). A record whose parameters break their form is not made.
/// <code>
/// | priority (16) | target, uncompressed | key (16) | length (16) | value | key ... |
/// </code>
/// </summary>
public sealed class SvcbRdata : Rdata
{
    /// <summary>
    /// Carries the binding; the parameters ascend by key, each key once, and each value has the form of its key.
    /// </summary>
    public SvcbRdata(RecordType type, ushort priority, DomainName target, IReadOnlyList<SvcbParameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(parameters);
        if (type is not (RecordType.SVCB or RecordType.HTTPS))
        {
            throw new ArgumentException("The type is SVCB or HTTPS.", nameof(type));
        }

        if (!AreWellFormed(parameters))
        {
            throw new ArgumentException(
                "The parameters do not ascend by key, or one has a value that its key does not allow.",
                nameof(parameters));
        }

        Type = type;
        Priority = priority;
        Target = target;
        Parameters = [.. parameters.Select(parameter => new SvcbParameter(parameter.Key, parameter.Value.ToArray()))];
    }

    /// <inheritdoc/>
    public override RecordType Type { get; }

    /// <summary>0 is an alias; otherwise lower values are tried first.</summary>
    public ushort Priority { get; }

    /// <summary>
    /// The host; the root stands for the owner, or for "no service" in an alias (RFC 9460 section 2.5).
    /// </summary>
    public DomainName Target { get; }

    /// <summary>The parameters, ascending by key.</summary>
    public IReadOnlyList<SvcbParameter> Parameters { get; }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join(
            ' ',
            [
                Priority.ToString(CultureInfo.InvariantCulture),
                Target.ToString(),
                .. Parameters.Select(SvcbParameterText.ToText),
            ]);

    internal static bool TryRead(RecordType type, ref WireReader reader, [NotNullWhen(true)] out SvcbRdata? data)
    {
        data = null;
        if (!reader.TryReadUInt16(out ushort priority) || !reader.TryReadPlainName(out DomainName? target))
        {
            return false;
        }

        List<SvcbParameter> parameters = [];
        while (!reader.AtEnd)
        {
            if (!reader.TryReadUInt16(out ushort key)
                || !reader.TryReadUInt16(out ushort length)
                || !reader.TryTake(length, out ReadOnlySpan<byte> value))
            {
                return false;
            }

            parameters.Add(new SvcbParameter(key, value.ToArray()));
        }

        if (!AreWellFormed(parameters))
        {
            return reader.Fail(WireFault.BadRdata);
        }

        data = new SvcbRdata(type, priority, target, parameters);
        return true;
    }

    /// <summary>RFC 9460 section 2.2: keys strictly ascend, and values have the form of their key.</summary>
    internal static bool AreWellFormed(IReadOnlyList<SvcbParameter> parameters)
    {
        for (int i = 0; i < parameters.Count; i++)
        {
            if (parameters[i].Value.Length > ushort.MaxValue
                || !parameters[i].IsWellFormed
                || (i > 0 && parameters[i].Key <= parameters[i - 1].Key))
            {
                return false;
            }
        }

        return true;
    }

    internal static bool TryParse(RecordType type, FieldReader fields, [NotNullWhen(true)] out SvcbRdata? data)
    {
        data = null;
        if (!fields.TryReadUInt16("priority", out ushort priority)
            || !fields.TryReadName("target", out DomainName? target))
        {
            return false;
        }

        List<SvcbParameter> parameters = [];
        while (!fields.AtEnd)
        {
            if (!fields.TryReadRaw("parameter", out string? field))
            {
                return false;
            }

            if (!SvcbParameterText.TryParse(field, out SvcbParameter? parameter, out string? why))
            {
                return fields.Fail(why);
            }

            parameters.Add(parameter);
        }

        // RFC 9460 section 2.1: in text they stand in any order, but each key once.
        parameters.Sort((left, right) => left.Key.CompareTo(right.Key));
        if (!AreWellFormed(parameters))
        {
            return fields.Fail("a parameter stands there twice, or has a value that its key does not allow");
        }

        data = new SvcbRdata(type, priority, target, parameters);
        return true;
    }

    // RFC 9460 section 2.2: the target is not compressed. Its case stays in canonical form, since RFC 4034 section 6.2
    // does not list this type.
    internal override void Write(ref WireWriter writer)
    {
        writer.WriteUInt16(Priority);
        writer.WritePlainName(Target);
        foreach (SvcbParameter parameter in Parameters)
        {
            writer.WriteUInt16(parameter.Key);
            writer.WriteUInt16((ushort)parameter.Value.Length);
            writer.WriteOctets(parameter.Value.Span);
        }
    }
}
