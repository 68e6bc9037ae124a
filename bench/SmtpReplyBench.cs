using BenchmarkDotNet.Attributes;
using DaneCore.Smtp.Protocol;

namespace DaneCore.Bench;

/// <summary>An EHLO reply of eight lines, read and understood.</summary>
public class SmtpReplyBench
{
    private readonly byte[] _octets =
        "250-mx.example.com\r\n250-PIPELINING\r\n250-SIZE 52428800\r\n250-STARTTLS\r\n250-ENHANCEDSTATUSCODES\r\n250-8BITMIME\r\n250-DSN\r\n250 SMTPUTF8\r\n"u8.ToArray();

    [Benchmark]
    public bool Read()
    {
        SmtpReplyReader reader = new();
        return reader.TryRead(_octets, out _, out SmtpReply? reply) && Capabilities.Read(reply).StartTls;
    }
}
