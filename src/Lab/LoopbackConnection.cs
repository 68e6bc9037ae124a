using System.Buffers.Binary;

namespace DaneCore.Lab;

/// <summary>
/// One connection, over TCP or TLS: two octets of length, then the message (RFC 1035 section 4.2.2), until the asker or a fault
/// closes it. Owns the stream.
/// </summary>
internal sealed class LoopbackConnection(
    Stream stream, Func<byte[], ValueTask<LoopbackReply>> respond, bool inOrder, CancellationToken stopping) : IDisposable
{
    private readonly Stream _stream = stream;
    private readonly SemaphoreSlim _writing = new(1);
    private readonly CancellationTokenSource _closing = CancellationTokenSource.CreateLinkedTokenSource(stopping);

    /// <summary>Returns once the connection is over and every reply was sent or given up.</summary>
    public async Task ServeAsync()
    {
        List<Task> open = [];
        try
        {
            byte[] length = new byte[sizeof(ushort)];
            while (await _stream.ReadAtLeastAsync(length, length.Length, throwOnEndOfStream: false, _closing.Token).ConfigureAwait(false) == length.Length)
            {
                byte[] octets = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
                await _stream.ReadExactlyAsync(octets, _closing.Token).ConfigureAwait(false);
                Task answering = AnswerAsync(octets);
                open.Add(answering);
                if (inOrder)
                {
                    await answering.ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed, or a fault closed the connection.
        }
        catch (IOException)
        {
            // The asker is gone.
        }

        await Task.WhenAll(open).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _closing.Dispose();
        _writing.Dispose();
        _stream.Dispose();
    }

    private async Task AnswerAsync(byte[] octets)
    {
        try
        {
            LoopbackReply reply = await respond(octets).ConfigureAwait(false);
            await _writing.WaitAsync(_closing.Token).ConfigureAwait(false);
            try
            {
                foreach (byte[] message in reply.Octets)
                {
                    byte[] framed = new byte[sizeof(ushort) + message.Length];
                    BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)message.Length);
                    message.CopyTo(framed, sizeof(ushort));
                    await _stream.WriteAsync(framed, _closing.Token).ConfigureAwait(false);
                }
            }
            finally
            {
                _writing.Release();
            }

            if (reply.IsClosed)
            {
                await _closing.CancelAsync().ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed, or a fault closed the connection.
        }
        catch (IOException)
        {
            // The asker is gone.
        }
    }
}
