using System.Text.Json;

namespace DaneCore.Interop.Tests;

/// <summary>The command line as users run it: a process of its own.</summary>
internal static class DanecoreProcess
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "danecore.dll");

    /// <summary>Runs it with <c>--json</c>; what it printed must be one JSON object.</summary>
    public static async Task<(int Code, JsonElement Json)> JsonAsync(params IEnumerable<string> arguments)
    {
        (int code, string output, string errors) = await Tool.TryRunAsync(
            AppContext.BaseDirectory, Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet", ["exec", Program, .. arguments, "--json"]);
        Assert.True(output.Length > 0, $"danecore {string.Join(' ', arguments)} ended with {code} and printed nothing: {errors}");
        return (code, JsonDocument.Parse(output).RootElement);
    }
}
