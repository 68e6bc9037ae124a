using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace DaneCore.Bench.Peers;

/// <summary>A library in another process of this program.</summary>
internal sealed class ChildPeer : IBulkPeer
{
    private readonly Process _process;

    private ChildPeer(Process process) => _process = process;

    public string Version { get; private set; } = "";

    public static async Task<ChildPeer> StartAsync(string name, IPEndPoint server, string keys, int domains)
    {
        string[] arguments = [BulkChild.Command, name, server.ToString(), keys, domains.ToString(CultureInfo.InvariantCulture)];
        ChildPeer peer = new(Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false })!);
        string said = await peer.ReadAsync();
        if (said == BulkChild.Absent)
        {
            await peer.DisposeAsync();
            throw new InvalidOperationException("not installed");
        }

        peer.Version = said[BulkChild.Ready.Length..].Trim();
        return peer;
    }

    public async Task RefreshAsync()
    {
        await _process.StandardInput.WriteLineAsync(BulkChild.Refresh);
        await ReadAsync();
    }

    public async Task<PeerCost> AskAsync(int times)
    {
        await _process.StandardInput.WriteLineAsync(times.ToString(CultureInfo.InvariantCulture));
        double[] said = [.. (await ReadAsync()).Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        return new PeerCost((int)said[0], (int)said[1], said[2], said[2], said[3]);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<string> ReadAsync()
    {
        await _process.StandardInput.FlushAsync();
        return await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("it ended before it was through");
    }
}
