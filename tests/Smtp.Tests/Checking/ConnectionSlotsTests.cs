using System.Net;
using DaneCore.Lab.Scenarios;
using DaneCore.Smtp.Checking;
using DaneCore.Support;

namespace DaneCore.Smtp.Tests.Checking;

public sealed class ConnectionSlotsTests
{
    private static readonly IPAddress A = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress B = IPAddress.Parse("192.0.2.2");
    private static readonly IPAddress C = IPAddress.Parse("192.0.2.3");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Slot_ThatComesFree_GoesToTheBestPreference()
    {
        ConnectionSlots slots = new(1);
        Assert.True(slots.EnterAsync(A, 10, Stop).IsCompletedSuccessfully);
        Task worse = slots.EnterAsync(B, 30, Stop);
        Task better = slots.EnterAsync(C, 20, Stop);

        slots.Leave(A);

        await better;
        Assert.False(worse.IsCompleted);
        slots.Leave(C);
        await worse;
    }

    [Fact]
    [MailRule(72, RuleSide.Broken)]
    public async Task Address_InUse_IsNotEnteredTwiceAndHoldsNobodyElseUp()
    {
        ConnectionSlots slots = new(2);
        Assert.True(slots.EnterAsync(A, 10, Stop).IsCompletedSuccessfully);
        Task same = slots.EnterAsync(A, 10, Stop);
        Task other = slots.EnterAsync(B, 20, Stop);

        Assert.False(same.IsCompleted);
        Assert.True(other.IsCompletedSuccessfully);
        slots.Leave(A);
        await same;
    }

    [Fact]
    public async Task Wait_StoppedByTheCaller_Throws()
    {
        ConnectionSlots slots = new(1);
        await slots.EnterAsync(A, 10, Stop);
        using CancellationTokenSource source = new();
        Task waiting = slots.EnterAsync(B, 10, source.Token);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Wait_ThatWasGivenUp_LeavesNoGapInTheQueue()
    {
        ConnectionSlots slots = new(1);
        await slots.EnterAsync(A, 10, Stop);
        using CancellationTokenSource source = new();
        Task given = slots.EnterAsync(B, 10, source.Token);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);

        slots.Leave(A);

        Assert.True(slots.EnterAsync(C, 20, Stop).IsCompletedSuccessfully);
    }
}
