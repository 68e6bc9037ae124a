using DaneCore.Resolver.Wire;
using Microsoft.Extensions.Logging;

namespace DaneCore.Smtp;

/// <summary>Every log message of this project; ids from 3000. Names in presentation format, texts escaped, never raw.</summary>
internal static partial class SmtpLog
{
    [LoggerMessage(3000, LogLevel.Debug, "Check of {Domain}: {Verdict}, {Why}")]
    public static partial void DomainChecked(this ILogger logger, DomainName domain, string verdict, string why);
}
