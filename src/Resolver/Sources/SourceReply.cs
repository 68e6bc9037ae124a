using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Sources;

/// <summary>What came of asking: a message, a failure, or "that was never recorded".</summary>
public abstract record SourceReply
{
    private SourceReply()
    {
    }

    /// <summary>What was noticed about servers that were asked before this one and could not help.</summary>
    public IReadOnlyList<UpstreamReport> Others { get; init; } = [];

    /// <summary>A sentence about how the reply was had, where that is not the usual way.</summary>
    public string? Remark { get; init; }

    /// <summary>How many messages came in the server's name that were no reply to the question; none was believed.</summary>
    public int MismatchedReplies { get; init; }

    /// <summary>A message that matches the question. Its code may be anything.</summary>
    public sealed record Received(Message Message, string Server) : SourceReply
    {
        /// <summary>What was noticed about the server on the way.</summary>
        public IReadOnlyList<string> Findings { get; init; } = [];
    }

    /// <summary>Nobody answered in a way that can be read.</summary>
    public sealed record Failed(TransportFault Fault, string Server, string Text) : SourceReply
    {
        /// <summary>What was noticed about the server on the way.</summary>
        public IReadOnlyList<string> Findings { get; init; } = [];

        /// <summary>
        /// True when everybody there is was asked, in every form: at another place of the source nobody else would be asked, and nobody is to be asked this often
        /// (RFC 9520 section 3.1). It holds as long as the source has the same places.
        /// </summary>
        public bool IsOfEverybody { get; init; }
    }

    /// <summary>A recording that does not hold the question: offline, there is nobody else to ask.</summary>
    public sealed record NotRecorded : SourceReply;
}
