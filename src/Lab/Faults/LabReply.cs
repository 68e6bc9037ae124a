using DaneCore.Resolver.Wire;

namespace DaneCore.Lab.Faults;

/// <summary>What a server of the lab sends back.</summary>
public abstract record LabReply
{
    private LabReply()
    {
    }

    /// <summary>A message. Its id may be any.</summary>
    public sealed record Sent(Message Message) : LabReply;

    /// <summary>Octets that need not be a message.</summary>
    public sealed record Garbage(ReadOnlyMemory<byte> Octets) : LabReply;

    /// <summary>Nothing.</summary>
    public sealed record Silence : LabReply;

    /// <summary>The connection is closed; over UDP the same as nothing.</summary>
    public sealed record Closed : LabReply;

    /// <summary>One after the other, for a single query.</summary>
    public sealed record Several(IReadOnlyList<LabReply> Replies) : LabReply;
}
