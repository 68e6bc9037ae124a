using System.Security.Cryptography.X509Certificates;
using DaneCore.Lab.Mail;
using DaneCore.Resolver.Transport;
using DaneCore.Support;

namespace DaneCore.Resolver.Tests.Transport;

/// <summary>Whatever octets a server shows for certificates: it is refused with a reason or known by its pin, and nothing is thrown.</summary>
public sealed class MalformedCertificateTests
{
    private static readonly X509Certificate2Collection Roots = [X509CertificateLoader.LoadCertificate(MalformedCertificates.Root.Der.Span)];

    public static TheoryData<string> Kinds { get; } = [.. MalformedCertificates.Kinds];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Server_WithMalformedCertificate_IsRefusedByName(string kind)
    {
        TransportReply.Failed refusal = Assert.IsType<TransportReply.Failed>(
            (await MeetAsync(MalformedCertificates.Chain("dns.lab", kind, isAbove: false), new TlsPeer("dns.lab", [], NeedsPath: true, Roots))).Failure);

        Assert.Contains(refusal.Fault, new[] { TransportFault.Untrusted, TransportFault.Closed });
        Assert.StartsWith("TLS: ", refusal.Text, StringComparison.Ordinal);
        Assert.All(refusal.Text, character => Assert.InRange(character, ' ', '~'));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Server_WithMalformedCertificateAboveItsOwn_IsRefusedByName(string kind)
    {
        TransportReply.Failed refusal = Assert.IsType<TransportReply.Failed>(
            (await MeetAsync(MalformedCertificates.Chain("dns.lab", kind, isAbove: true), new TlsPeer("dns.lab", [], NeedsPath: true, Roots))).Failure);

        Assert.Contains(refusal.Fault, new[] { TransportFault.Untrusted, TransportFault.Closed });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Server_WithMalformedCertificate_IsNotTakenForAnother(string kind)
    {
        IReadOnlyList<LabCertificate> chain = MalformedCertificates.Chain("dns.lab", kind, isAbove: false);
        TlsPeer pinned = new("127.0.0.1", [DnsCertificates.PinOf(chain[0])], NeedsPath: false, Roots);

        // The right pin may be enough where the key can be read; the wrong one never is.
        if ((await MeetAsync(chain, pinned)).Stream is { } stream)
        {
            await stream.DisposeAsync();
        }

        Assert.NotNull((await MeetAsync(chain, pinned with { Pins = [new byte[32]] })).Failure);
    }

    [Fact]
    public async Task Server_WithTheSoundOnes_IsTaken()
    {
        OpenedStream opened = await MeetAsync(MalformedCertificates.Sound("dns.lab"), new TlsPeer("dns.lab", [], NeedsPath: true, Roots));
        Assert.Null(opened.Failure);
        await opened.Stream!.DisposeAsync();
    }

    private static async Task<OpenedStream> MeetAsync(IReadOnlyList<LabCertificate> chain, TlsPeer peer)
    {
        (Stream client, Stream server) = InMemoryDuplex.Create();
        Task serving = ServeAsync(server, chain);
        OpenedStream opened = await TlsOpening.SecureAsync(client, peer, Stop);
        await serving;
        return opened;
    }

    private static async Task ServeAsync(Stream stream, IReadOnlyList<LabCertificate> chain)
    {
        try
        {
            await LabTlsStream.AcceptAsync(stream, new LabTlsServer(chain), Stop);
        }
        catch (IOException)
        {
            // The client would not; what it makes of it is what is looked at.
            await stream.DisposeAsync();
        }
    }
}
