using DaneCore.Lab;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Resolver.Tests;

/// <summary>The time for a whole lookup, when a server is silent for longer than that.</summary>
public sealed class LookupTimeTests
{
    private readonly FakeTimeProvider _clock = new(SmallInternet.Now);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Whatever is missing, the time is named: the data, the keys of their zone, or a delegation on the way.</summary>
    [Theory]
    [InlineData(RecordType.A, ReasonKind.TimedOut)]
    [InlineData(RecordType.DNSKEY, ReasonKind.KeysUnanswered)]
    [InlineData(RecordType.DS, ReasonKind.DelegationUnanswered)]
    public async Task Reply_ThatDoesNotComeInTime_LeavesTheAnswerOpenAndSaysSo(RecordType missing, ReasonKind why)
    {
        SilentAbout source = new(new LabSource(SmallInternet.Zones), missing);
        await using StubResolver resolver = new(source, Options);
        ValueTask<Answer> asking = resolver.LookupAsync(SmallInternet.Www.Name, RecordType.A, Stop);
        await source.Asked;

        _clock.Advance(Options.Timeout);
        Answer answer = await asking;

        Assert.Equal((SecurityStatus.Indeterminate, why), (answer.Security, answer.Why?.Kind));
        Assert.Contains("the time for the whole lookup ran out before", answer.Why!.Text, StringComparison.Ordinal);
        Assert.Equal(ResponseCode.ServFail, answer.Code);
        Assert.Empty(answer.Records);
    }

    /// <summary>The same silence, ended a moment before the time is up.</summary>
    [Theory]
    [InlineData(RecordType.A)]
    [InlineData(RecordType.DNSKEY)]
    [InlineData(RecordType.DS)]
    public async Task Reply_ThatComesJustInTime_IsTaken(RecordType late)
    {
        SilentAbout source = new(new LabSource(SmallInternet.Zones), late);
        await using StubResolver resolver = new(source, Options);
        ValueTask<Answer> asking = resolver.LookupAsync(SmallInternet.Www.Name, RecordType.A, Stop);
        await source.Asked;

        _clock.Advance(Options.Timeout - TimeSpan.FromTicks(1));
        source.Speak();

        Assert.Equal(SecurityStatus.Secure, (await asking).Security);
    }

    /// <summary>It was the time of this lookup that ran out: the next one has its own, and nothing is held against the name.</summary>
    [Fact]
    public async Task Lookup_AfterOneThatRanOutOfTime_AsksAnew()
    {
        SilentAbout source = new(new LabSource(SmallInternet.Zones), RecordType.A);
        await using StubResolver resolver = new(source, Options);
        ValueTask<Answer> asking = resolver.LookupAsync(SmallInternet.Www.Name, RecordType.A, Stop);
        await source.Asked;
        _clock.Advance(Options.Timeout);
        Assert.Equal(ReasonKind.TimedOut, (await asking).Why?.Kind);

        source.Speak();

        Assert.Equal(SecurityStatus.Secure, (await resolver.LookupAsync(SmallInternet.Www.Name, RecordType.A, Stop)).Security);
    }

    private ResolverOptions Options => SmallInternet.Options(_clock) with { Timeout = TimeSpan.FromSeconds(15) };

    /// <summary>Keeps questions for one type waiting until it is told to speak.</summary>
    private sealed class SilentAbout(ISource inner, RecordType type) : ISource
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _speak = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Places => 1;

        /// <summary>Done when somebody waits.</summary>
        public Task Asked => _asked.Task;

        public void Speak() => _speak.TrySetResult();

        public async ValueTask<SourceReply> AskAsync(Question question, int place, CancellationToken stop)
        {
            if (question.Type == type)
            {
                _asked.TrySetResult();
                await _speak.Task.WaitAsync(stop);
            }

            return await inner.AskAsync(question, place, stop);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
