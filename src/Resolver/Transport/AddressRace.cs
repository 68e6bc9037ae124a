using System.Net;

namespace DaneCore.Resolver.Transport;

/// <summary>
/// Opens a connection to one of several addresses of a server (RFC 8305 section 5): the next is begun when one has failed, or a moment after it was
/// begun; the first that opens is taken and the others are given up. An address that swallows everything so costs that moment and no more.
/// </summary>
internal static class AddressRace
{
    /// <summary>RFC 8305 section 8: 250 milliseconds are recommended.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(250);

    // The addresses come from whoever answers for the name; a server has a few.
    private const int MaxAddresses = 8;

    /// <summary>
    /// The order to try them in: the families alternate, beginning with that of the first (RFC 8305 section 4); each turn begins one further.
    /// </summary>
    public static IReadOnlyList<IPAddress> InOrder(IReadOnlyList<IPAddress> addresses, int turn)
    {
        IPAddress[] ordered =
        [
            .. addresses.Distinct().GroupBy(address => address.AddressFamily)
                .SelectMany(family => family.Select((address, rank) => (Address: address, Rank: rank)))
                .OrderBy(entry => entry.Rank).Select(entry => entry.Address).Take(MaxAddresses),
        ];
        return ordered.Length == 0 ? ordered : [.. ordered.Skip(turn % ordered.Length), .. ordered.Take(turn % ordered.Length)];
    }

    /// <summary>The first connection that opens, or the first failure where none does; null where there is no address.</summary>
    public static async ValueTask<OpenedStream?> OpenAsync(
        IStreamOpening opening, IReadOnlyList<IPEndPoint> servers, TimeProvider clock, CancellationToken stop)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        List<Task<OpenedStream>> begun = [];
        List<Task<OpenedStream>> running = [];
        Task<OpenedStream>? taken = null;
        OpenedStream? failure = null;
        try
        {
            while (begun.Count < servers.Count || running.Count > 0)
            {
                if (begun.Count < servers.Count)
                {
                    begun.Add(opening.OpenAsync(servers[begun.Count], enough.Token).AsTask());
                    running.Add(begun[^1]);
                }

                Task[] pause = begun.Count < servers.Count ? [Task.Delay(Delay, clock, enough.Token)] : [];
                Task first = await Task.WhenAny([.. running, .. pause]).ConfigureAwait(false);
                stop.ThrowIfCancellationRequested();
                if (first is Task<OpenedStream> ended)
                {
                    running.Remove(ended);
                    OpenedStream opened = await ended.ConfigureAwait(false);
                    if (opened.Stream is not null)
                    {
                        taken = ended;
                        return opened;
                    }

                    failure ??= opened;
                }
            }

            return failure;
        }
        finally
        {
            await enough.CancelAsync().ConfigureAwait(false);
            await CloseAsync(begun.Where(each => each != taken)).ConfigureAwait(false);
        }
    }

    private static async ValueTask CloseAsync(IEnumerable<Task<OpenedStream>> losers)
    {
        foreach (Task<OpenedStream> loser in losers)
        {
            await ((Task)loser).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (loser.IsCompletedSuccessfully && (await loser.ConfigureAwait(false)).Stream is { } stream)
            {
                await stream.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}
