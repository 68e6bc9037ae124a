using System.Net;
using DaneCore.Dane;
using DaneCore.Resolver.Wire;
using DaneCore.Smtp.Delivery;
using DaneCore.Smtp.Session;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Smtp.Tests.Delivery;

/// <summary>Connections at rest, under a clock that goes on while it is looked at.</summary>
public sealed class ChannelPoolTests
{
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(1);

    // Between two looks at the clock the younger connection becomes stale too; each is left all the same, and no timer is set to the past.
    [Theory]
    [InlineData(13, 0)]
    [InlineData(10, 4)]
    [InlineData(13, 3)]
    public async Task Connections_ThatBecomeStaleWhileTheyAreLookedAt_AreAllLeft(int younger, int step)
    {
        MovingClock clock = new();
        await using ChannelPool pool = new(Idle, clock);
        WatchedStream first = new();
        WatchedStream second = new();
        await using MailChannel older = Channel(first, clock);
        await using MailChannel newer = Channel(second, clock);
        Assert.True(pool.TryPut(older));
        clock.Advance(TimeSpan.FromMilliseconds(younger));
        Assert.True(pool.TryPut(newer));

        clock.Step = TimeSpan.FromMilliseconds(step);
        clock.Advance(Idle - TimeSpan.FromMilliseconds(younger));
        clock.Step = TimeSpan.Zero;
        Assert.True(first.IsClosed);

        clock.Advance(Idle);
        Assert.True(second.IsClosed);
    }

    private static MailChannel Channel(Stream stream, TimeProvider clock)
    {
        ReferenceNames names = new(DomainName.Parse("mx.lab"));
        var handshake = DaneHandshake.WithoutAuthentication(names, UsageProfile.Smtp);
        return new MailChannel(
            new SmtpSession("client.lab", TlsDemand.Opportunistic),
            new SmtpConnection(stream, SmtpTimeouts.Delivery, clock),
            new StartTlsUpgrade(handshake.Options, _ => null),
            handshake,
            new ChannelKey(names.Primary, IPEndPoint.Parse("192.0.2.1:25"), TransportPolicy.May, null, "", ""));
    }

    /// <summary>Nobody at the far end.</summary>
    private sealed class WatchedStream : MemoryStream
    {
        public bool IsClosed { get; private set; }

        protected override void Dispose(bool disposing)
        {
            IsClosed = true;
            base.Dispose(disposing);
        }
    }

    /// <summary>Goes on by a step with each look.</summary>
    private sealed class MovingClock : FakeTimeProvider
    {
        private TimeSpan _moved;

        public TimeSpan Step { get; set; }

        public override long GetTimestamp()
        {
            _moved += Step;
            return base.GetTimestamp() + _moved.Ticks;
        }
    }
}
