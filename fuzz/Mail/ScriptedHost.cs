using System.Net;
using System.Net.Sockets;

namespace DaneCore.Fuzz.Mail;

/// <summary>Every address there is: takes connections as long as the script goes on, and sees to it that nobody waits for ever.</summary>
internal sealed class ScriptedHost(MailScenario scenario, MailScript script) : IDisposable
{
    private readonly List<ScriptedConnection> _connections = [];

    public IReadOnlyList<ScriptedConnection> Connections => _connections;

    public HeldClock Clock { get; } = new(MailWorld.Now);

    public ValueTask<Stream> ConnectAsync(IPEndPoint endPoint, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        if (script.IsOver || endPoint.Port != (scenario.IsLmtp ? 24 : 25))
        {
            throw new SocketException((int)SocketError.ConnectionRefused);
        }

        ScriptedConnection connection = new(scenario, script);
        _connections.Add(connection);
        connection.Clear.Greet();
        return ValueTask.FromResult<Stream>(connection.Client);
    }

    public void Dispose() => _connections.ForEach(connection => connection.Dispose());

    /// <summary>Waits for what runs in this thread alone: where it waits itself, nothing will come any more, and time passes or the server leaves.</summary>
    public T Finish<T>(Task<T> running)
    {
        while (!running.IsCompleted)
        {
            ScriptedConnection? stuck = _connections.Find(one => one.Client.IsWaiting);
            if (stuck is null)
            {
                // On its way in another thread; seen where a token is cancelled.
                running.Wait(1);
            }
            else if (!scenario.IsSilent || !Clock.EndAll())
            {
                stuck.Close();
            }

            // What goes on then may connect again.
            foreach (ScriptedConnection connection in _connections.ToArray())
            {
                connection.Client.EndIfStopped();
            }
        }

        return running.GetAwaiter().GetResult();
    }
}
