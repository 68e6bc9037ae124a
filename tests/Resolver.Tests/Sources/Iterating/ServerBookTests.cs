using System.Net;
using DaneCore.Resolver.Sources.Iterating;
using DaneCore.Resolver.Wire;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Resolver.Tests.Sources.Iterating;

public class ServerBookTests
{
    private static readonly DomainName Zone = DomainName.Parse("example.lab");

    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Servers_Known_AreOrderedByTheirTime()
    {
        ServerBook book = new(_clock, () => 1);
        book.Of(Server(1).EndPoint).NoteAnswer(TimeSpan.FromMilliseconds(80));
        book.Of(Server(2).EndPoint).NoteAnswer(TimeSpan.FromMilliseconds(20));
        book.Of(Server(3).EndPoint).NoteAnswer(TimeSpan.FromMilliseconds(50));

        Assert.Equal([2, 3, 1], Order(book, 3));
    }

    [Fact]
    public void Server_NotKnown_IsTriedBeforeASlowOne()
    {
        ServerBook book = new(_clock, () => 1);
        book.Of(Server(1).EndPoint).NoteAnswer(TimeSpan.FromMilliseconds(150));
        Assert.Equal([2, 1], Order(book, 2));
    }

    [Fact]
    public void Time_OfManyAnswers_IsSmoothed()
    {
        ServerState state = new(_clock);
        state.NoteAnswer(TimeSpan.FromMilliseconds(80));
        state.NoteAnswer(TimeSpan.FromMilliseconds(160));
        Assert.Equal(90, state.Mean!.Value, 3);
    }

    [Fact]
    public void Exploring_NowAndThen_BeginsWithAnotherOne()
    {
        Queue<ushort> draws = new([32, 2]);
        ServerBook book = new(_clock, draws.Dequeue);
        foreach (int i in Enumerable.Range(1, 3))
        {
            book.Of(Server(i).EndPoint).NoteAnswer(TimeSpan.FromMilliseconds(i));
        }

        Assert.Equal([3, 2, 1], Order(book, 3));
    }

    [Fact]
    public void Servers_OfLittleUse_ComeInThisOrderAndWearOff()
    {
        ServerBook book = new(_clock, () => 1);
        book.Of(Server(1).EndPoint).NoteLame(Zone);
        book.Of(Server(2).EndPoint).NoteSilence();
        book.Of(Server(3).EndPoint).NoteTcpFailure(_clock.GetTimestamp());
        book.Of(Server(3).EndPoint).NoteTcpFailure(_clock.GetTimestamp());
        book.Of(Server(4).EndPoint).NoteAnswer(TimeSpan.FromMilliseconds(500));
        Assert.Equal([4, 3, 2, 1], Order(book, 4));

        // Lame for one zone is not lame for another.
        Assert.Equal([1, 4, 3, 2], book.InOrder(DomainName.Root, Enumerable.Range(1, 4).Select(Server)).Select(NumberOf));

        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(2, Order(book, 4)[0]);
        _clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal([1, 2, 3, 4], Order(book, 4));
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void Family_ThatIsSilentAltogether_StandsBehindTheOther(int silent, bool isBehind)
    {
        ServerBook book = new(_clock, () => 1);
        ZoneServer sixth = new(Zone, new IPEndPoint(IPAddress.Parse("2001:db8::53"), 53));
        foreach (int i in Enumerable.Range(1, silent))
        {
            book.NoteFamily(new IPEndPoint(IPAddress.Parse($"2001:db8::{i}"), 53), hasAnswered: false);
        }

        Assert.Equal(isBehind, book.InOrder(Zone, [sixth, Server(1)])[1] == sixth);
        book.NoteFamily(sixth.EndPoint, hasAnswered: true);
        Assert.Equal(sixth, book.InOrder(Zone, [sixth, Server(1)])[0]);
    }

    [Fact]
    public void Wait_ForAnAnswer_FollowsWhatIsKnownAndIsNeverTooLong()
    {
        var longest = TimeSpan.FromSeconds(2);
        ServerState state = new(_clock);
        Assert.Equal(TimeSpan.FromMilliseconds(800), state.Wait(longest));
        state.NoteAnswer(TimeSpan.FromMilliseconds(10));
        Assert.Equal(TimeSpan.FromMilliseconds(300), state.Wait(longest));
        state.NoteSilence();
        Assert.Equal(TimeSpan.FromMilliseconds(600), state.Wait(longest));
        state.NoteSilence();
        state.NoteSilence();
        Assert.Equal(TimeSpan.FromMilliseconds(1200), state.Wait(longest));
        ServerState slow = new(_clock);
        slow.NoteAnswer(TimeSpan.FromSeconds(1));
        Assert.Equal(longest, slow.Wait(longest));
    }

    [Fact]
    public void Table_Full_LosesOldEntriesAndNeverGrows()
    {
        ExpiringTable<int, string> table = new(64, _clock);
        foreach (int i in Enumerable.Range(0, 10_000))
        {
            table.Set(i, "x", TimeSpan.FromHours(1));
        }

        Assert.True(table.Count <= 64);
        table.Set(1, "now", TimeSpan.FromSeconds(1));
        Assert.True(table.TryFind(1, out string? value) && value == "now");
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(table.TryFind(1, out _));
        table.Set(2, "never", TimeSpan.Zero);
        Assert.False(table.TryFind(2, out string? none) && none == "never");
    }

    private static int[] Order(ServerBook book, int servers) => [.. book.InOrder(Zone, Enumerable.Range(1, servers).Select(Server)).Select(NumberOf)];

    private static ZoneServer Server(int number) => new(Zone, new IPEndPoint(new IPAddress([192, 0, 2, (byte)number]), 53));

    private static int NumberOf(ZoneServer server) => server.EndPoint.Address.GetAddressBytes()[3];
}
