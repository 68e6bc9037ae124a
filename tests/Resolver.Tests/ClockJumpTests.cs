using DaneCore.Lab;
using DaneCore.Resolver.Cache;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Resolver.Tests;

/// <summary>
/// The date is set on or back at each step of a lookup: where it is read, where a timer is made, where something is asked or comes. The answer is that of one instant, nothing
/// that is remembered is handed out at a date at which it does not hold, and time-outs take no notice.
/// </summary>
public sealed class ClockJumpTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("www.example.lab", RecordType.A, 1, SecurityStatus.Secure)]
    [InlineData("www.example.lab", RecordType.A, -1, SecurityStatus.Secure)]
    [InlineData("www.example.lab", RecordType.A, 3650, SecurityStatus.Bogus)]
    [InlineData("www.example.lab", RecordType.A, -3650, SecurityStatus.Bogus)]
    [InlineData("nothing.example.lab", RecordType.A, 1, SecurityStatus.Secure)]
    [InlineData("nothing.example.lab", RecordType.A, -3650, SecurityStatus.Bogus)]
    [InlineData("www.plain.lab", RecordType.A, 1, SecurityStatus.Insecure)]
    [InlineData("www.plain.lab", RecordType.A, 3650, SecurityStatus.Bogus)]
    public async Task Date_SetAtAnyStep_LeavesTheVerdictOfOneInstant(string name, RecordType type, int days, SecurityStatus afterwards)
    {
        Question question = new(DomainName.Parse(name), type);
        int jumps = 0;
        bool hasJumped = true;
        for (int run = 1; hasJumped; run++)
        {
            JumpingClock clock = new(run, days * Day);
            await using LabSource zones = new(SmallInternet.Zones);
            await using StubResolver resolver = new(new SteppingSource(zones, clock.Step), SmallInternet.Options() with { Clock = clock, Cache = new CacheOptions() });

            Answer first = await resolver.LookupAsync(question.Name, question.Type, Stop);
            Assert.Equal(await AtAsync(question, first.JudgedAt), TextOf(first));
            Answer second = await resolver.LookupAsync(question.Name, question.Type, Stop);

            hasJumped = clock.HasJumped;
            DateTimeOffset now = clock.Date;
            Assert.Equal(await AtAsync(question, now), TextOf(second));
            Assert.True(!second.IsUsable || now < second.ValidUntil, $"step {run}: valid until {second.ValidUntil:O} at {now:O}");
            if (hasJumped)
            {
                jumps++;
                Assert.Equal(afterwards, second.Security);
            }
        }

        Assert.InRange(jumps, 8, 1000);
    }

    /// <summary>However the date is set while a server keeps silent, the lookup ends when its time has passed, and not before.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(3650)]
    [InlineData(-3650)]
    public async Task Timeout_WithTheDateSetMeanwhile_IsAsLongAsEver(int days)
    {
        JumpingClock clock = new(0, days * Day);
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using StubResolver resolver = new(new SilentSource(asked), SmallInternet.Options() with { Clock = clock });
        Task<Answer> asking = resolver.LookupAsync(SmallInternet.Www.Name, RecordType.A, Stop).AsTask();
        await asked.Task;

        clock.Jump();
        clock.Passing.Advance(SmallInternet.Options().Timeout - TimeSpan.FromTicks(1));
        Assert.False(asking.IsCompleted);
        clock.Passing.Advance(TimeSpan.FromTicks(1));

        Answer answer = await asking;
        Assert.Equal((SecurityStatus.Indeterminate, ReasonKind.TimedOut), (answer.Security, answer.Why?.Kind));
        Assert.Equal(SmallInternet.Now, answer.JudgedAt);
    }

    private static async Task<string> AtAsync(Question question, DateTimeOffset instant)
    {
        await using StubResolver fresh = new(new LabSource(SmallInternet.Zones), SmallInternet.Options(new FakeTimeProvider(instant)) with { Cache = null });
        return TextOf(await fresh.LookupAsync(question.Name, question.Type, Stop));
    }

    private static string TextOf(Answer answer) => $"{answer.Security} {answer.Code} {answer.Why?.Kind} {string.Join("; ", answer.Records.Select(record => record.Data))}";

    /// <summary>The date jumps at the step of a given number, once; what time has passed is another matter.</summary>
    private sealed class JumpingClock(int at, TimeSpan by) : TimeProvider
    {
        private int _steps;
        private long _jumped;

        public FakeTimeProvider Passing { get; } = new(SmallInternet.Now);

        public bool HasJumped => Interlocked.Read(ref _jumped) != 0;

        public DateTimeOffset Date => Passing.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _jumped));

        public override long TimestampFrequency => Passing.TimestampFrequency;

        public void Jump() => Interlocked.Exchange(ref _jumped, by.Ticks);

        public void Step()
        {
            if (Interlocked.Increment(ref _steps) == at)
            {
                Jump();
            }
        }

        public override DateTimeOffset GetUtcNow()
        {
            Step();
            return Date;
        }

        public override long GetTimestamp() => Passing.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Step();
            return Passing.CreateTimer(callback, state, dueTime, period);
        }
    }

    private sealed class SteppingSource(ISource inner, Action step) : ISource
    {
        public int Places => inner.Places;

        public async ValueTask<SourceReply> AskAsync(Question question, int place, CancellationToken stop)
        {
            step();
            SourceReply reply = await inner.AskAsync(question, place, stop);
            step();
            return reply;
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    private sealed class SilentSource(TaskCompletionSource asked) : ISource
    {
        public int Places => 1;

        public async ValueTask<SourceReply> AskAsync(Question question, int place, CancellationToken stop)
        {
            asked.TrySetResult();
            TaskCompletionSource<SourceReply> never = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return await never.Task.WaitAsync(stop);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
