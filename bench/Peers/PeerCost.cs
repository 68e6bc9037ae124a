namespace DaneCore.Bench.Peers;

/// <summary>What many lookups cost, in microseconds of all of them together.</summary>
/// <param name="Lookups">How many were asked for.</param>
/// <param name="Secure">How many were answered, and the answer said to be validated.</param>
/// <param name="Processor">Of the validator.</param>
/// <param name="WithAsker">The same, and of whoever asked it, where that is another process.</param>
/// <param name="Wall">From the first question to the last answer.</param>
internal sealed record PeerCost(int Lookups, int Secure, double Processor, double WithAsker, double Wall);
