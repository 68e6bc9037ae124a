namespace DaneCore.Lab.Signing;

/// <summary>How a signed zone proves that something is not there.</summary>
public abstract record DenialScheme
{
    private DenialScheme()
    {
    }

    /// <summary>NSEC (RFC 4034 section 4).</summary>
    public sealed record Nsec : DenialScheme;

    /// <summary>
    /// NSEC3 (RFC 5155). Without arguments as RFC 9276 section 3.1 wants it: no extra iterations, no salt, no opt-out.
    /// </summary>
    public sealed record Nsec3(ushort Iterations = 0, bool OptOut = false) : DenialScheme
    {
        /// <summary>Octets added to each name before it is hashed.</summary>
        public ReadOnlyMemory<byte> Salt { get; init; } = ReadOnlyMemory<byte>.Empty;
    }

    /// <summary>No proof at all: a zone that is signed and cannot deny.</summary>
    public sealed record Absent : DenialScheme;
}
