using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace DaneCore.Resolver.Crypto;

/// <summary>
/// OpenSSL's own library, where it is there: it takes a key in without the checks that cost the platform's classes twice what a
/// signature does, and hashes a few octets in a tenth of the time (docs/decisions/0021-libcrypto.md). Ask <see cref="LibCryptoProbe"/> before.
/// All unsafe code that ships stands here. What it does not do, the platform's classes do: it is never the reason why something fails.
/// </summary>
internal static unsafe partial class LibCrypto
{
    // What OpenSSL numbers prime256v1, secp384r1, sha256 and sha512 (obj_mac.h).
    public const int P256 = 415;
    public const int P384 = 715;
    public const int Sha256 = 672;
    public const int Sha512 = 674;

    // OPENSSL_INIT_NO_ATEXIT (crypto.h).
    private const ulong NoAtExit = 0x0008_0000;

    // OpenSSL 3 and nothing else: its binary interface is the same for all of version 3.
    private const string Library = "libcrypto.so.3";

    // SEC 1 section 2.3.3: a point is this octet, then both coordinates.
    private const byte Uncompressed = 4;
    private const int MaxPointLength = 1 + (2 * 48);

    /// <summary>Octets of a block of SHA-1.</summary>
    public const int Sha1BlockLength = 64;

    // SHA_CTX has 96 octets, SHA256_CTX 112, SHA512_CTX 216.
    private const int ShaContextLength = 256;

    private static readonly Lazy<nint> P256Group = new(() => NewGroup(P256));
    private static readonly Lazy<nint> P384Group = new(() => NewGroup(P384));

    /// <summary>
    /// To be called before everything else: the library is not to take itself apart when the process ends. The runtime does not stop its threads
    /// for that, and the first call decides; the platform's classes, which ask for the same, may come later.
    /// </summary>
    public static bool StaysUntilTheEnd() => Initialize(NoAtExit, 0) == 1;

    /// <summary>Takes in the two coordinates of a point; null when it is none of the curve, or something failed.</summary>
    public static LibCryptoKey? ImportPoint(int curve, ReadOnlySpan<byte> coordinates)
    {
        Span<byte> point = stackalloc byte[MaxPointLength];
        point[0] = Uncompressed;
        coordinates.CopyTo(point[1..]);
        nint key = NewEcKey();
        fixed (byte* octets = point)
        {
            if (key != 0 && SetGroup(key, curve == P256 ? P256Group.Value : P384Group.Value) == 1
                && SetPoint(key, octets, (nuint)(coordinates.Length + 1), 0) == 1)
            {
                return new LibCryptoKey(key, FreeEcKey);
            }
        }

        FreeEcKey(key);
        ClearErrors();
        return null;
    }

    /// <summary>Whether r and s, side by side, are a signature over the hash; null when the library could not tell.</summary>
    public static bool? VerifyPair(LibCryptoKey key, ReadOnlySpan<byte> hash, ReadOnlySpan<byte> pair)
    {
        int half = pair.Length / 2;
        nint signature = NewSignature();
        int result;
        using LibCryptoKey.Use use = new(key);
        fixed (byte* hashed = hash)
        fixed (byte* numbers = pair)
        {
            nint r = NewNumber(numbers, half, 0);
            nint s = NewNumber(numbers + half, half, 0);
            if (signature == 0 || SetSignature(signature, r, s) != 1)
            {
                FreeNumber(r);
                FreeNumber(s);
                result = -1;
            }
            else
            {
                result = VerifyEcdsa(hashed, hash.Length, signature, use.Key);
            }
        }

        FreeSignature(signature);
        if (result != 1)
        {
            ClearErrors();
        }

        return result < 0 ? null : result == 1;
    }

    /// <summary>Takes in an RSA key; null when something failed. Its numbers were looked at before.</summary>
    public static LibCryptoKey? ImportRsa(ReadOnlySpan<byte> modulus, ReadOnlySpan<byte> exponent)
    {
        nint key = NewRsaKey();
        fixed (byte* n = modulus)
        fixed (byte* e = exponent)
        {
            nint modulusNumber = NewNumber(n, modulus.Length, 0);
            nint exponentNumber = NewNumber(e, exponent.Length, 0);
            if (key != 0 && SetRsaKey(key, modulusNumber, exponentNumber, 0) == 1)
            {
                return new LibCryptoKey(key, FreeRsaKey);
            }

            FreeNumber(modulusNumber);
            FreeNumber(exponentNumber);
        }

        FreeRsaKey(key);
        ClearErrors();
        return null;
    }

    /// <summary>Whether it is a signature with PKCS #1 v1.5 padding over the hash.</summary>
    public static bool VerifyPkcs1(LibCryptoKey key, int algorithm, ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature)
    {
        int result;
        using LibCryptoKey.Use use = new(key);
        fixed (byte* hashed = hash)
        fixed (byte* octets = signature)
        {
            result = VerifyRsa(algorithm, hashed, (uint)hash.Length, octets, (uint)signature.Length, use.Key);
        }

        if (result != 1)
        {
            ClearErrors();
        }

        return result == 1;
    }

    /// <summary>SHA-1 of some octets, which the hash may overwrite.</summary>
    public static void HashSha1(ReadOnlySpan<byte> octets, Span<byte> hash)
    {
        Debug.Assert(hash.Length >= SHA1.HashSizeInBytes, "twenty octets are written");
        byte* context = stackalloc byte[ShaContextLength];
        fixed (byte* from = octets)
        fixed (byte* to = hash)
        {
            // None of the three fails on octets that are there.
            _ = BeginSha1(context);
            _ = AddSha1(context, from, (nuint)octets.Length);
            _ = EndSha1(to, context);
        }
    }

    /// <summary>SHA-256 of some octets.</summary>
    public static void HashSha256(ReadOnlySpan<byte> octets, Span<byte> hash)
    {
        Debug.Assert(hash.Length >= SHA256.HashSizeInBytes, "32 octets are written");
        ulong* context = stackalloc ulong[ShaContextLength / sizeof(ulong)];
        fixed (byte* from = octets)
        fixed (byte* to = hash)
        {
            _ = BeginSha256(context);
            _ = AddSha256(context, from, (nuint)octets.Length);
            _ = EndSha256(to, context);
        }
    }

    /// <summary>SHA-384 of some octets.</summary>
    public static void HashSha384(ReadOnlySpan<byte> octets, Span<byte> hash)
    {
        Debug.Assert(hash.Length >= SHA384.HashSizeInBytes, "48 octets are written");
        ulong* context = stackalloc ulong[ShaContextLength / sizeof(ulong)];
        fixed (byte* from = octets)
        fixed (byte* to = hash)
        {
            _ = BeginSha384(context);
            _ = AddSha384(context, from, (nuint)octets.Length);
            _ = EndSha384(to, context);
        }
    }

    /// <summary>SHA-512 of some octets.</summary>
    public static void HashSha512(ReadOnlySpan<byte> octets, Span<byte> hash)
    {
        Debug.Assert(hash.Length >= SHA512.HashSizeInBytes, "64 octets are written");
        ulong* context = stackalloc ulong[ShaContextLength / sizeof(ulong)];
        fixed (byte* from = octets)
        fixed (byte* to = hash)
        {
            _ = BeginSha512(context);
            _ = AddSha512(context, from, (nuint)octets.Length);
            _ = EndSha512(to, context);
        }
    }

    /// <summary>
    /// SHA-1 over a hash that stands first in the block, again and again (RFC 5155 section 5). The block is one of SHA-1 with its padding (FIPS 180-4
    /// section 5.1.1): what follows the hash stays as it is.
    /// </summary>
    [SkipLocalsInit]
    public static void IterateSha1(Span<byte> block, int times)
    {
        Debug.Assert(block.Length == Sha1BlockLength, "SHA-1 takes blocks of this length");
        uint* context = stackalloc uint[ShaContextLength / sizeof(uint)];
        fixed (byte* octets = block)
        {
            for (int i = 0; i < times; i++)
            {
                // FIPS 180-4 section 5.3.1. The state stands first in SHA_CTX (sha.h), and the block function touches nothing else of it.
                context[0] = 0x67452301;
                context[1] = 0xEFCDAB89;
                context[2] = 0x98BADCFE;
                context[3] = 0x10325476;
                context[4] = 0xC3D2E1F0;
                TransformSha1(context, octets);
                for (int word = 0; word < SHA1.HashSizeInBytes / sizeof(uint); word++)
                {
                    BinaryPrimitives.WriteUInt32BigEndian(block[(word * sizeof(uint))..], context[word]);
                }
            }
        }
    }

    [LibraryImport(Library, EntryPoint = "OPENSSL_init_crypto")]
    private static partial int Initialize(ulong options, nint settings);

    [LibraryImport(Library, EntryPoint = "ERR_clear_error")]
    private static partial void ClearErrors();

    [LibraryImport(Library, EntryPoint = "EC_GROUP_new_by_curve_name")]
    private static partial nint NewGroup(int curve);

    [LibraryImport(Library, EntryPoint = "EC_KEY_new")]
    private static partial nint NewEcKey();

    [LibraryImport(Library, EntryPoint = "EC_KEY_free")]
    private static partial void FreeEcKey(nint key);

    [LibraryImport(Library, EntryPoint = "EC_KEY_set_group")]
    private static partial int SetGroup(nint key, nint group);

    // Looks whether the point lies on the curve; the groups of both curves have no other elements.
    [LibraryImport(Library, EntryPoint = "EC_KEY_oct2key")]
    private static partial int SetPoint(nint key, byte* octets, nuint length, nint context);

    [LibraryImport(Library, EntryPoint = "BN_bin2bn")]
    private static partial nint NewNumber(byte* octets, int length, nint into);

    [LibraryImport(Library, EntryPoint = "BN_free")]
    private static partial void FreeNumber(nint number);

    [LibraryImport(Library, EntryPoint = "ECDSA_SIG_new")]
    private static partial nint NewSignature();

    [LibraryImport(Library, EntryPoint = "ECDSA_SIG_free")]
    private static partial void FreeSignature(nint signature);

    // The signature owns the numbers from then on.
    [LibraryImport(Library, EntryPoint = "ECDSA_SIG_set0")]
    private static partial int SetSignature(nint signature, nint r, nint s);

    [LibraryImport(Library, EntryPoint = "ECDSA_do_verify")]
    private static partial int VerifyEcdsa(byte* hash, int length, nint signature, nint key);

    [LibraryImport(Library, EntryPoint = "RSA_new")]
    private static partial nint NewRsaKey();

    [LibraryImport(Library, EntryPoint = "RSA_free")]
    private static partial void FreeRsaKey(nint key);

    // The key owns the numbers from then on.
    [LibraryImport(Library, EntryPoint = "RSA_set0_key")]
    private static partial int SetRsaKey(nint key, nint modulus, nint exponent, nint secret);

    [LibraryImport(Library, EntryPoint = "RSA_verify")]
    private static partial int VerifyRsa(int algorithm, byte* hash, uint length, byte* signature, uint signatureLength, nint key);

    // At most a name and a salt: eight blocks, under a microsecond.
    [LibraryImport(Library, EntryPoint = "SHA1_Init")]
    [SuppressGCTransition]
    private static partial int BeginSha1(byte* context);

    [LibraryImport(Library, EntryPoint = "SHA1_Update")]
    [SuppressGCTransition]
    private static partial int AddSha1(byte* context, byte* octets, nuint length);

    [LibraryImport(Library, EntryPoint = "SHA1_Final")]
    [SuppressGCTransition]
    private static partial int EndSha1(byte* hash, byte* context);

    // One block of 64 octets, some 0.1 microseconds, and nothing that waits.
    [LibraryImport(Library, EntryPoint = "SHA1_Transform")]
    [SuppressGCTransition]
    private static partial void TransformSha1(uint* context, byte* block);

    [LibraryImport(Library, EntryPoint = "SHA256_Init")]
    [SuppressGCTransition]
    private static partial int BeginSha256(ulong* context);

    // A set of records may have 64 KiB, too long for a call that holds up collecting.
    [LibraryImport(Library, EntryPoint = "SHA256_Update")]
    private static partial int AddSha256(ulong* context, byte* octets, nuint length);

    [LibraryImport(Library, EntryPoint = "SHA256_Final")]
    [SuppressGCTransition]
    private static partial int EndSha256(byte* hash, ulong* context);

    [LibraryImport(Library, EntryPoint = "SHA384_Init")]
    [SuppressGCTransition]
    private static partial int BeginSha384(ulong* context);

    [LibraryImport(Library, EntryPoint = "SHA384_Update")]
    private static partial int AddSha384(ulong* context, byte* octets, nuint length);

    [LibraryImport(Library, EntryPoint = "SHA384_Final")]
    [SuppressGCTransition]
    private static partial int EndSha384(byte* hash, ulong* context);

    [LibraryImport(Library, EntryPoint = "SHA512_Init")]
    [SuppressGCTransition]
    private static partial int BeginSha512(ulong* context);

    [LibraryImport(Library, EntryPoint = "SHA512_Update")]
    private static partial int AddSha512(ulong* context, byte* octets, nuint length);

    [LibraryImport(Library, EntryPoint = "SHA512_Final")]
    [SuppressGCTransition]
    private static partial int EndSha512(byte* hash, ulong* context);
}
