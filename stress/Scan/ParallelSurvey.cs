using System.Diagnostics;
using System.Globalization;

namespace DaneCore.Stress.Scan;

/// <summary>The parts of a survey as jobs of GNU parallel, which tries again what ends with another code than 0, or by a signal.</summary>
internal sealed class ParallelSurvey : IDisposable
{
    private const string Program = "parallel";
    private const int Tries = 3;

    private readonly Process _process;
    private readonly Task<string> _error;

    private ParallelSurvey(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
    }

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>What it calls itself; null where it is not installed, or is another program of that name.</summary>
    public static string? Version()
    {
        try
        {
            using Process asked = Process.Start(new ProcessStartInfo(Program, ["--version"]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
            string? first = asked.StandardOutput.ReadLine();
            asked.WaitForExit();
            return first?.StartsWith("GNU parallel", StringComparison.Ordinal) == true ? first : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Starts a job for each part, all side by side; <c>{}</c> in an argument stands for the number of the part.</summary>
    public static ParallelSurvey Start(int parts, string log, params IReadOnlyList<string> arguments)
    {
        string[] line =
        [
            "--jobs", Text(parts), "--retries", Text(Tries), "--joblog", log, .. SurveyProcess.Command, .. arguments, ":::", .. Enumerable.Range(1, parts).Select(Text),
        ];
        return new ParallelSurvey(Process.Start(new ProcessStartInfo(Program, line) { RedirectStandardError = true, UseShellExecute = false })!);
    }

    /// <summary>SIGKILL for the survey that writes these rows; false when there is none.</summary>
    public static bool Kill(string rows)
    {
        foreach (string folder in Directory.EnumerateDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            // The shell between has the same words, all in one.
            if (WordsOf(folder).Contains(rows, StringComparer.Ordinal))
            {
                using var survey = Process.GetProcessById(int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture));
                survey.Kill();
                return true;
            }
        }

        return false;
    }

    /// <summary>What the surveys said on standard error, once all have ended.</summary>
    public async Task<string> EndAsync()
    {
        await _process.WaitForExitAsync().ConfigureAwait(false);
        return await _error.ConfigureAwait(false);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private static string[] WordsOf(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline")).Split('\0');
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
