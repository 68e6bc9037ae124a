using System.Diagnostics;

namespace DaneCore.Interop.Tests;

/// <summary>Runs a program to its end.</summary>
internal static class Tool
{
    private const string SystemFolders = "/usr/sbin:/sbin:/usr/bin:/bin";

    public static ProcessStartInfo Command(string folder, string program, params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{Environment.GetEnvironmentVariable("PATH")}:{SystemFolders}";
        return start;
    }

    /// <summary>What the program printed; it must end well.</summary>
    public static async Task<string> RunAsync(string folder, string program, params IEnumerable<string> arguments)
    {
        (int code, string output, string errors) = await TryRunAsync(folder, program, arguments);
        Assert.True(code == 0, $"{program} {string.Join(' ', arguments)} ended with {code}: {errors}{output}");
        return output;
    }

    public static async Task<(int Code, string Output, string Errors)> TryRunAsync(string folder, string program, params IEnumerable<string> arguments)
    {
        using Process process = Process.Start(Command(folder, program, arguments))!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }
}
