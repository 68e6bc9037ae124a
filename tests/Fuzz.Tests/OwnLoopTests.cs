using DaneCore.Fuzz.Engine;
using DaneCore.Fuzz.Targets;

namespace DaneCore.Fuzz.Tests;

/// <summary>What the loop does with a target that breaks, and with one that does not come to its end.</summary>
public sealed class OwnLoopTests : IDisposable
{
    private static readonly byte[] Harmless = "quiet"u8.ToArray();

    private readonly string _folder = Directory.CreateTempSubdirectory("danecore-fuzz-").FullName;

    private string InputFile => Path.Combine(_folder, "input");

    [Fact]
    public void Run_TargetBreaks_LeavesTheInputAtFault()
    {
        OwnLoop loop = new(new NeverHoldsTarget(), seed: 1) { Seeds = [Harmless] };

        Assert.Throws<BrokenPromiseException>(() => loop.Run(TimeSpan.MaxValue, long.MaxValue, InputFile, keep: null));

        byte[] left = OwnLoop.ReadInput(InputFile);
        Assert.Contains((byte)'!', left);
        Assert.Throws<BrokenPromiseException>(() => new NeverHoldsTarget().Run(left));
    }

    [Fact]
    public void Run_TargetHolds_EndsAfterSoManyInputs()
    {
        OwnLoop loop = new(new DoesNothing(), seed: 1) { Seeds = [Harmless] };

        LoopResult result = loop.Run(TimeSpan.MaxValue, limit: 50, InputFile, keep: null);

        Assert.Equal(50, result.Runs);
        Assert.Equal(50, loop.Runs);
    }

    [Fact]
    public void Run_InputHangs_SaysSoWhileItHangsAndHasTheInput()
    {
        using ManualResetEventSlim isSeen = new();
        byte[]? left = null;
        OwnLoop loop = new(new Waits(isSeen), seed: 1) { Seeds = [Harmless], Hang = (TimeSpan.Zero, OnHang) };

        loop.Run(TimeSpan.Zero, limit: 1, InputFile, keep: null);

        Assert.Equal(Harmless, left);

        void OnHang(TimeSpan time)
        {
            left = OwnLoop.ReadInput(InputFile);
            isSeen.Set();
        }
    }

    [Fact]
    public void Run_SeedLongerThanAnyInput_IsLeftOut()
    {
        OwnLoop loop = new(new DoesNothing(), seed: 1) { Seeds = [new byte[Mutator.MaxLength + 1], Harmless, new byte[Mutator.MaxLength]] };

        Assert.Equal(2, loop.Run(TimeSpan.Zero, long.MaxValue, InputFile, keep: null).Runs);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private sealed class DoesNothing : IFuzzTarget
    {
        public string Name => "DoesNothing";

        public IReadOnlyList<string> Parts => [];

        public IReadOnlyList<string> Words => [];

        public void Run(ReadOnlySpan<byte> input)
        {
        }
    }

    /// <summary>Goes on only when somebody has noticed.</summary>
    private sealed class Waits(ManualResetEventSlim isSeen) : IFuzzTarget
    {
        public string Name => "Waits";

        public IReadOnlyList<string> Parts => [];

        public IReadOnlyList<string> Words => [];

        public void Run(ReadOnlySpan<byte> input) => isSeen.Wait(TestContext.Current.CancellationToken);
    }
}
