using System.Collections.Concurrent;

namespace DaneCore.Resolver.Crypto;

/// <summary>
/// The platform's objects for one public key. RSA and ECDsa promise nothing about use by two threads at a time, and a
/// lock would make all lookups wait for one zone's key; so every caller gets an object of its own, imported when none
/// is idle. There are never more than were once in use together.
/// </summary>
internal sealed class KeyPool<TKey>(Func<TKey> import) : IDisposable
    where TKey : class, IDisposable
{
    // Made with the first object: where OpenSSL's library takes the key (LibCrypto), there is none, and an empty queue is larger than the key.
    private ConcurrentQueue<TKey>? _idle;

    /// <summary>Takes an idle object, or imports one more. Throws what the import throws.</summary>
    public TKey Take() => _idle is { } idle && idle.TryDequeue(out TKey? key) ? key : import();

    /// <summary>Gives an object back.</summary>
    public void Return(TKey key) => LazyInitializer.EnsureInitialized(ref _idle).Enqueue(key);

    public void Dispose()
    {
        while (_idle is { } idle && idle.TryDequeue(out TKey? key))
        {
            key.Dispose();
        }
    }
}
