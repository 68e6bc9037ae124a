namespace DaneCore.Fuzz.Mail;

/// <summary>
/// What a server says, in the order in which it finds something to answer: pieces with a NUL between them, each of any octets. One that begins
/// with <see cref="Early"/> does not wait for the end of a message, and one that begins with <see cref="Close"/> is the server's last word on that
/// connection. All connections of a run go on in one script; at its end the server closes, and takes no new ones.
/// </summary>
internal sealed class MailScript(ReadOnlySpan<byte> octets)
{
    public const byte Early = 3;
    public const byte Close = 4;

    private readonly Queue<byte[]> _pieces = Cut(octets);

    public bool IsOver => _pieces.Count == 0;

    /// <summary>The next piece and whether it is the last word; null at the end of the script.</summary>
    public (byte[] Octets, bool IsLast)? Next()
    {
        if (!_pieces.TryDequeue(out byte[]? piece))
        {
            return null;
        }

        int skipped = 0;
        bool isLast = false;
        while (skipped < piece.Length && piece[skipped] is Early or Close)
        {
            isLast |= piece[skipped] == Close;
            skipped++;
        }

        return (piece[skipped..], isLast);
    }

    /// <summary>The next piece, if it is one that is said before the message is at its end.</summary>
    public (byte[] Octets, bool IsLast)? NextEarly() =>
        _pieces.TryPeek(out byte[]? piece) && piece is [Early, ..] ? Next() : null;

    private static Queue<byte[]> Cut(ReadOnlySpan<byte> octets)
    {
        Queue<byte[]> pieces = new();
        foreach (Range piece in octets.Split((byte)0))
        {
            pieces.Enqueue(octets[piece].ToArray());
        }

        return pieces;
    }
}
