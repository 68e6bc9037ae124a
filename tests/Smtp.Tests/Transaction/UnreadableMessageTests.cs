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

    private static MessageSource Changing(string? first, string? second)
    {
        int readings = 0;
        return MessageSource.From(_ =>
            (readings++ == 0 ? first : second) is { } text
                ? ValueTask.FromResult<Stream>(new MemoryStream(Encoding.Latin1.GetBytes(text)))
                : throw new IOException("the disk is gone"));
    }
}
