using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Tests.Transport;

/// <summary>Queries as a forwarding source sends them, and replies to them.</summary>
internal static class Queries
{
    public static Message For(Question question) => new()
    {
        Flags = MessageFlags.RecursionDesired | MessageFlags.CheckingDisabled,
        Questions = [question],
        Edns = new Edns { DnssecOk = true },
    };

    public static Message ReplyTo(Message query) => query with { Flags = query.Flags | MessageFlags.Response };
}
