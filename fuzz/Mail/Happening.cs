namespace DaneCore.Fuzz.Mail;

/// <summary>Something the client did that a server answers.</summary>
/// <param name="Verb">The command; or one of the constants.</param>
/// <param name="Line">The whole command line without its end.</param>
/// <param name="Content">What was sent of a message.</param>
internal sealed record Happening(string Verb, string Line, string Content)
{
    public const string Connected = "(connected)";
    public const string Text = "(text)";
    public const string Nothing = "(nothing)";
    public const string Chunk = "(chunk)";
    public const string LastChunk = "(last chunk)";
}
