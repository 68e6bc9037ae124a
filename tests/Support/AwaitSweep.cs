namespace DaneCore.Support;

/// <summary>
/// Does the same thing again and again, and cancels it at the first of its waits, then at the second, and so on, before the wait and while it lasts, until it comes to its end
/// before it is cancelled.
/// </summary>
public static class AwaitSweep
{
    /// <summary>More waits than anything swept has: so many runs, and it is not the same thing each time.</summary>
    private const int MaxRuns = 3000;

    /// <summary>Runs the sweep; whatever is thrown besides cancellation passes through.</summary>
    /// <param name="moment">When the waits are cancelled.</param>
    /// <param name="runOnce">Makes everything anew, does it with the token, and looks at what is left; throws the cancellation where it was cancelled.</param>
    /// <returns>How many runs were cancelled, and how many came to their end all the same, the last one included.</returns>
    public static async Task<(int Cancelled, int Ended)> RunAsync(CancelMoment moment, Func<AwaitHooks, CancellationToken, Task> runOnce)
    {
        ArgumentNullException.ThrowIfNull(runOnce);
        int cancelled = 0;
        for (int run = 1; run <= MaxRuns; run++)
        {
            using CancellationTokenSource stop = new();
            AwaitHooks hooks = new(run, moment, stop.Cancel);
            try
            {
                await runOnce(hooks, stop.Token).ConfigureAwait(false);
                if (!hooks.HasCancelled)
                {
                    return (cancelled, run - cancelled);
                }
            }
            catch (OperationCanceledException end)
            {
                // Whoever waits for several things at once has to know whose cancellation it is.
                if (!stop.IsCancellationRequested || end.CancellationToken != stop.Token)
                {
                    throw new InvalidOperationException($"At wait {run} it ended with a cancellation that is not the caller's.", end);
                }

                cancelled++;
            }
        }

        throw new InvalidOperationException($"After {MaxRuns} runs there is still a wait to cancel.");
    }
}
