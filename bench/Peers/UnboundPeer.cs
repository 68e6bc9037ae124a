using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using DaneCore.Resolver.Wire;

namespace DaneCore.Bench.Peers;

/// <summary>The server of Unbound in front of the bulk server, asked by dnsperf.</summary>
internal sealed partial class UnboundPeer : IBulkPeer
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    private readonly string _folder = Directory.CreateTempSubdirectory("bench").FullName;
    private readonly string _configuration;
    private readonly string _questions;
    private readonly int _domains;
    private readonly int _port;
    private Process? _process;

    private UnboundPeer(IPEndPoint server, string keys, int domains)
    {
        _domains = domains;
        _port = FreePort();
        _configuration = Path.Combine(_folder, "unbound.conf");
        _questions = Path.Combine(_folder, "questions");
        File.WriteAllLines(_questions, Enumerable.Range(0, domains).Select(i => $"{BulkWorld.NameOf(i)} TLSA"));
        File.WriteAllLines(_configuration,
        [
            "server:", string.Create(CultureInfo.InvariantCulture, $" interface: 127.0.0.1@{_port}"), " do-daemonize: no", " username: \"\"", " chroot: \"\"", " pidfile: \"\"",
            $" directory: \"{_folder}\"", $" logfile: \"{_folder}/log\"", $" trust-anchor-file: \"{keys}\"", " extended-statistics: yes", .. UnboundOptions.Of.Select(one => $" {one.Option}: \"{one.Value}\""),
            "remote-control:", " control-enable: yes", $" control-interface: \"{_folder}/control\"", " control-use-cert: no",
            "forward-zone:", " name: \".\"", $" forward-addr: {UnboundOptions.AddressOf(server)}",
        ]);
    }

    public string Version { get; private set; } = "";

    public static async Task<UnboundPeer> StartAsync(IPEndPoint server, string keys, int domains)
    {
        UnboundPeer peer = new(server, keys, domains);
        try
        {
            peer.Version = VersionLine().Match((await CallAsync("unbound", "-V")).Output).Groups["version"].Value;
            await CallAsync("dnsperf", "-h");
            await CallAsync("unbound-control", "-h");
            return peer;
        }
        catch (Win32Exception missing)
        {
            await peer.DisposeAsync();
            throw new InvalidOperationException("not installed, or dnsperf is not", missing);
        }
    }

    public async Task RefreshAsync()
    {
        await StopAsync();
        _process = Process.Start(new ProcessStartInfo("unbound", ["-d", "-c", _configuration]) { UseShellExecute = false })!;
        await LearnAsync();
        await CountSecureAsync();
    }

    public async Task<PeerCost> AskAsync(int times)
    {
        TimeSpan before = Processor();
        long start = Stopwatch.GetTimestamp();
        (int code, string output, string errors) = await CallAsync(
            "bash", "-c", "TIMEFORMAT='%U %S'; time \"$@\"", "bash", "dnsperf", "-s", "127.0.0.1", "-p", Text(_port), "-d", _questions, "-q", Text(BulkWorld.AtOnce), "-c", "1", "-T", "1", "-n", Text(times));
        double wall = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        double processor = (Processor() - before).TotalMicroseconds;
        if (code != 0)
        {
            throw new InvalidOperationException($"dnsperf ended with {code}: {output}{errors}");
        }

        double asker = errors.TrimEnd().Split('\n')[^1].Split(' ').Sum(seconds => double.Parse(seconds, CultureInfo.InvariantCulture)) * 1e6;
        return new PeerCost(_domains * times, await CountSecureAsync(), processor, processor + asker, wall);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StopAsync()
    {
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
            _process = null;
        }
    }

    private TimeSpan Processor()
    {
        _process!.Refresh();
        return _process.TotalProcessorTime;
    }

    // Also shows that it runs.
    private async Task LearnAsync()
    {
        byte[] query = new Message { Id = 1, Flags = MessageFlags.RecursionDesired, Questions = [new Question(BulkWorld.TopLevel, RecordType.SOA)], Edns = new Edns { DnssecOk = true } }.ToWire();
        byte[] reply = new byte[Message.MaxLength];
        long start = Stopwatch.GetTimestamp();
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, _port));
        while (Stopwatch.GetElapsedTime(start) < StartTime && !_process!.HasExited)
        {
            using CancellationTokenSource wait = new(LookAgain);
            try
            {
                await socket.SendAsync(query, wait.Token);
                await socket.ReceiveAsync(reply, wait.Token);
                return;
            }
            catch (OperationCanceledException)
            {
                // It is slow, or the datagram came before it listened.
            }
            catch (SocketException)
            {
                await Task.Delay(LookAgain, TimeProvider.System);
            }
        }

        throw new InvalidOperationException("it does not start");
    }

    /// <summary>Answers that it took for secure since it was last asked.</summary>
    private async Task<int> CountSecureAsync()
    {
        string statistics = (await CallAsync("unbound-control", "-c", _configuration, "stats")).Output;
        return SecureLine().Match(statistics) is { Success: true } found ? int.Parse(found.Groups["count"].ValueSpan, CultureInfo.InvariantCulture) : 0;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int FreePort()
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static async Task<(int Code, string Output, string Errors)> CallAsync(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await errors);
    }

    [GeneratedRegex(@"^Version (?<version>\S+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex VersionLine();

    [GeneratedRegex(@"^num\.answer\.secure=(?<count>\d+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex SecureLine();
}
