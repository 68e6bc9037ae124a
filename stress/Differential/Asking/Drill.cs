using System.Diagnostics;
using System.Globalization;
using System.Net;
using DaneCore.Resolver.Wire;
using DaneCore.Stress.Differential.Cases;

namespace DaneCore.Stress.Differential.Asking;

/// <summary>
/// The validator of ldns, a process for each case: it chases signatures from the answer upwards to a key it knows. Of what is unsigned, proved
/// so or not, it says the same; that is no verdict.
/// </summary>
internal sealed class Drill(IPEndPoint server, string folder) : IPeer
{
    private const string Program = "drill";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public string Name => Program;

    public string Version => RunAsync("-v").GetAwaiter().GetResult().Said.Split('\n')[0].Replace("drill version ", "", StringComparison.Ordinal).Trim();

    public async Task<Opinion> AskAsync(ReplyTable table)
    {
        string keys = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"root-{(int)table.World.Plan.RootAlgorithm}.key"));
        if (!File.Exists(keys))
        {
            await File.WriteAllTextAsync(keys, $". 3600 IN DNSKEY {table.World.RootKey.Record}\n").ConfigureAwait(false);
        }

        Question question = table.Plan.Question;
        (int code, string said) = await RunAsync(
            "-4", "-S", "-k", keys, "-p", server.Port.ToString(CultureInfo.InvariantCulture), question.Name.ToString(), $"@{server.Address}", RecordTypes.ToText(question.Type)).ConfigureAwait(false);
        Word word = said.Contains("Chase successful", StringComparison.Ordinal) ? Word.Secure
            : code > 128 || said.Contains("No trusted keys found in tree: first error was: No DNSSEC public key(s)", StringComparison.Ordinal) ? Word.None
            : Word.Bogus;
        return new Opinion(word, null, string.Create(CultureInfo.InvariantCulture, $"[exit {code}] {said}")) { IsSilent = word == Word.None };
    }

    private static async Task<(int Code, string Said)> RunAsync(params string[] arguments)
    {
        ProcessStartInfo start = new(Program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{Program} does not start");
        using CancellationTokenSource patience = new(Patience, TimeProvider.System);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(patience.Token);
            Task<string> errors = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
            return (process.ExitCode, await output.ConfigureAwait(false) + await errors.ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            return (137, "took too long");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
