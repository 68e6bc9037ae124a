using System.CommandLine;
using System.Text;
using DaneCore.Cli;
using DaneCore.Cli.Output;

namespace DaneCore.Fuzz.Targets;

/// <summary>
/// A line of arguments, one to each line of the input. Reading it never throws; where it makes no sense, one line says so, without
/// control characters, and the exit code is 2. What could be run is not: it would reach for the network.
/// </summary>
internal sealed class CommandLineTarget : IFuzzTarget
{
    public string Name => "CommandLine";

    public IReadOnlyList<string> Parts { get; } = ["Cli.CommandLine", "Cli.Options"];

    public IReadOnlyList<string> Words { get; } =
    [
        "\n", "query", "check", "tlsa", "verify", "create", "send", "record", "demo", "version", "anchors", "--json", "--at", "2026-01-01T00:00:00Z", "--server", "127.0.0.1:53", "[::1]:53",
        "tls://192.0.2.1#name", "https://dns.example/dns-query", "--timeout", "1e9", "-1", "--nsec3-iterations", "--negative-trust-anchor", "--sha1", "validate", "--record", "3 1 1 ab",
        "--name", "--usage", "--service", "--profile", "exchange-online", "--smtp-port", "65536", "TYPE65535", "TLSA", "example.com", "@file", "--", "\x1B[2J", "\xFF",
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        string[] arguments = Encoding.UTF8.GetString(input).Split('\n');
        StringWriter output = new();
        StringWriter error = new();
        ParseResult line = CommandLine.Parse(arguments, new Terminal(output, error));
        if (line.Errors.Count == 0)
        {
            return;
        }

        int code = CommandLine.RunAsync(arguments, output, error, CancellationToken.None).GetAwaiter().GetResult();
        string said = error.ToString();
        BrokenPromiseException.Unless(code == 2, "a line that makes no sense is 2");
        BrokenPromiseException.Unless(said.EndsWith(Environment.NewLine, StringComparison.Ordinal), "it is complained of in a line");
        BrokenPromiseException.Unless(!said[..^Environment.NewLine.Length].Any(char.IsControl), "which is one line, and moves no cursor");
    }
}
