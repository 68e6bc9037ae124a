using System.Globalization;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Transport;

/// <summary>Reads what came over HTTP: a DNS message of at most the largest size there is, or what is wrong with it.</summary>
internal static class HttpsReply
{
    /// <summary>RFC 8484 section 6.</summary>
    public const string MediaType = "application/dns-message";

    private const string Name = "HTTPS";

    /// <summary>What an answer comes to; a body larger than a message can be is not read to its end.</summary>
    public static async ValueTask<TransportReply> ReadAsync(Message sent, HttpResponseMessage response, CancellationToken stop)
    {
        // RFC 8484 section 4.2.1: any status but a successful one has no DNS answer in it.
        if (!response.IsSuccessStatusCode)
        {
            return Wrong(string.Create(CultureInfo.InvariantCulture, $"the server answers with status {(int)response.StatusCode}"));
        }

        if (!string.Equals(response.Content.Headers.ContentType?.MediaType, MediaType, StringComparison.OrdinalIgnoreCase))
        {
            return Wrong($"the answer is not of type {MediaType}");
        }

        byte[] octets = new byte[Message.MaxLength + 1];
        Stream body = await response.Content.ReadAsStreamAsync(stop).ConfigureAwait(false);
        int length;
        await using (body.ConfigureAwait(false))
        {
            length = await body.ReadAtLeastAsync(octets, octets.Length, throwOnEndOfStream: false, stop).ConfigureAwait(false);
        }

        if (length > Message.MaxLength)
        {
            return Wrong("the answer is larger than a DNS message can be");
        }

        if (!Message.TryRead(octets.AsSpan(0, length), out Message? reply, out _))
        {
            return new TransportReply.Failed(TransportFault.Garbled, $"{Name}: what came is no DNS message")
            {
                Strays = StrayReplies.None.WithUnreadable(),
            };
        }

        return ReplyMatch.MatchesOnConnection(sent, reply)
            ? new TransportReply.Received(Aged(reply, response.Headers.Age))
            : new TransportReply.Failed(TransportFault.Mismatched, $"{Name}: what came is no reply to the query")
            {
                Strays = StrayReplies.None.With(sent, reply),
            };
    }

    public static TransportReply.Failed Wrong(string text) => new(TransportFault.HttpError, $"{Name}: {text}");

    // RFC 8484 section 5.1: the time that an answer spent in HTTP caches counts against its TTLs.
    private static Message Aged(Message reply, TimeSpan? age)
    {
        if (age is not { } spent || spent <= TimeSpan.Zero)
        {
            return reply;
        }

        uint seconds = (uint)Math.Min(spent.TotalSeconds, uint.MaxValue);
        IReadOnlyList<ResourceRecord> Section(IReadOnlyList<ResourceRecord> records) =>
            [.. records.Select(record => record with { Ttl = record.Ttl > seconds ? record.Ttl - seconds : 0 })];
        return reply with { Answer = Section(reply.Answer), Authority = Section(reply.Authority), Additional = Section(reply.Additional) };
    }
}
