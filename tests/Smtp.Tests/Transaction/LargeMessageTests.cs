using DaneCore.Lab.Mail;
using DaneCore.Smtp.Session;
using DaneCore.Smtp.Transaction;

namespace DaneCore.Smtp.Tests.Transaction;

/// <summary>Alone, so that no other test's memory counts. The bench sends 1 GiB (<c>bench -- large</c>).</summary>
[Collection(nameof(LargeMessageTests))]
[CollectionDefinition(nameof(LargeMessageTests), DisableParallelization = true)]
public sealed class LargeMessageTests
{
    private const long Lines = (256L << 20) / LargeMessage.LineLength;
    private const long MostMemory = 64L << 20;

    private static readonly Envelope ToOne = new("a@example.org", "b@example.com");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("250-mx.lab\r\n250 PIPELINING\r\n", (Lines * (LargeMessage.LineLength + 1)) + LargeMessage.LineLength + 3)]
    [InlineData("250-mx.lab\r\n250 CHUNKING\r\n", (Lines + 1) * LargeMessage.LineLength)]
    public async Task Message_OfManyOctets_IsNeverHeldWhole(string hello, long octets)
    {
        long most = 0;
        SinkMailServer server = new(hello) { OnPiece = () => most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false)) };
        await using SmtpConnection connection = new(server, SmtpTimeouts.Delivery, TimeProvider.System);
        SmtpSession session = new("client.lab", TlsDemand.Opportunistic);
        Assert.IsType<SmtpStep.Ready>(await SmtpOpening.OpenAsync(session, connection, new StartTlsUpgrade(new(), _ => null), Stop));
        var message = MessageSource.From(_ => ValueTask.FromResult<Stream>(new LargeMessage(Lines)));
        long before = GC.GetTotalMemory(forceFullCollection: true);

        TransactionResult result = await TransactionPlayer.RunAsync(session, connection, ToOne, ToOne.Recipients, message, new SmtpOptions(), Stop);

        Assert.Equal(RecipientState.Delivered, Assert.Single(result.Recipients).State);
        Assert.Equal(octets, server.Octets);
        Assert.InRange(most - before, long.MinValue, MostMemory);
    }
}
