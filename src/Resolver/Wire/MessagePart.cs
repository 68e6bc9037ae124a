namespace DaneCore.Resolver.Wire;

/// <summary>The sections of a message, in their order (RFC 1035 section 4.1).</summary>
internal enum MessagePart
{
    Question = 0,

    Answer,

    Authority,

    Additional,
}
