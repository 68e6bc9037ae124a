using System.Text;
using DaneCore.Smtp.Transaction;

namespace DaneCore.Smtp.Tests.Transaction;

/// <summary>Messages that are not what they were when they were looked at. None of them is ever finished: the server takes nothing.</summary>
public sealed class UnreadableMessageTests
{
    private static readonly Envelope ToOne = new("a@example.org", "b@example.com");

    [Theory]
    [InlineData("Subject: a\r\n\r\nbb\r\n", "the message changed since it was looked at: it had 17 octets")]
    [InlineData("Subject: a\r\n\r\n", "the message changed since it was looked at: it had 17 octets")]
    [InlineData("Subject: a\r\n\r\n\0\r\n", "the message changed since it was looked at: there is a NUL in it now")]
    [InlineData(null, "the message could not be read: the disk is gone")]
    public async Task Message_ThatChangesBetweenReadings_IsNotFinished(string? second, string reason)
    {
        foreach (string keyword in new[] { "PIPELINING", "CHUNKING" })
        {
            await using TransactionBench bench = await TransactionBench.OfferingAsync(keyword);

            TransactionResult result = await bench.SendAsync(ToOne, Changing("Subject: a\r\n\r\nb\r\n", second));

            RecipientResult one = Assert.Single(result.Recipients);
            Assert.Equal(RecipientState.Transient, one.State);
            Assert.Equal("4.3.0", one.Code.ToString());
            Assert.Equal(reason, one.Reason);
            Assert.False(result.IsConnectionUsable);
            Assert.Empty(bench.Server.Messages);
        }
    }

    [Fact]
    public async Task Message_ThatCannotBeRead_LeavesTheConnectionForOthers()
    {
        await using TransactionBench bench = await TransactionBench.OfferingAsync();

        TransactionResult result = await bench.SendAsync(ToOne, Changing(null, null));

        RecipientResult one = Assert.Single(result.Recipients);
        Assert.Equal(RecipientState.Transient, one.State);
        Assert.Equal("the message could not be read: the disk is gone", one.Reason);
        Assert.True(result.IsConnectionUsable);
        Assert.Empty(bench.Commands);
    }

    // Whatever the caller's source throws, and wherever: a value, for what was delivered before must be told all the same.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Message_WhoseSourceFailsInItsOwnWay_IsDelayedAndTheOthersResultStands(int reading)
    {
        foreach (Exception fault in new Exception[] { new UnauthorizedAccessException("no way in"), new TaskCanceledException("no way in"), new InvalidOperationException("no way in") })
        {
            foreach (string keyword in new[] { "PIPELINING", "CHUNKING" })
            {
                await using TransactionBench bench = await TransactionBench.OfferingAsync(keyword, "LIMITS RCPTMAX=1");
                int readings = 0;
                var source = MessageSource.From(_ => readings++ == reading
                    ? throw fault
                    : ValueTask.FromResult<Stream>(new MemoryStream("Subject: a\r\n\r\nb\r\n"u8.ToArray())));

                TransactionResult result = await bench.SendAsync(new Envelope("a@example.org", "b@example.com", "c@example.com"), source);

                Assert.Equal(reading == 2 ? RecipientState.Delivered : RecipientState.Transient, result.Recipients[0].State);
                Assert.Equal((RecipientState.Transient, "4.3.0"), (result.Recipients[1].State, result.Recipients[1].Code.ToString()));
                Assert.Equal("the message could not be read: no way in", result.Recipients[1].Reason);
                Assert.Equal(reading == 2 ? 1 : 0, bench.Server.Messages.Count);
            }
        }
    }

    [Fact]
    public async Task Message_WhoseReadingTheCallerStops_Throws()
    {
        await using TransactionBench bench = await TransactionBench.OfferingAsync();
        using CancellationTokenSource stopping = new();
        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await MessageSource.From(stop => ValueTask.FromCanceled<Stream>(stop)).ScanAsync(stopping.Token));
    }

    private static MessageSource Changing(string? first, string? second)
    {
        int readings = 0;
        return MessageSource.From(_ =>
            (readings++ == 0 ? first : second) is { } text
                ? ValueTask.FromResult<Stream>(new MemoryStream(Encoding.Latin1.GetBytes(text)))
                : throw new IOException("the disk is gone"));
    }
}
