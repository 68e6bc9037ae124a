using DaneCore.Resolver.Wire;
using Microsoft.Extensions.Logging;

namespace DaneCore.Dane;

/// <summary>Every log message of this project; ids from 2000. Names in presentation format, never raw.</summary>
internal static partial class DaneLog
{
    [LoggerMessage(2000, LogLevel.Debug, "TLSA of {Host} port {Port}: {Case}, {Why} ({Rfc})")]
    public static partial void TlsaFound(this ILogger logger, DomainName host, int port, string @case, string why, string rfc);
}
