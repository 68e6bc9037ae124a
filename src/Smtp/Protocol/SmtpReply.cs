namespace DaneCore.Smtp.Protocol;

/// <summary>
/// One whole reply (RFC 5321 section 4.2). The code decides; the text is for people, except in the reply to EHLO. Text is
/// escaped already (<see cref="SmtpText"/>), so it may be kept, logged and shown as it is.
/// </summary>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    /// <summary>The reply's first digit, the only part that every client understands (RFC 5321 section 4.2).</summary>
    public int Class => Code / 100;

    /// <summary>Class 2: done.</summary>
    public bool IsPositive => Class == 2;

    /// <summary>Class 4: not now.</summary>
    public bool IsTransient => Class == 4;

    /// <summary>Class 5: not ever.</summary>
    public bool IsPermanent => Class == 5;

    /// <summary>True when a line ended with LF alone, which RFC 5321 section 2.3.8 forbids servers; it is read all the same.</summary>
    public bool HasBareLineFeed { get; init; }

    /// <summary>True when a line had more than the 512 octets of RFC 5321 section 4.5.3.1.5; up to 2048 are read.</summary>
    public bool HasLongLine { get; init; }

    /// <summary>The enhanced code of the first line; the default when there is none or it contradicts the reply code.</summary>
    public EnhancedStatusCode Enhanced =>
        EnhancedStatusCode.TryRead(Lines[0], Class, out EnhancedStatusCode code) ? code : default;

    /// <summary>
    /// The reply in one line, as it stands in a report: at most three of its lines and 512 characters, for reasons quote it,
    /// and reasons quote reasons. The whole of it stands in the transcript.
    /// </summary>
    public override string ToString()
    {
        const int ShownLines = 3;
        const int ShownLength = 512;
        if (Lines is [""])
        {
            return $"{Code}";
        }

        string text = $"{Code} {string.Join(" / ", Lines.Take(ShownLines))}";
        string rest = Lines.Count > ShownLines ? $" / ... ({Lines.Count - ShownLines} more lines)" : "";
        if (text.Length + rest.Length <= ShownLength)
        {
            return text + rest;
        }

        rest = "..." + rest;
        return text[..(ShownLength - rest.Length)] + rest;
    }
}
