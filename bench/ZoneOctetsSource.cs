using DaneCore.Lab.Authority;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Wire;

namespace DaneCore.Bench;

/// <summary>Answers from zones; each reply is made once, and read from its octets each time.</summary>
internal sealed class ZoneOctetsSource(ZoneSet zones) : ISource
{
    private readonly Dictionary<Question, byte[]> _made = [];

    public int Places => 1;

    public ValueTask<SourceReply> AskAsync(Question question, int place, CancellationToken stop)
    {
        if (!_made.TryGetValue(question, out byte[]? octets))
        {
            octets = zones.Answer(question).ToWire();
            _made.Add(question, octets);
        }

        return ValueTask.FromResult<SourceReply>(
            Message.TryRead(octets, out Message? message, out _) ? new SourceReply.Received(message, "zones") : new SourceReply.NotRecorded());
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
