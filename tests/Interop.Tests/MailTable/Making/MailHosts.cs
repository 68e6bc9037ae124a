using System.Net;
using System.Net.Sockets;
using DaneCore.Lab.Mail;

namespace DaneCore.Interop.Tests.MailTable.Making;

/// <summary>The servers of all domains: each on a loopback address of its own, all on one port.</summary>
internal sealed class MailHosts(int port)
{
    // A number of this process keeps two runs apart.
    private static readonly byte Net = (byte)(1 + (Environment.ProcessId % 250));
    private static int Made;

    private readonly Dictionary<IPAddress, IReadOnlyList<LabCertificate>> _real = [];
    private readonly Dictionary<IPAddress, LabMailBehaviour> _odd = [];
    private readonly int _first = 86 + (2 * Interlocked.Increment(ref Made));
    private int _given;

    public int Port { get; } = port;

    /// <summary>Where the resolver listens that the peers believe; port 53, because they know no other.</summary>
    public static IPAddress Resolver { get; } = new([127, 86, Net, 53]);

    /// <summary>Certificate chains of the hosts that Postfix plays; an empty one is a server without TLS.</summary>
    public IReadOnlyDictionary<IPAddress, IReadOnlyList<LabCertificate>> Real => _real;

    /// <summary>The hosts that do what no Postfix does.</summary>
    public IReadOnlyDictionary<IPAddress, LabMailBehaviour> Odd => _odd;

    /// <summary>The certificate of the only server that IPv6 leads to.</summary>
    public LabCertificate Six { get; } = LabCertificates.Leaf("six.provider.test", MailTimes.Start, MailTimes.End);

    /// <summary>An address where nothing listens, until something is put there.</summary>
    public IPAddress Next()
    {
        _given++;
        return new IPAddress([127, (byte)(_first + (_given / 250)), Net, (byte)(1 + (_given % 250))]);
    }

    public IPAddress Add(IReadOnlyList<LabCertificate> chain)
    {
        IPAddress address = Next();
        _real.Add(address, chain);
        return address;
    }

    public IPAddress Add(LabMailBehaviour behaviour)
    {
        IPAddress address = Next();
        _odd.Add(address, behaviour);
        return address;
    }

    /// <summary>Whether a server can listen on <c>::1</c>.</summary>
    public static bool HasSix()
    {
        try
        {
            using TcpListener listener = new(IPAddress.IPv6Loopback, 0);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
