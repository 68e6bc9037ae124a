namespace DaneCore.Resolver.Transport;

/// <summary>
/// A question is asked once more, elsewhere, when the first try is silent for a share of the time; whichever reply comes first is taken. Asking
/// twice does no harm, for a query changes nothing. Both tries have what is left of the same time.
/// </summary>
internal static class SecondTry
{
    // As with datagrams: after a third of the time.
    private const int PatienceShare = 3;

    /// <summary>How long the first try may be silent.</summary>
    public static TimeSpan Patience(TimeSpan timeout) => timeout / PatienceShare;

    /// <param name="first">Asks.</param>
    /// <param name="second">Called when the first try was silent for long: how to ask again, or null where there is no use in it.</param>
    /// <param name="timeout">What <paramref name="stop"/> allows, from now.</param>
    /// <param name="clock">Measures it.</param>
    /// <param name="stop">Ends both.</param>
    public static async ValueTask<TransportReply> AskAsync(
        Func<CancellationToken, ValueTask<TransportReply>> first,
        Func<Func<CancellationToken, ValueTask<TransportReply>>?> second,
        TimeSpan timeout,
        TimeProvider clock,
        CancellationToken stop)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task<TransportReply> one = first(enough.Token).AsTask();
        Task<TransportReply>? two = null;
        try
        {
            if (await IsDoneAsync(one, Patience(timeout), clock, enough.Token).ConfigureAwait(false) || second() is not { } again)
            {
                return await one.ConfigureAwait(false);
            }

            two = again(enough.Token).AsTask();
            Task<TransportReply> sooner = await Task.WhenAny(one, two).ConfigureAwait(false);
            TransportReply reply = await sooner.ConfigureAwait(false);
            return reply is TransportReply.Received ? reply : await (sooner == one ? two : one).ConfigureAwait(false);
        }
        finally
        {
            await enough.CancelAsync().ConfigureAwait(false);
            await EndAsync(one).ConfigureAwait(false);
            await EndAsync(two ?? Task.CompletedTask).ConfigureAwait(false);
        }
    }

    private static async ValueTask<bool> IsDoneAsync(Task asking, TimeSpan patience, TimeProvider clock, CancellationToken stop)
    {
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAny(asking, Task.Delay(patience, clock, wait.Token)).ConfigureAwait(false);
        await wait.CancelAsync().ConfigureAwait(false);
        return asking.IsCompleted || stop.IsCancellationRequested;
    }

    private static async Task EndAsync(Task task) => await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
