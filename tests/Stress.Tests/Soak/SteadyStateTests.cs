using DaneCore.Stress.Soak;

namespace DaneCore.Stress.Tests.Soak;

/// <summary>What grows after the warm-up is seen, whatever it is and whichever row shows it.</summary>
public sealed class SteadyStateTests
{
    private const long Mebi = 1 << 20;

    private static readonly Vitals Warm = new(Heap: 80 * Mebi, WorkingSet: 500 * Mebi, Handles: 110, Threads: 15);

    public static TheoryData<string, string> Grown => new()
    {
        { "heap", "managed heap (MiB) grew from 80.0 after the warm-up to 89.0" },
        { "working set", "working set (MiB) grew from 500.0 after the warm-up to 551.0" },
        { "handles", "handles grew from 110.0 after the warm-up to 122.0" },
        { "threads", "threads grew from 15.0 after the warm-up to 28.0" },
    };

    [Fact]
    public void Rows_ThatStayWithinATenth_AreSteady()
    {
        Vitals little = new(Heap: 87 * Mebi, WorkingSet: 549 * Mebi, Handles: 120, Threads: 27);

        // What the warm-up begins with does not count, and less is no growth.
        Assert.Empty(SteadyState.Growth(Rows(default, Warm, little, default, Warm)));
    }

    [Theory]
    [MemberData(nameof(Grown))]
    public void Row_AboveATenth_IsNamedWhereverItStands(string what, string line)
    {
        Vitals grown = what switch
        {
            "heap" => Warm with { Heap = 89 * Mebi },
            "working set" => Warm with { WorkingSet = 551 * Mebi },
            "handles" => Warm with { Handles = 122 },
            _ => Warm with { Threads = 28 },
        };

        Assert.Equal([line], SteadyState.Growth(Rows(Warm, Warm, grown, Warm)));
        Assert.Equal([line], SteadyState.Growth(Rows(Warm, Warm, Warm, grown)));
    }

    [Fact]
    public void Run_WithoutRowsAfterTheWarmUp_SaysNothingGood() =>
        Assert.Equal(["the run is too short to say whether anything grows"], SteadyState.Growth(Rows(Warm, Warm)));

    private static IReadOnlyList<SoakRow> Rows(params Vitals[] vitals) =>
    [
        .. vitals.Select((each, i) => new SoakRow
        {
            Lookups = i + 1,
            Length = 1,
            Elapsed = TimeSpan.FromSeconds(1),
            Processor = TimeSpan.Zero,
            Vitals = each,
            Outcomes = new Dictionary<SoakOutcome, long>(),
            FromMemory = 0,
            Wrong = 0,
        }),
    ];
}
