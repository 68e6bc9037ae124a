using Microsoft.Extensions.Logging;

namespace DaneCore.Smtp.Tests.Delivery;

/// <summary>What a server says may stand in a log, and cannot move a cursor there or begin a line of its own.</summary>
public sealed class LogTests
{
    private const string Hostile = "4.7.0 \u001b[2J\u001b]0;owned\u0007\u009b31m\0 \u202e";

    [Theory]
    [InlineData("CONNECT", "454 " + Hostile + "\r\n")]
    [InlineData("STARTTLS", "454 " + Hostile + "\r\n")]
    [InlineData("MAIL", "454 " + Hostile + "\r\n")]
    [InlineData("RCPT", "454-" + Hostile + "\r\n454 " + Hostile + "\r\n")]
    [InlineData("DATA", "554 " + Hostile + "\r\n")]
    [InlineData(".", "454 " + Hostile + "\nDelivered, believe me\r\n")]
    public async Task Reply_OfAHostileServer_ReachesTheLogEscaped(string command, string reply)
    {
        Lines log = new();
        await using var bench = DeliveryBench.Healthy(DeliveryBench.Sound with { Replies = DanePolicyTests.Replies(command, reply) });
        bench.Options = bench.Options with { Logger = log };

        RecipientOutcome outcome = await bench.SendAsync();

        Assert.False(outcome.IsDelivered);
        Assert.Contains(log.Written, line => line.Contains(@"\x1B[2J", StringComparison.Ordinal));
        Assert.All(log.Written, line => Assert.All(line, one => Assert.InRange(one, ' ', '~')));
        Assert.InRange(outcome.Reason.Min(), ' ', '~');
        Assert.InRange(outcome.Reason.Max(), ' ', '~');
    }

    private sealed class Lines : ILogger
    {
        private readonly Lock _lock = new();
        private readonly List<string> _written = [];

        public IReadOnlyList<string> Written
        {
            get
            {
                lock (_lock)
                {
                    return [.. _written];
                }
            }
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_lock)
            {
                _written.Add(formatter(state, exception));
            }
        }
    }
}
