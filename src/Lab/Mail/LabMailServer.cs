namespace DaneCore.Lab.Mail;

/// <summary>
/// A small but whole SMTP server over any stream: greeting, EHLO, STARTTLS with given certificates, MAIL, RCPT, DATA into
/// memory; wrong in any way its behaviour asks for. Remembers what clients did. Serves many connections at once.
/// Checks nothing that a sender would not notice: it is the far end of a test, not a mail server.
/// </summary>
public sealed class LabMailServer(LabMailBehaviour behaviour)
{
    private readonly Lock _lock = new();
    private readonly List<LabMessage> _messages = [];
    private readonly List<string> _commands = [];
    private readonly List<string> _serverNames = [];
    private int _connections;

    /// <summary>How it behaves.</summary>
    public LabMailBehaviour Behaviour { get; } = behaviour;

    /// <summary>The messages taken so far.</summary>
    public IReadOnlyList<LabMessage> Messages => Copy(_messages);

    /// <summary>The command lines received so far, over all connections.</summary>
    public IReadOnlyList<string> Commands => Copy(_commands);

    /// <summary>The names that clients asked for in SNI.</summary>
    public IReadOnlyList<string> ServerNames => Copy(_serverNames);

    /// <summary>Connections served so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Serves one connection until it ends, and closes the stream. A client that vanishes is no error.</summary>
    public async Task ServeAsync(Stream stream, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Interlocked.Increment(ref _connections);
        try
        {
            await new LabMailSession(this, stream).RunAsync(stop).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The client left; it may have had every reason to.
        }
        finally
        {
            await stream.DisposeAsync().ConfigureAwait(false);
        }
    }

    internal void Remember(LabMessage message)
    {
        lock (_lock)
        {
            _messages.Add(message);
        }
    }

    internal void RememberCommand(string line)
    {
        lock (_lock)
        {
            _commands.Add(line);
        }
    }

    internal void RememberServerName(string name)
    {
        lock (_lock)
        {
            _serverNames.Add(name);
        }
    }

    private T[] Copy<T>(List<T> list)
    {
        lock (_lock)
        {
            return [.. list];
        }
    }
}
