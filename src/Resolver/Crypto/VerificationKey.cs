namespace DaneCore.Resolver.Crypto;

/// <summary>
/// A public key that has been taken in once and checks any number of signatures, from several threads at a time. Never
/// throws because of what data or signature hold: what is wrong in any way does not verify.
/// </summary>
internal abstract class VerificationKey : IDisposable
{
    /// <summary>True when the signature, in the form RRSIG carries, was made over exactly this data by this key.</summary>
    public abstract bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature);

    /// <summary>Frees what the platform holds. Forgetting it costs memory until the next collection, nothing else.</summary>
    public abstract void Dispose();
}
