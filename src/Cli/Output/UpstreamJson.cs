using DaneCore.Resolver.Sources;

namespace DaneCore.Cli.Output;

/// <summary>A server that was asked, what was noticed about it, and what to do about that.</summary>
internal sealed record UpstreamJson(
    string Server, IReadOnlyList<string> Findings, IReadOnlyList<string> Advice, int MismatchedReplies, bool CannotCarryDnssec)
{
    public static UpstreamJson From(UpstreamReport report) =>
        new(report.Server, report.Findings, report.Advice, report.MismatchedReplies, report.CannotCarryDnssec);
}
