using DaneCore.Smtp.Content;

namespace DaneCore.Smtp;

/// <summary>
/// A message with its header, read as a stream and read anew for each attempt; it is never held whole. Line ends may be
/// CRLF or LF alone. Opened at least twice: once to see what the message needs of a server, once to send it.
/// </summary>
public sealed class MessageSource
{
    private const int ReadLength = 32 * 1024;

    private readonly Func<CancellationToken, ValueTask<Stream>> _open;
    private MessageScan? _scan;

    private MessageSource(Func<CancellationToken, ValueTask<Stream>> open) => _open = open;

    /// <summary>
    /// A message that is opened anew for each reading; each stream is disposed after it. An exception that it or the stream
    /// throws delays the message.
    /// </summary>
    public static MessageSource From(Func<CancellationToken, ValueTask<Stream>> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        return new MessageSource(open);
    }

    /// <summary>A message in memory, which stays the caller's.</summary>
    public static MessageSource FromOctets(ReadOnlyMemory<byte> octets) =>
        new(_ => ValueTask.FromResult<Stream>(new OctetStream(octets)));

    /// <summary>
    /// A message in a stream that can seek, from where it stands now to its end. The stream stays the caller's and must stay
    /// open and untouched until the report is there.
    /// </summary>
    public static MessageSource FromStream(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanSeek || !stream.CanRead)
        {
            throw new ArgumentException("The stream cannot seek; a message is read more than once.", nameof(stream));
        }

        SharedStream shared = new(stream);
        return new MessageSource(_ => ValueTask.FromResult<Stream>(new OctetStream(shared)));
    }

    /// <summary>Reads the message once and says what it needs; remembered when it could be read.</summary>
    internal async ValueTask<MessageScan> ScanAsync(CancellationToken stop)
    {
        if (_scan is not null)
        {
            return _scan;
        }

        MessageScanner scanner = new();
        byte[] buffer = new byte[ReadLength];
        try
        {
            Stream stream = await _open(stop).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                int read;
                while ((read = await stream.ReadAsync(buffer, stop).ConfigureAwait(false)) > 0)
                {
                    scanner.Scan(buffer.AsSpan(0, read));
                }
            }
        }
        catch (Exception exception) when (MessageFeed.IsOfSource(exception, stop))
        {
            return new MessageScan { Fault = MessageFeed.Describe(exception) };
        }

        return _scan = scanner.Finish();
    }

    /// <summary>Opens the message from its beginning; fails as the caller's source does.</summary>
    internal ValueTask<Stream> OpenAsync(CancellationToken stop) => _open(stop);
}
