using DaneCore.Resolver.Wire;
using Microsoft.Extensions.Logging;

namespace DaneCore.Smtp;

/// <summary>Every log message of this project; ids from 3000. Names in presentation format, texts escaped, never raw.</summary>
internal static partial class SmtpLog
{
    [LoggerMessage(3000, LogLevel.Debug, "Check of {Domain}: {Verdict}, {Why}")]
    public static partial void DomainChecked(this ILogger logger, DomainName domain, string verdict, string why);

    [LoggerMessage(3020, LogLevel.Information, "Mail for {NextHop} delivered to {Host}: {Security}")]
    public static partial void MailDelivered(this ILogger logger, string nextHop, string host, string security);

    [LoggerMessage(3021, LogLevel.Information, "Mail for {NextHop} not delivered: {Code}, {Why}")]
    public static partial void MailNotDelivered(this ILogger logger, string nextHop, string code, string why);

    [LoggerMessage(3022, LogLevel.Debug, "No mail for {NextHop} by way of {Host}: {Why}")]
    public static partial void AttemptFailed(this ILogger logger, string nextHop, string host, string why);

    [LoggerMessage(3023, LogLevel.Warning, "Policy let go for mail to {NextHop}: {Why}")]
    public static partial void PolicyWaived(this ILogger logger, string nextHop, string why);
}
