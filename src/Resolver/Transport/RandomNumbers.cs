using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace DaneCore.Resolver.Transport;

/// <summary>
/// Where ids and source ports come from unless a test draws them itself: the kernel's generator where the C library leads to it, the platform's elsewhere.
/// (On Linux the platform's is OpenSSL's; loading that is a good part of a start, and no lookup without TLS needs it: docs/decisions/0020.)
/// </summary>
internal static partial class RandomNumbers
{
    private static readonly Lazy<bool> KernelDraws = new(AskKernel);

    /// <summary>RFC 5452 section 9.2: over the whole range, and not to be foreseen.</summary>
    public static ushort Draw()
    {
        Span<byte> octets = stackalloc byte[sizeof(ushort)];
        if (!KernelDraws.Value || !TryFill(octets))
        {
            RandomNumberGenerator.Fill(octets);
        }

        return BinaryPrimitives.ReadUInt16LittleEndian(octets);
    }

    private static bool AskKernel()
    {
        try
        {
            return OperatingSystem.IsLinux() && TryFill(stackalloc byte[sizeof(ushort)]);
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            return false;
        }
    }

    // getrandom(2): up to 256 octets come at once and whole; before the kernel has gathered enough after a start, it waits.
    private static bool TryFill(Span<byte> octets) => GetRandom(octets, (nuint)octets.Length, 0) == octets.Length;

    [LibraryImport("libc.so.6", EntryPoint = "getrandom")]
    private static partial nint GetRandom(Span<byte> octets, nuint length, uint flags);
}
