using System.Buffers;
using System.IO.Pipelines;

namespace DaneCore.Cli.Scan;

/// <summary>Cuts a stream into lines and holds one at a time. Of a line that is longer than it may be the rest is passed over. Leaves the stream open.</summary>
internal sealed class OctetLineReader(Stream stream, int mostKept) : IAsyncDisposable
{
    private const int BufferSize = 1 << 16;

    private readonly PipeReader _pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: BufferSize, leaveOpen: true));

    /// <summary>Octets of the lines given so far.</summary>
    public long Position { get; private set; }

    /// <summary>The next line; null at the end.</summary>
    public async ValueTask<OctetLine?> ReadAsync(CancellationToken stop)
    {
        ReadOnlyMemory<byte> kept = default;
        long length = 0;
        while (true)
        {
            ReadResult read = await _pipe.ReadAsync(stop).ConfigureAwait(false);
            ReadOnlySequence<byte> buffer = read.Buffer;
            SequencePosition? end = buffer.PositionOf((byte)'\n');
            if (end is null && !read.IsCompleted && buffer.Length < mostKept)
            {
                _pipe.AdvanceTo(buffer.Start, buffer.End);
                continue;
            }

            ReadOnlySequence<byte> part = end is { } at ? buffer.Slice(0, at) : buffer;
            int room = (int)Math.Min(mostKept - kept.Length, part.Length);
            kept = kept.IsEmpty ? part.Slice(0, room).ToArray() : room == 0 ? kept : (byte[])[.. kept.Span, .. part.Slice(0, room).ToArray()];
            length += part.Length + (end is null ? 0 : 1);
            _pipe.AdvanceTo(end is { } last ? buffer.GetPosition(1, last) : buffer.End);
            if (end is not null || read.IsCompleted)
            {
                Position += length;
                return length == 0 ? null : new OctetLine(kept, length, end is not null);
            }
        }
    }

    public ValueTask DisposeAsync() => _pipe.CompleteAsync();
}
