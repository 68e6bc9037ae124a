using System.Net;
using System.Net.Http.Headers;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Wire;

namespace DaneCore.Fuzz.Targets;

/// <summary>
/// What a server answers over HTTPS. The first octet chooses status, type and age, the rest is the body. Only a successful answer of the right type that
/// holds a reply to the query is taken, and no TTL in it is longer than as it came.
/// </summary>
internal sealed class HttpsReplyTarget : IFuzzTarget
{
    private static readonly Message Query = new() { Questions = [new Question(DomainName.Parse("a.example"), RecordType.A)], Edns = new Edns { DnssecOk = true } };

    private static readonly HttpStatusCode[] Statuses = [HttpStatusCode.OK, HttpStatusCode.Accepted, HttpStatusCode.Found, HttpStatusCode.NotFound];

    private static readonly string?[] Types = ["application/dns-message", "APPLICATION/DNS-MESSAGE; x=y", "text/html", null];

    private static readonly TimeSpan?[] Ages = [null, TimeSpan.FromSeconds(60), TimeSpan.MaxValue, TimeSpan.FromSeconds(-1)];

    public string Name => "HttpsReply";

    public IReadOnlyList<string> Parts { get; } = ["Resolver.Transport.HttpsReply", "Resolver.Transport.ReplyMatch"];

    public IReadOnlyList<string> Words { get; } =
    [
        "\x00\x00\x81\x80\x00\x01\x00\x01\x00\x00\x00\x00\x01a\x07example\x00\x00\x01\x00\x01", "\xC0\x0C\x00\x01\x00\x01\x00\x00\x0E\x10\x00\x04\xC0\x00\x02\x01",
        "\x00\x00\x81\x82\x00\x00\x00\x00\x00\x00\x00\x00", "\x00\x00\x29\x04\xD0\x00\x00\x80\x00\x00\x00",
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        int choice = input.Length > 0 ? input[0] : 0;
        byte[] body = input.Length > 0 ? input[1..].ToArray() : [];
        HttpStatusCode status = Statuses[choice & 3];
        string? type = Types[(choice >> 2) & 3];
        using HttpResponseMessage response = new(status) { Content = new ByteArrayContent(body) };
        response.Content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        response.Headers.Age = Ages[(choice >> 4) & 3] is { } age && age >= TimeSpan.Zero && age < TimeSpan.FromSeconds(int.MaxValue) ? age : null;

        TransportReply reply = HttpsReply.ReadAsync(Query, response, CancellationToken.None).AsTask().GetAwaiter().GetResult();

        if (reply is not TransportReply.Received { Message: { } taken })
        {
            BrokenPromiseException.Unless(reply is TransportReply.Failed { Text.Length: > 0 }, "what is refused has a reason");
            return;
        }

        BrokenPromiseException.Unless((int)status is >= 200 and < 300 && type?.StartsWith("application/dns-message", StringComparison.OrdinalIgnoreCase) == true, "status and type are right");
        BrokenPromiseException.Unless(Message.TryRead(body, out Message? came, out _) && ReplyMatch.MatchesOnConnection(Query, came), "it is a reply to the query");
        foreach ((ResourceRecord now, ResourceRecord then) in taken.Answer.Concat(taken.Authority).Concat(taken.Additional).Zip(came!.Answer.Concat(came.Authority).Concat(came.Additional)))
        {
            BrokenPromiseException.Unless(now.Ttl <= then.Ttl && now with { Ttl = then.Ttl } == then, "a record differs by its TTL alone, which is no longer");
        }
    }
}
