using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DaneCore.Interop.Tests;

/// <summary>A server in the foreground: started, waited for until it listens, stopped by its process id.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly List<(Func<string, bool> Suffices, TaskCompletionSource<string> Waiting)> _awaited = [];

    private RunningServer(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Starts the program and waits until something listens at the end point.</summary>
    public static async Task<RunningServer> StartAsync(IPEndPoint listens, string folder, string program, params IEnumerable<string> arguments)
    {
#pragma warning disable CA2000 // the caller disposes what is returned; a server that does not come up is disposed here
        RunningServer server = new(Process.Start(Tool.Command(folder, program, arguments))!);
#pragma warning restore CA2000
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(60), TimeProvider.System);
        while (!await ListensAsync(listens))
        {
            if (server._process.HasExited || patience.IsCancellationRequested)
            {
                await server.DisposeAsync();
                Assert.Fail($"{program} does not listen on {listens}: {server.Said}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, CancellationToken.None);
        }

        return server;
    }

    /// <summary>What it printed so far.</summary>
    public string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    /// <summary>What it printed, as soon as that suffices.</summary>
    public async Task<string> SaidAsync(Func<string, bool> suffices)
    {
        TaskCompletionSource<string> waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_said)
        {
            _awaited.Add((suffices, waiting));
        }

        Note(null);
        try
        {
            return await waiting.Task.WaitAsync(TimeSpan.FromSeconds(90), TimeProvider.System);
        }
        catch (TimeoutException)
        {
            return Said;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<bool> ListensAsync(IPEndPoint endPoint)
    {
        using TcpClient client = new(endPoint.AddressFamily);
        try
        {
            await client.ConnectAsync(endPoint);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void Note(string? line)
    {
        lock (_said)
        {
            if (line is not null)
            {
                _said.AppendLine(line);
            }

            if (_awaited.Count > 0)
            {
                string said = _said.ToString();
                _awaited.RemoveAll(awaited => awaited.Suffices(said) && awaited.Waiting.TrySetResult(said));
            }
        }
    }
}
