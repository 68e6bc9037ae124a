using System.Runtime.InteropServices;

namespace DaneCore.Bench.Peers;

/// <summary><c>struct ub_result</c> of libunbound.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct UnboundResult
{
    public nint Name;
    public int Type;
    public int Class;
    public nint Data;
    public nint Lengths;
    public nint CanonicalName;
    public int Code;
    public nint Packet;
    public int PacketLength;
    public int HasData;
    public int IsNoSuchName;
    public int IsSecure;
    public int IsBogus;
    public nint WhyBogus;
    public int WasRateLimited;
    public int Ttl;
}
