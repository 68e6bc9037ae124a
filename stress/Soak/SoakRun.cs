using System.Collections.Concurrent;
using System.Globalization;
using DaneCore.Resolver;
using DaneCore.Resolver.Validation;
using Microsoft.Win32.SafeHandles;

namespace DaneCore.Stress.Soak;

/// <summary>One run: builds the world, does the lookups, and says whether every promise held.</summary>
internal sealed class SoakRun(SoakOptions options, TextWriter output)
{
    private const int MostComplaints = 20;
    private const int LeakOneIn = 10;
    private const int HandleOneIn = 100;

    private readonly SoakClock _clock = new(SoakWorld.Start);
    private readonly SoakCounts _counts = new();
    private readonly ConcurrentQueue<Answer> _leaked = new();
    private readonly ConcurrentQueue<SafeFileHandle> _handles = new();
    private readonly List<SoakRow> _rows = [];
    private long _next;
    private long _done;

    /// <returns>True when every verdict was right and nothing grew.</returns>
    public async Task<bool> RunAsync()
    {
        long started = TimeProvider.System.GetTimestamp();
        long before = Vitals.Measure().Heap;
        SoakCertificates certificates = new(SoakWorld.Start);
        var world = SoakWorld.Build(options.Seed, options.Zones, certificates);
        var resolvers = new SoakResolvers(world, options.Seed, _clock, _counts);
        await using (resolvers.ConfigureAwait(false))
        {
            var empty = Vitals.Measure();
            await SayAsync($"{options.Zones} zones built and signed in {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0} s ({Environment.CpuUsage.TotalTime.TotalSeconds:0} s of processor); they take {(empty.Heap - before) / 1048576.0:0} MiB of the managed heap, which its column leaves out").ConfigureAwait(false);
            await SayAsync($"\n{SoakTable.Head}").ConfigureAwait(false);
            SoakLookup lookup = new(resolvers, certificates, _clock, _counts) { Alter = Alter };
            while (_done < options.Lookups)
            {
                await RowAsync(world, lookup, empty).ConfigureAwait(false);
            }

            return await SumAsync(resolvers, started).ConfigureAwait(false);
        }
    }

    private async Task RowAsync(SoakWorld world, SoakLookup lookup, Vitals empty)
    {
        long end = Math.Min(_done + options.RowLength, options.Lookups);
        long first = _done;
        long wrong = _counts.Wrong;
        long fromMemory = _counts.FromMemory;
        Dictionary<SoakOutcome, long> outcomes = Enum.GetValues<SoakOutcome>().ToDictionary(outcome => outcome, outcome => _counts[outcome]);
        long started = TimeProvider.System.GetTimestamp();
        TimeSpan processor = Environment.CpuUsage.TotalTime;

        await Task.WhenAll(Enumerable.Range(0, options.AtOnce).Select(_ => Task.Run(() => WorkAsync(world, lookup, end)))).ConfigureAwait(false);

        TimeSpan elapsed = TimeProvider.System.GetElapsedTime(started);
        processor = Environment.CpuUsage.TotalTime - processor;
        Volatile.Write(ref _next, end);
        var vitals = Vitals.Measure();
        SoakRow row = new()
        {
            Lookups = end,
            Length = end - first,
            Elapsed = elapsed,
            Processor = processor,
            Vitals = vitals with { Heap = vitals.Heap - empty.Heap },
            Outcomes = outcomes.ToDictionary(outcome => outcome.Key, outcome => _counts[outcome.Key] - outcome.Value),
            FromMemory = _counts.FromMemory - fromMemory,
            Wrong = _counts.Wrong - wrong,
        };
        _rows.Add(row);
        await SayAsync($"{SoakTable.Line(row)}").ConfigureAwait(false);
    }

    private async Task WorkAsync(SoakWorld world, SoakLookup lookup, long end)
    {
        while (true)
        {
            long number = Interlocked.Increment(ref _next) - 1;
            if (number >= end)
            {
                return;
            }

            var ask = Ask.Of(options.Seed, number, world.Specs);
            if (await lookup.RunAsync(ask).ConfigureAwait(false) is { } wrong)
            {
                _counts.AddWrong();
                if (_counts.Wrong <= MostComplaints)
                {
                    await SayAsync($"WRONG: lookup {number}, {ask.Mode}, {ask.Kind} {ask.Name} {ask.Type}, a zone that is {ask.Zone.Kind} in {ask.Zone.Top.Label}{(ask.Zone.Target is { } target ? $" and leads to one that is {target.Kind} in {target.Top.Label}" : "")}, at {_clock.Moved}: {wrong}").ConfigureAwait(false);
                }
            }

            if (options.Plant == SoakPlant.Handles && number % HandleOneIn == 0)
            {
#pragma warning disable CA2000 // It is meant to be left open.
                _handles.Enqueue(File.OpenHandle("/dev/null"));
#pragma warning restore CA2000
            }

            if (Interlocked.Increment(ref _done) % options.LookupsPerSecond == 0)
            {
                _clock.Advance(TimeSpan.FromSeconds(1));
            }
        }
    }

    private Answer Alter(Ask ask, Answer answer)
    {
        if (options.Plant == SoakPlant.Leak && ask.Number % LeakOneIn == 0)
        {
            _leaked.Enqueue(answer);
        }

        return options.Plant == SoakPlant.WrongVerdict && ask.Number == options.Lookups / 2 && answer.Security != SecurityStatus.Bogus
            ? answer with { Security = answer.Security == SecurityStatus.Secure ? SecurityStatus.Insecure : SecurityStatus.Secure }
            : answer;
    }

    private async Task<bool> SumAsync(SoakResolvers resolvers, long started)
    {
        TimeSpan elapsed = TimeProvider.System.GetElapsedTime(started);
        TimeSpan processor = _rows.Aggregate(TimeSpan.Zero, (sum, row) => sum + row.Processor);
        (long datagrams, long connections) = resolvers.OverSockets;
        await SayAsync($"\n{_done} lookups, {options.AtOnce} at once, in {elapsed.TotalMinutes:0.0} minutes; {processor.TotalMilliseconds / _done:0.000} ms of processor each, of which servers took up to {_counts.Serving.TotalMilliseconds / _done:0.000}; {100.0 * _counts.FromMemory / _done:0} % from memory; the clock moved by {_clock.Moved.TotalHours:0.0} hours").ConfigureAwait(false);
        await SayAsync($"outcomes: {string.Join(", ", Enum.GetValues<SoakOutcome>().Select(outcome => $"{outcome} {_counts[outcome]}"))}").ConfigureAwait(false);
        await SayAsync($"queries: {_counts.Queries}, of which {datagrams} in datagrams and over {connections} connections of loopback sockets (the others in process)").ConfigureAwait(false);
        await SayAsync($"faults: {string.Join(", ", Enum.GetValues<SoakFault>().Where(fault => fault != SoakFault.None).Select(fault => $"{fault} {_counts[fault]}"))}").ConfigureAwait(false);
        foreach (string kept in resolvers.Kept())
        {
            await SayAsync($"kept: {kept}").ConfigureAwait(false);
        }

        IReadOnlyList<string> growth = SteadyState.Growth(_rows);
        foreach (string grown in growth)
        {
            await SayAsync($"GROWTH: {grown}").ConfigureAwait(false);
        }

        await SayAsync($"wrong: {_counts.Wrong}; grown: {growth.Count}").ConfigureAwait(false);
        return _counts.Wrong == 0 && growth.Count == 0;
    }

    private Task SayAsync(FormattableString text) => output.WriteLineAsync(text.ToString(CultureInfo.InvariantCulture));
}
