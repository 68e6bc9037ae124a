using System.Net.Sockets;
using DaneCore.Lab.Mail;
using DaneCore.Resolver;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Support;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Dane.Tests;

/// <summary>Cancelled at each wait there is, before it and while it lasts: lookups, connecting, reads and writes of the handshake and of what follows.</summary>
public sealed class AwaitCancellationTests
{
    private const string Host = "mx.example.com";
    private const string Place = "_443._tcp." + Host;

    private static readonly TestCertificate SelfSigned = TestCertificate.Server(null);

    private static FakeResolver Dns => new FakeResolver().WithHost(Host, SecurityStatus.Secure)
        .WithTlsa(Place, SecurityStatus.Secure, SelfSigned.Record(CertificateUsage.DaneEe).ToString());

    [Theory]
    [InlineData(CancelMoment.Before)]
    [InlineData(CancelMoment.While)]
    public async Task TlsaLookup_CancelledAtAnyWait_Ends(CancelMoment moment)
    {
        (int cancelled, int ended) = await AwaitSweep.RunAsync(moment, async (hooks, stop) =>
        {
            HookedResolver resolver = new(Dns, hooks);
            TlsaLookupResult found = await resolver.FindTlsaAsync(DomainName.Parse(Host), 443, UsageProfile.Https, stop);
            Assert.IsType<TlsaLookupResult.Usable>(found);
        });

        // A, AAAA and TLSA; nothing else is waited for.
        Assert.InRange(cancelled, 2, 4);
        Assert.InRange(ended, 1, 2);
    }

    [Theory]
    [InlineData(CancelMoment.Before)]
    [InlineData(CancelMoment.While)]
    public async Task Http_CancelledAtAnyWait_EndsAndLeavesNothing(CancelMoment moment)
    {
        LabTlsIdentity identity = new([SelfSigned.Octets], SelfSigned.PrivateKey);
        await using var server = LoopbackTlsServer.Start(_ => identity, (stream, stop) => LoopbackHttp.AnswerAsync(stream, () => { }, stop));
        (int cancelled, int ended) = await AwaitSweep.RunAsync(moment, async (hooks, stop) =>
        {
            try
            {
                using SocketsHttpHandler handler = DaneHttp.CreateHandler(new HookedResolver(Dns, hooks), new DaneHttpOptions
                {
                    Clock = new FakeTimeProvider(TestCertificate.Now),
                    Roots = TrustRoots.None,
                    Connect = (_, end) => hooks.PassAsync(async () =>
                    {
                        Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
                        try
                        {
                            await socket.ConnectAsync(server.EndPoint, end);
                            return hooks.Over(new NetworkStream(socket, ownsSocket: true));
                        }
                        catch
                        {
                            socket.Dispose();
                            throw;
                        }
                    }),
                });
                using HttpClient client = new(handler);
                Assert.Equal("ok", await client.GetStringAsync(new Uri($"https://{Host}/"), stop));
            }
            finally
            {
                // The handler goes on with a connection that nobody waits for any more, for the next request; closed, it gives it up.
                while (hooks.OpenStreams > 0)
                {
                    TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
                    await Task.Yield();
                }
            }
        });

        Assert.InRange(cancelled, 6, 3000);
        Assert.InRange(ended, 1, 3000);
    }
}
