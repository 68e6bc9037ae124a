namespace DaneCore.Resolver.Validation;

/// <summary>
/// What each kind of work costs, in hundredths of a signature check with ECDSA P-256: measured with <c>bench prices</c>
/// (docs/bench.md), rounded up. A check costs the same here under every algorithm: an honest zone under a dear one pays as much more
/// for its lookup as a hostile one does.
/// </summary>
internal static class WorkPrices
{
    /// <summary>The unit: all else is measured against it.</summary>
    public const int SignatureCheck = 100;

    /// <summary>A key's octets made into a key of the platform: two checks.</summary>
    public const int KeyImport = 200;

    /// <summary>One round of SHA-1 over a hash and a salt; a salt of 255 octets makes it one tenth dearer.</summary>
    public const int HashIteration = 1;

    /// <summary>A DS digest over one key.</summary>
    public const int Digest = 2;

    /// <summary>A record read and grouped; with one name of 255 octets of its own, which is the worst.</summary>
    public const int Record = 3;

    /// <summary>A signature, DS record or key that is looked at and no more.</summary>
    public const int Each = 1;

    /// <summary>A reply looked at for one name.</summary>
    public const int Look = 2;

    /// <summary>Octets under a signature that cost 1 beyond the check itself.</summary>
    public const int OctetsSigned = 1024;

    /// <summary>Records that cost 1 to be put into canonical order.</summary>
    public const int RecordsOrdered = 4;

    /// <summary>Sets of a reply that cost 1 to be looked through.</summary>
    public const int SetsLookedThrough = 50;
}
