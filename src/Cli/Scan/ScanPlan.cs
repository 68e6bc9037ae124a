namespace DaneCore.Cli.Scan;

/// <summary>How a survey is gone about. Nothing here changes what a row says, only when it comes.</summary>
/// <param name="Concurrency">Domains at a time, at most.</param>
/// <param name="Retries">Further tries for a domain about which something could not be found out.</param>
/// <param name="RetryAfter">How long before the first of them; each further one waits twice as long.</param>
internal sealed record ScanPlan(int Concurrency, int Retries, TimeSpan RetryAfter)
{
    /// <summary>Domains that may wait for another try.</summary>
    public int MostWaiting { get; init; } = 10_000;
}
