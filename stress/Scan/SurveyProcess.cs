using System.Diagnostics;
using System.Globalization;

namespace DaneCore.Stress.Scan;

/// <summary>The program <c>danecore scan</c> in a process of its own, and what can be seen of it from outside.</summary>
internal sealed class SurveyProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _error;

    private SurveyProcess(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>The program, and what stands before its options.</summary>
    public static string[] Command => [Environment.ProcessPath!, "src/Cli/bin/Release/net10.0/danecore.dll", "scan"];

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>Processor time when it was last looked at while the process was there.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            try
            {
                return field = _process.TotalProcessorTime;
            }
            catch (InvalidOperationException)
            {
                // It has ended meanwhile.
                return field;
            }
        }
    }

    public static SurveyProcess Start(params IReadOnlyList<string> arguments)
    {
        string[] line = [.. Command, .. arguments];
        ProcessStartInfo start = new(line[0], line[1..]) { RedirectStandardError = true, UseShellExecute = false };
        return new SurveyProcess(Process.Start(start)!);
    }

    /// <summary>SIGKILL: the process is not asked.</summary>
    public void Kill() => _process.Kill();

    /// <summary>What it said on standard error, once it has ended.</summary>
    public async Task<string> EndAsync()
    {
        await _process.WaitForExitAsync().ConfigureAwait(false);
        return await _error.ConfigureAwait(false);
    }

    /// <summary>Memory in MiB, and the most it was so far, when they were last looked at while the process was there.</summary>
    public (double Now, double Most) Memory
    {
        get
        {
            try
            {
                string[] lines = File.ReadAllLines($"/proc/{_process.Id}/status");
                return Figure(lines, "VmRSS:") is { } now && Figure(lines, "VmHWM:") is { } most ? field = (now, most) : field;
            }
            catch (IOException)
            {
                // It has ended meanwhile.
                return field;
            }
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static double? Figure(string[] lines, string name) => Array.Find(lines, line => line.StartsWith(name, StringComparison.Ordinal)) is { } line
        ? double.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture) / 1024
        : null;
}
