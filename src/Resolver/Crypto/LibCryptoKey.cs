using System.Runtime.InteropServices;

namespace DaneCore.Resolver.Crypto;

/// <summary>A public key of <see cref="LibCrypto"/>. Nothing changes it, so several threads may check signatures by it at a time.</summary>
internal sealed class LibCryptoKey : SafeHandle
{
    private readonly Action<nint> _free;

    public LibCryptoKey(nint key, Action<nint> free)
        : base(0, ownsHandle: true)
    {
        _free = free;
        SetHandle(key);
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        _free(handle);
        return true;
    }

    /// <summary>Keeps the key from being freed while it is in use.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal readonly ref struct Use
    {
        private readonly LibCryptoKey _owner;

        public Use(LibCryptoKey owner)
        {
            bool added = false;
            owner.DangerousAddRef(ref added);
            _owner = owner;
        }

        public nint Key => _owner.handle;

        public void Dispose() => _owner.DangerousRelease();
    }
}
