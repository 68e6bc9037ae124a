using System.Buffers;
using DaneCore.Smtp.Content;
using DaneCore.Smtp.Protocol;
using DaneCore.Smtp.Tests.Transaction;
using DaneCore.Support;

namespace DaneCore.Smtp.Tests.Content;

/// <summary>Messages of anything at all, cut anywhere: the scan and the encoders agree, and nobody sees an end before the end.</summary>
public sealed class AnyMessageTests
{
    private static readonly byte[] Letters = "\r\n\r\n..a: \0\xFF"u8.ToArray();

    [Fact]
    public void Message_OfAnyOctets_HasTheSizeThatIsDeclaredAndOneEnd()
    {
        for (int seed = 0; seed < 20_000; seed++)
        {
            Dice dice = new(seed);
            byte[] message = [.. Enumerable.Range(0, dice.Next(24)).Select(_ => Letters[dice.Next(Letters.Length - (seed % 2 == 0 ? 3 : 0))])];
            int piece = dice.Next(1, 8);
            MessageScanner scanner = new();
            DotStuffing text = new();
            DotStuffing chunks = new(doublesDots: false);
            ArrayBufferWriter<byte> wire = new();
            ArrayBufferWriter<byte> counted = new();
            bool isText = true;
            foreach (byte[] part in message.Chunk(piece))
            {
                scanner.Scan(part);
                isText = isText && text.TryWrite(part, wire) && chunks.TryWrite(part, counted);
            }

            MessageScan scan = scanner.Finish();
            Assert.Equal(isText, !scan.HasNul);
            if (!isText)
            {
                continue;
            }

            text.Finish(wire);
            chunks.Finish(counted);
            string shown = SmtpText.Escape(message);
            Assert.True(scan.TextOctets == text.Octets && scan.TextOctets == counted.WrittenCount && chunks.Octets == text.Octets, shown);
            wire.Write("QUIT\r\n"u8);
            Assert.All(Receivers.Names, receiver => Assert.True(
                Receivers.CommandsBehindText(receiver, wire.WrittenSpan.ToArray()) is ["QUIT"], $"{receiver}: {shown}"));
        }
    }
}
