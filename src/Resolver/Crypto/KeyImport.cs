namespace DaneCore.Resolver.Crypto;

/// <summary>What came of taking a DNSKEY's octets for a key of its algorithm.</summary>
internal abstract record KeyImport
{
    private KeyImport()
    {
    }

    /// <summary>The key can be used.</summary>
    public sealed record Imported(VerificationKey Key) : KeyImport;

    /// <summary>The algorithm is not known here, or the platform refuses it. Never a reason for bogus.</summary>
    public sealed record Unsupported(string Why) : KeyImport;

    /// <summary>The algorithm is known and the octets are no key of it. Never a reason for insecure.</summary>
    public sealed record Malformed(string Why) : KeyImport;
}
