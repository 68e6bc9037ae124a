using System.Diagnostics;
using System.Reflection;

namespace DaneCore.Stress.Faults;

/// <summary>This program once more, with limits of a shell before it where there are to be some. What it prints is read to its end.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    public int ExitCode => _process.ExitCode;

    /// <param name="limits">Commands of bash, run before the program takes the shell's place.</param>
    /// <param name="arguments">For the program.</param>
    public static ChildProcess Start(string limits, params IReadOnlyList<string> arguments)
    {
        ProcessStartInfo start = new("/bin/bash") { RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"{limits}\nexec \"$@\"");
        start.ArgumentList.Add("stress");
        start.ArgumentList.Add(Environment.ProcessPath!);
        start.ArgumentList.Add(Assembly.GetExecutingAssembly().Location);
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>The next line; null behind the last.</summary>
    public Task<string?> ReadLineAsync() => _process.StandardOutput.ReadLineAsync();

    /// <summary>Ends it as the system does when it has to: the process is not asked (SIGKILL).</summary>
    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    public Task WaitAsync() => _process.WaitForExitAsync();

    public void Dispose() => _process.Dispose();
}
