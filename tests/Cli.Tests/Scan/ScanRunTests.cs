using System.Collections.Concurrent;
using DaneCore.Cli.Scan;

namespace DaneCore.Cli.Tests.Scan;

/// <summary>How a survey goes about its list: so many at a time, again what was not found out, and in order when it is stopped.</summary>
public sealed class ScanRunTests
{
    [Fact]
    public async Task Domain_NotFoundOut_IsTriedAgainLaterAndHasOneRow()
    {
        using ScanBench bench = new() { List = "a.example\nb.example\nc.example\n" };
        ConcurrentQueue<string> looked = new();
        Task<string?> run = bench.RunAsync(
            (subject, _) =>
            {
                looked.Enqueue($"{subject.Text} {subject.Tries}");
                return Task.FromResult(subject is { Text: "b.example", Tries: < 3 } ? bench.Open(subject) : bench.Answered(subject));
            },
            ScanBench.Stop);
        await PassAsync(bench, run);

        Assert.Null(await run);
        Assert.Equal(["a.example 1", "b.example 1", "c.example 1"], looked.Take(3).Order(StringComparer.Ordinal));
        Assert.Equal(["b.example 2", "b.example 3"], looked.Skip(3));
        Assert.Equal([(1, "a.example"), (2, "b.example"), (3, "c.example")], bench.Marks.Order());
        Assert.DoesNotContain(bench.Lines, line => line.Contains("undeterminable", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Domain_NeverFoundOut_HasARowThatSaysSoAfterAllItsTries()
    {
        using ScanBench bench = new() { List = "a.example\n" };
        int looks = 0;
        Task<string?> run = bench.RunAsync(
            (subject, _) =>
            {
                Interlocked.Increment(ref looks);
                return Task.FromResult(bench.Open(subject));
            },
            ScanBench.Stop);
        await PassAsync(bench, run);

        Assert.Null(await run);
        Assert.Equal(3, looks);
        Assert.Contains("undeterminable", Assert.Single(bench.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Domains_UnderWay_AreNeverMoreThanThePlanSays()
    {
        using ScanBench bench = new() { List = string.Concat(Enumerable.Range(0, 500).Select(i => $"d{i}.example\n")), Plan = new ScanPlan(8, 0, TimeSpan.FromSeconds(1)) };
        int underWay = 0;
        int most = 0;

        Assert.Null(await bench.RunAsync(
            async (subject, _) =>
            {
                int now = Interlocked.Increment(ref underWay);
                InterlockedMax(ref most, now);
                await Task.Yield();
                Interlocked.Decrement(ref underWay);
                return bench.Answered(subject);
            },
            ScanBench.Stop));

        Assert.InRange(most, 1, 8);
        Assert.Equal(500, bench.Marks.Distinct().Count());
    }

    /// <summary>All that fails waits, and what waits is bounded: then nothing new is begun.</summary>
    [Fact]
    public async Task Domains_ThatWait_AreBounded()
    {
        using ScanBench bench = new()
        {
            List = string.Concat(Enumerable.Range(0, 200).Select(i => $"d{i}.example\n")),
            Plan = new ScanPlan(4, 1, TimeSpan.FromSeconds(30)) { MostWaiting = 10 },
        };
        ConcurrentDictionary<string, int> tries = new();
        int waiting = 0;
        int most = 0;
        Task<string?> run = bench.RunAsync(
            (subject, _) =>
            {
                tries.AddOrUpdate(subject.Text, 1, (_, before) => before + 1);
                InterlockedMax(ref most, subject.Tries == 1 ? Interlocked.Increment(ref waiting) : Interlocked.Decrement(ref waiting) + 1);
                return Task.FromResult(bench.Open(subject));
            },
            ScanBench.Stop);
        await PassAsync(bench, run);

        Assert.Null(await run);
        Assert.InRange(most, 10, 14);
        Assert.Equal(200, tries.Count);
        Assert.All(tries.Values, count => Assert.Equal(2, count));
        Assert.Equal(200, bench.Marks.Distinct().Count());
    }

    [Fact]
    public async Task Run_Stopped_LeavesWholeRowsOnlyAndIsCompletedLater()
    {
        using ScanBench bench = new() { List = string.Concat(Enumerable.Range(0, 60).Select(i => $"d{i}.example\n")) };
        using CancellationTokenSource stop = new();
        int looks = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.RunAsync(
            async (subject, end) =>
            {
                if (Interlocked.Increment(ref looks) == 30)
                {
                    await stop.CancelAsync();
                }

                end.ThrowIfCancellationRequested();
                return bench.Answered(subject);
            },
            stop.Token));

        int before = bench.Marks.Count();
        Assert.InRange(before, 1, 59);
        Assert.Null(await bench.RunAsync());
        Assert.Equal(Enumerable.Range(0, 60).Select(i => (i + 1L, $"d{i}.example")), bench.Marks.Order());
    }

    [Fact]
    public async Task Defect_InALook_EndsTheRunAndIsSeen()
    {
        using ScanBench bench = new() { List = "a.example\nb.example\n" };

        await Assert.ThrowsAsync<InvalidOperationException>(() => bench.RunAsync((_, _) => throw new InvalidOperationException("a defect"), ScanBench.Stop));
    }

    [Fact]
    public void Window_WhileServersAreSilent_Halves_AndGrowsWhenTheyAnswer()
    {
        ScanWindow window = new(256);
        Note(window, 32, failed: 0);
        Assert.Equal(64, window.Limit);
        Note(window, 64, failed: 16);
        Assert.Equal(32, window.Limit);
        Note(window, 32, failed: 7);
        Assert.Equal(40, window.Limit);
        Note(window, 40, failed: 40);
        Note(window, 20, failed: 20);
        Assert.Equal(16, window.Limit);
        for (int i = 0; i < 100; i++)
        {
            Note(window, window.Limit, failed: 0);
        }

        Assert.Equal(256, window.Limit);
    }

    private static void Note(ScanWindow window, int count, int failed)
    {
        for (int i = 0; i < count; i++)
        {
            window.Note(isAnswered: i >= failed);
        }
    }

    // The run waits for the clock and for nothing else: it is let pass until the run is over.
    private static async Task PassAsync(ScanBench bench, Task run)
    {
        while (!run.IsCompleted)
        {
            bench.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int before = Volatile.Read(ref most);
        while (value > before && Interlocked.CompareExchange(ref most, value, before) is var found && found != before)
        {
            before = found;
        }
    }
}
