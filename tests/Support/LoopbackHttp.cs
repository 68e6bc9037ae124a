using System.Text;

namespace DaneCore.Support;

/// <summary>As much of an HTTP/1.1 server as a test of its TLS needs: one request, one answer.</summary>
public static class LoopbackHttp
{
    private static readonly byte[] Answer = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");

    public static async Task AnswerAsync(Stream stream, Action onRequest, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(onRequest);
        StringBuilder request = new();
        byte[] buffer = new byte[4096];
        while (!request.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            int read = await stream.ReadAsync(buffer, stop).ConfigureAwait(false);
            if (read == 0)
            {
                return;
            }

            request.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }

        onRequest();
        await stream.WriteAsync(Answer, stop).ConfigureAwait(false);
    }
}
