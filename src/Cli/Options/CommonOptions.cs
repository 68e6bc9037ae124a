using System.CommandLine;
using DaneCore.Resolver.Wire;

namespace DaneCore.Cli.Options;

/// <summary>Options that several commands have, each made anew for every command.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json() => new("--json") { Description = "One JSON object on standard output, and nothing else there" };

    public static Option<DateTimeOffset> At() =>
        Reading.One<DateTimeOffset>("--at", "TIME", "Judge as of this instant, as in 2026-12-01T00:00:00Z", OptionText.Instant);

    public static Argument<DomainName> Name(string name, string description) =>
        Reading.Argument<DomainName>(name, description, OptionText.Name);

    /// <summary>The clock as <c>--at</c> has it: dates stand still, timers run.</summary>
    public static TimeProvider ClockOf(ParseResult line, Option<DateTimeOffset> at, TimeProvider otherwise) =>
        Reading.IsGiven(line.CommandResult, at) ? new PinnedClock(line.GetValue(at)) : otherwise;
}
