namespace DaneCore.Support;

/// <summary>
/// Does the same thing again and again, and cancels it at the first of the steps that were counted in it, then at the second, and so on, until it
/// comes to its end before it is cancelled.
/// </summary>
public static class CancellationSweep
{
    /// <summary>More steps than anything swept has: so many runs, and it is not the same thing each time.</summary>
    private const int MaxRuns = 2000;

    /// <summary>Runs the sweep; whatever is thrown besides cancellation passes through.</summary>
    /// <param name="runOnce">
    /// Makes everything anew, calls the first argument at each step, gives the second to what is swept, and looks at what is left afterwards. Returns true where it was
    /// cancelled, and false where it came to its end.
    /// </param>
    /// <returns>How many runs were cancelled, and how many came to their end all the same, the last one included.</returns>
    public static async Task<(int Cancelled, int Ended)> RunAsync(Func<Action, CancellationToken, Task<bool>> runOnce)
    {
        ArgumentNullException.ThrowIfNull(runOnce);
        int cancelled = 0;
        for (int run = 1; run <= MaxRuns; run++)
        {
            using CancellationTokenSource stop = new();
            int steps = 0;
            void Step()
            {
                if (Interlocked.Increment(ref steps) == run)
                {
                    stop.Cancel();
                }
            }

            bool wasCancelled = await runOnce(Step, stop.Token).ConfigureAwait(false);
            cancelled += wasCancelled ? 1 : 0;
            if (!stop.IsCancellationRequested)
            {
                return (cancelled, run - cancelled);
            }
        }

        throw new InvalidOperationException($"After {MaxRuns} runs there is still a step to cancel at.");
    }
}
