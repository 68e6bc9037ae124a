using System.Runtime.InteropServices;
using System.Text;
using DaneCore.Cli.Output;

namespace DaneCore.Cli;

/// <summary>The process: its streams, its signals, its exit code. <see cref="CommandLine"/> does the rest.</summary>
internal static class Program
{
    private const int LeastWidth = 40;

    private static async Task<int> Main(string[] args)
    {
        using CancellationTokenSource interruption = new();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, interruption));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, interruption));
        Terminal terminal = new(Console.Out, Console.Error)
        {
            In = Console.OpenStandardInput(),
            ShowsOut = !Console.IsOutputRedirected,
            ShowsError = !Console.IsErrorRedirected,
            IsOutGone = () => StandardOutput.IsGone,

            // The convention of no-color.org: set and not empty.
            UsesColour = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
            ShowsMarks = !Console.IsOutputRedirected && Console.OutputEncoding.CodePage == Encoding.UTF8.CodePage,
        };
        if (terminal.ShowsOut)
        {
            terminal = terminal with { Width = Math.Max(Console.WindowWidth, LeastWidth) };
        }

        int code = await CommandLine.RunAsync(args, terminal, interruption.Token).ConfigureAwait(false);
        await Console.Out.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        return code;
    }

    // The signal is answered by ending in order, not by the runtime's sudden end.
    private static void Stop(PosixSignalContext signal, CancellationTokenSource interruption)
    {
        signal.Cancel = true;
        interruption.Cancel();
    }
}
