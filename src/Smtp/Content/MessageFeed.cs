using System.Buffers;
using System.Text;
using DaneCore.Smtp.Protocol;

namespace DaneCore.Smtp.Content;

/// <summary>
/// One reading of a message for the wire, piece by piece. Holds one piece. Compares what it reads with what was announced: a
/// message that changed since it was looked at is at fault and must not be finished.
/// </summary>
internal sealed class MessageFeed(Stream stream, DotStuffing? lines, long announced) : IAsyncDisposable
{
    private const int ReadLength = 32 * 1024;

    private readonly byte[] _read = new byte[ReadLength];
    private readonly ArrayBufferWriter<byte> _piece = new(2 * ReadLength);
    private long _rawOctets;

    /// <summary>What was read last, as it goes on the wire.</summary>
    public ReadOnlyMemory<byte> Piece => _piece.WrittenMemory;

    /// <summary>True when the message was read to its end, all of it as announced.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>Why the message must not be finished; null when all is well.</summary>
    public string? Fault { get; private set; }

    private long Octets => lines?.Octets ?? _rawOctets;

    /// <summary>
    /// Reads the next piece: so many octets at least, or all that are left. Text ends with its last line end then, and with the
    /// final dot where dots are doubled.
    /// </summary>
    public async ValueTask ReadAsync(int atLeast, CancellationToken stop)
    {
        _piece.ResetWrittenCount();
        while ((_piece.WrittenCount < atLeast || Octets == announced) && !IsAtEnd && Fault is null)
        {
            int read;
            try
            {
                read = await stream.ReadAsync(_read, stop).ConfigureAwait(false);
            }
            catch (Exception exception) when (IsOfSource(exception, stop))
            {
                Fault = Describe(exception);
                return;
            }

            if (read == 0)
            {
                lines?.Finish(_piece);
                IsAtEnd = true;
            }
            else if (lines is null)
            {
                _piece.Write(_read.AsSpan(0, read));
                _rawOctets += read;
            }
            else if (!lines.TryWrite(_read.AsSpan(0, read), _piece))
            {
                Fault = "the message changed since it was looked at: there is a NUL in it now";
                return;
            }

            if (Octets > announced || (IsAtEnd && Octets != announced))
            {
                IsAtEnd = false;
                Fault = $"the message changed since it was looked at: it had {announced} octets";
            }
        }
    }

    /// <summary>Closes the stream.</summary>
    public ValueTask DisposeAsync() => stream.DisposeAsync();

    /// <summary>
    /// True when the message could not be read, whatever the caller's source throws then: files, stores and networks each have their own
    /// exceptions, and what was delivered before must be told all the same. False when the caller stops.
    /// </summary>
    public static bool IsOfSource(Exception exception, CancellationToken stop) =>
        exception is not OutOfMemoryException && !stop.IsCancellationRequested;

    /// <summary>What an exception of the caller's stream means; its text is not the network's, but may quote a path.</summary>
    public static string Describe(Exception exception) =>
        "the message could not be read: " + SmtpText.Escape(Encoding.UTF8.GetBytes(exception.Message));
}
