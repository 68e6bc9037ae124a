using System.Runtime.InteropServices;

namespace DaneCore.Stress.Differential.Asking;

/// <summary><c>struct ub_result</c> of libunbound.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct UnboundResult
{
    public IntPtr Name;
    public int Type;
    public int Class;
    public IntPtr Data;
    public IntPtr Lengths;
    public IntPtr CanonicalName;
    public int Code;
    public IntPtr Packet;
    public int PacketLength;
    public int HasData;
    public int IsNoSuchName;
    public int IsSecure;
    public int IsBogus;
    public IntPtr WhyBogus;
    public int WasRateLimited;
    public int Ttl;
}
