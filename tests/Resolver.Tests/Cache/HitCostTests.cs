using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Tests.Cache;

/// <summary>An answer that is kept is handed out at once, by whoever asks, and nothing is made for it.</summary>
public sealed class HitCostTests
{
    private const int Hits = 1000;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("www.test")]
    [InlineData("absent.test")]
    [InlineData("www.plain")]
    public async Task Hit_OfAKeptAnswer_CompletesAtOnceAndAllocatesNothing(string name)
    {
        await using CacheLab lab = new();
        await lab.AskAsync(name);
        var question = DomainName.Parse(name);

        // What the first calls of a method cost belongs to the runtime.
        Measured(lab, question);
        long made = Measured(lab, question);

        Assert.Equal(0, made);
    }

    /// <summary>The measure itself: a second later the TTLs are other ones, so the answer is made anew, once.</summary>
    [Fact]
    public async Task Hit_ASecondLater_IsMadeAnewOnce()
    {
        await using CacheLab lab = new();
        await lab.AskAsync("www.test");
        var question = DomainName.Parse("www.test");
        Measured(lab, question);
        lab.WaitSeconds(1);

        Assert.NotEqual(0, Measured(lab, question));
        Assert.Equal(0, Measured(lab, question));
    }

    private static long Measured(CacheLab lab, DomainName name)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Hits; i++)
        {
            ValueTask<Answer> answer = lab.Resolver.LookupAsync(name, RecordType.A, Stop);
            if (!answer.IsCompletedSuccessfully || answer.Result.Security < SecurityStatus.Insecure)
            {
                return -1;
            }
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
