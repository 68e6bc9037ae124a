using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Transport;

/// <summary>What came of one query to one server.</summary>
internal abstract record TransportReply
{
    private TransportReply()
    {
    }

    /// <summary>What came besides, and was not believed.</summary>
    public StrayReplies Strays { get; init; } = StrayReplies.None;

    /// <summary>How many messages came that were not the reply; a server's mistake, or somebody guessing.</summary>
    public int Ignored => Strays.Count;

    /// <summary>True when a message came that had the right id and another question.</summary>
    public bool WrongQuestion => Strays.WrongQuestion;

    /// <summary>True when a message came that differs from the reply in the case of the question alone: a server that folds it, or a guess.</summary>
    public bool OtherCase => Strays.OtherCase;

    /// <summary>True when the first reply was cut and this one was fetched over a connection.</summary>
    public bool WasCut { get; init; }

    /// <summary>True when the reply was cut where nothing limits its length.</summary>
    public bool StaysCut { get; init; }

    /// <summary>Why the rest of a cut reply could not be had over a connection; none where nothing was cut, and where nothing failed.</summary>
    public TransportFault Rest { get; init; }

    /// <summary>How many datagrams the query was sent in; zero where it went over a connection alone.</summary>
    public int Datagrams { get; init; }

    /// <summary>A message that fits the query.</summary>
    public sealed record Received(Message Message) : TransportReply;

    /// <summary>None came. The text is one clause, safe to show.</summary>
    public sealed record Failed(TransportFault Fault, string Text) : TransportReply;
}
