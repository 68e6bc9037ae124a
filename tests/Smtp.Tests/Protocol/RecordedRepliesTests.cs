using DaneCore.Smtp.Protocol;
using DaneCore.Support;

namespace DaneCore.Smtp.Tests.Protocol;

/// <summary>What real servers said, from testdata/recorded/smtp: each stream is read to its end, or refused with the fault listed here.</summary>
public sealed class RecordedRepliesTests
{
    // Streams that are no SMTP, or that the capture cut off; everything else must be read without fault.
    private static readonly Dictionary<string, SmtpFault> Faults = new(StringComparer.Ordinal)
    {
        ["server-replies/oisf-06d8373cd9.txt"] = SmtpFault.NoCode, // a line has an enhanced code and no reply code
        ["server-replies/oisf-32c486286b.txt"] = SmtpFault.LineTooLong, // thousands of A
        ["server-replies/oisf-766b616e76.txt"] = SmtpFault.NoCode, // noise
        ["server-replies/oisf-951db1b80f.txt"] = SmtpFault.LineTooLong, // thousands of A
    };

    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(TestData.PathOf("recorded", "smtp"), "*.txt", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(TestData.PathOf("recorded", "smtp"), path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Stream_OfARealServer_IsCutTheSameHoweverItArrives(string name)
    {
        byte[] octets = File.ReadAllBytes(Path.Combine(TestData.PathOf("recorded", "smtp"), name));

        (List<SmtpReply> whole, SmtpFault fault) = Read(octets, octets.Length);
        (List<SmtpReply> byOctet, SmtpFault faultByOctet) = Read(octets, 1);

        Assert.Equal(Faults.GetValueOrDefault(name.Replace('\\', '/')), fault);
        Assert.Equal(fault, faultByOctet);
        Assert.Equal(whole.Select(reply => reply.ToString()), byOctet.Select(reply => reply.ToString()));
        Assert.All(whole, reply => Assert.DoesNotContain(reply.Lines, line => line.Any(c => c is < ' ' or > '~')));
    }

    private static (List<SmtpReply> Replies, SmtpFault Fault) Read(byte[] octets, int pieceLength)
    {
        SmtpReplyReader reader = new();
        List<SmtpReply> replies = [];
        for (int at = 0; at < octets.Length && reader.Fault == SmtpFault.None;)
        {
            ReadOnlySpan<byte> piece = octets.AsSpan(at, Math.Min(pieceLength, octets.Length - at));
            if (reader.TryRead(piece, out int consumed, out SmtpReply? reply))
            {
                replies.Add(reply);
            }

            at += consumed;
        }

        return (replies, reader.Fault);
    }
}
