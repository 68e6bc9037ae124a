using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using Microsoft.Extensions.Logging;

namespace DaneCore.Resolver;

/// <summary>Every log message of this project. Names are written with escapes, so no octet from the network reaches a log raw.</summary>
internal static partial class ResolverLog
{
    [LoggerMessage(1000, LogLevel.Debug, "{Question}: asking, place {Place}, round {Round}")]
    public static partial void Asking(this ILogger logger, Question question, int place, int round);

    [LoggerMessage(1001, LogLevel.Debug, "{Question}: {Server} says {Code}")]
    public static partial void Answered(this ILogger logger, Question question, string server, ResponseCode code);

    [LoggerMessage(1002, LogLevel.Debug, "{Question}: {Server} did not answer: {Text}")]
    public static partial void NotAnswered(this ILogger logger, Question question, string server, string text);

    [LoggerMessage(1300, LogLevel.Debug, "{Name} {Type}: from memory, {Status}, found {Age} ago")]
    public static partial void Remembered(this ILogger logger, DomainName name, RecordType type, SecurityStatus status, TimeSpan age);

    [LoggerMessage(1301, LogLevel.Debug, "{Question}: asking afresh at place {Place}, because what is kept may have changed: {Why}")]
    public static partial void AskingAfresh(this ILogger logger, Question question, int place, Reason? why);

    [LoggerMessage(1302, LogLevel.Debug, "{Zone}: its keys run out soon and are fetched again")]
    public static partial void RefreshingKeys(this ILogger logger, DomainName zone);

    [LoggerMessage(1303, LogLevel.Debug, "{Zone}: its keys could not be fetched again: {Text}")]
    public static partial void KeysNotRefreshed(this ILogger logger, DomainName zone, string text);

    [LoggerMessage(1400, LogLevel.Debug, "{Question}: {Status} after {Queries} questions in {RoundTrips} rounds and {Elapsed}")]
    public static partial void Judged(
        this ILogger logger, Question question, SecurityStatus status, int queries, int roundTrips, TimeSpan elapsed);

    [LoggerMessage(1401, LogLevel.Debug, "{Question}: asking again at place {Place}, because {Why}")]
    public static partial void AskingElsewhere(this ILogger logger, Question question, int place, Reason? why);

    [LoggerMessage(1402, LogLevel.Warning, "{Question} is bogus: {Why}")]
    public static partial void Bogus(this ILogger logger, Question question, Reason? why);

    [LoggerMessage(1420, LogLevel.Information, "{Zone}: {Change}")]
    public static partial void AnchorsChanged(this ILogger logger, DomainName zone, string change);

    [LoggerMessage(1421, LogLevel.Warning, "{Zone}: its keys were not seen: {Why}")]
    public static partial void AnchorsNotSeen(this ILogger logger, DomainName zone, Reason why);

    [LoggerMessage(1422, LogLevel.Warning, "{Why}")]
    public static partial void AnchorsNotKept(this ILogger logger, string why);
}
