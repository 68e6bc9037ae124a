using System.Text;
using DaneCore.Lab.Mail;
using DaneCore.Smtp.Session;
using DaneCore.Smtp.Transaction;

namespace DaneCore.Smtp.Tests.Transaction;

/// <summary>What a stream in memory does not do: buffers of the system, and connections that are reset with octets still on the way.</summary>
public sealed class OverTcpTests
{
    private static readonly Envelope ToOne = new("a@example.org", "b@example.com");
    private static readonly byte[] Long =
        Encoding.ASCII.GetBytes("Subject: a\r\n\r\n" + string.Concat(Enumerable.Repeat("." + new string('x', 69) + "\r\n", 100_000)));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("PIPELINING")]
    [InlineData("CHUNKING")]
    public async Task Message_OfManyPieces_ArrivesWhole(string keyword)
    {
        LabMailServer server = new(new LabMailBehaviour { Keywords = [keyword] });

        RecipientResult one = await SendAsync(server);

        Assert.Equal(RecipientState.Delivered, one.State);
        Assert.Equal(Long, Assert.Single(server.Messages).Content.ToArray());
    }

    // The refusal is what counts, not the reset that follows it because octets of ours were still unread.
    [Fact]
    public async Task Server_ThatRefusesAndClosesInTheMiddle_IsUnderstood()
    {
        RecipientResult one = await SendAsync(new LabMailServer(
            new LabMailBehaviour { Keywords = [], TiresAfter = 100_000, ClosesWhenTired = true }));

        Assert.Equal(RecipientState.Permanent, one.State);
        Assert.Equal("the server refused the message while it was being sent: 552 5.3.4 too large", one.Reason);
    }

    private static async Task<RecipientResult> SendAsync(LabMailServer server)
    {
        await using LoopbackMailServer loopback = new(server);
        SmtpOptions options = new();
        await using SmtpConnection connection = new(await options.Connect(loopback.EndPoint, Stop), options.Timeouts, options.Clock);
        SmtpSession session = new("client.lab", TlsDemand.Opportunistic);
        Assert.IsType<SmtpStep.Ready>(await SmtpOpening.OpenAsync(session, connection, new StartTlsUpgrade(new(), _ => null), Stop));
        TransactionResult result = await TransactionPlayer.RunAsync(
            session, connection, ToOne, ToOne.Recipients, MessageSource.FromOctets(Long), options, Stop);
        return Assert.Single(result.Recipients);
    }
}
