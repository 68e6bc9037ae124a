using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;
using DaneCore.Cli.Options;
using DaneCore.Cli.Output;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Cli.Commands;

/// <summary><c>version</c>: what this is, what it runs on, and whom it trusts unless told otherwise.</summary>
internal static class VersionCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<bool> json = CommonOptions.Json();
        Command command = new("version", "Version, runtime, and the trust anchors built in") { json };
        command.SetAction(line => Run(line.GetValue(json), terminal));
        return command;
    }

    private static int Run(bool asJson, Terminal terminal)
    {
        VersionJson version = new(
            typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown",
            $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}",
            [.. TrustAnchorSet.Iana.Anchors.Select(anchor => $"{anchor.Zone} {RecordTypes.ToText(anchor.Data.Type)} {anchor.Data}")]);
        if (asJson)
        {
            JsonShapes.Write(terminal, version);
            return (int)ExitCode.AsWanted;
        }

        TextReport report = new(terminal);
        report.Line($"danecore {version.Version}");
        report.Line(version.Runtime);
        report.Line("Trust anchors built in:");
        foreach (string anchor in version.Anchors)
        {
            report.Line($"  {anchor}");
        }

        return (int)ExitCode.AsWanted;
    }
}
