using System.Net;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Wire;

namespace DaneCore.Fuzz.Targets;

/// <summary>
/// What a server sends over TCP or TLS: lengths and messages. Two queries are under way; each gets a reply that is its own, or a failure,
/// and none is left waiting when the server has said all it says.
/// </summary>
internal sealed class StreamFramesTarget : IFuzzTarget
{
    private static readonly IPEndPoint Server = new(IPAddress.Loopback, 853);

    private static readonly Question[] Questions = [new(DomainName.Parse("a.example"), RecordType.A), new(DomainName.Parse("b.example"), RecordType.TXT)];

    public string Name => "StreamFrames";

    public IReadOnlyList<string> Parts { get; } = ["Resolver.Transport.TcpConnection", "Resolver.Transport.ReplyMatch"];

    public IReadOnlyList<string> Words { get; } =
    [
        "\x00\x1B\x00\x00\x81\x80\x00\x01\x00\x00\x00\x00\x00\x00\x01a\x07example\x00\x00\x01\x00\x01", "\x00\x1B\x00\x01\x81\x80\x00\x01\x00\x00\x00\x00\x00\x00\x01b\x07example\x00\x00\x10\x00\x01",
        "\x00\x0C\x00\x00\x81\x82\x00\x00\x00\x00\x00\x00\x00\x00", "\x00\x00", "\x00\x01", "\xFF\xFF", "\x00\x00\x29\x04\xD0\x00\x00\x80\x00\x00\x06\x00\x0B\x00\x02\x00\x00",
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        byte[] said = input.ToArray();
        PlayAsync(said, isEncrypted: false).GetAwaiter().GetResult();
        PlayAsync(said, isEncrypted: true).GetAwaiter().GetResult();
    }

    private static async Task PlayAsync(byte[] said, bool isEncrypted)
    {
        ushort id = 0;
        using Saying opening = new(said, isEncrypted);
        TcpConnection connection = new(opening, TimeProvider.System, () => id++, _ => { });
        connection.Begin(Server);
        await using (connection.ConfigureAwait(false))
        {
            Task<TransportReply>[] asked = [.. Questions.Select(question => connection.AskAsync(QueryFor(question), CancellationToken.None).AsTask())];
            opening.Speak();
            TransportReply[] replies = await Task.WhenAll(asked).ConfigureAwait(false);
            for (int i = 0; i < replies.Length; i++)
            {
                BrokenPromiseException.Unless(
                    replies[i] is TransportReply.Failed { Text.Length: > 0 } || (replies[i] is TransportReply.Received { Message: { } message } && message.Id == i && IsOwn(message, Questions[i])),
                    "a query gets its own reply, or a reason");
            }

            TransportReply late = await connection.AskAsync(QueryFor(Questions[0]), CancellationToken.None).ConfigureAwait(false);
            BrokenPromiseException.Unless(late is TransportReply.Failed, "a connection that ended answers nobody");
        }
    }

    private static Message QueryFor(Question question) => new() { Questions = [question], Edns = new Edns { DnssecOk = true } };

    private static bool IsOwn(Message reply, Question question) =>
        reply.IsResponse && (reply.Questions is [Question only] ? only == question : reply.Answer.Count == 0 && reply.Code != ResponseCode.NoError);

    /// <summary>Opens at once, and speaks when both queries are under way.</summary>
    private sealed class Saying(byte[] said, bool isEncrypted) : IStreamOpening, IDisposable
    {
        private readonly TaskCompletionSource _speaks = new();
        private readonly Conversation _stream = new(said);

        public string Name => isEncrypted ? "TLS" : "TCP";

        public bool IsEncrypted => isEncrypted;

        public async ValueTask<OpenedStream> OpenAsync(IPEndPoint server, CancellationToken stop)
        {
            await _speaks.Task.ConfigureAwait(false);
            return new OpenedStream(_stream, null);
        }

        public void Speak() => _speaks.SetResult();

        public void Dispose() => _stream.Dispose();
    }

    /// <summary>What is written goes nowhere; what is read was said beforehand.</summary>
    private sealed class Conversation(byte[] said) : MemoryStream(said, writable: false)
    {
        public override bool CanWrite => true;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
    }
}
