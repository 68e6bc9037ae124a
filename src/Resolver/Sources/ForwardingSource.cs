using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Sources;

/// <summary>
/// Asks servers that recurse and are not trusted. The next one is asked when one is silent or refuses; when none had an answer,
/// each is asked in the other forms it may understand, all at the same time. A failure code is handed on only when nobody had
/// better. What was noticed about servers orders them, and never makes this ask for less security.
/// </summary>
internal sealed class ForwardingSource : ISource
{
    private readonly IReadOnlyList<Upstream> _servers;
    private readonly IReadOnlyList<IAsyncDisposable> _owned;

    /// <param name="servers">In the order of preference.</param>
    /// <param name="owned">What they are asked through, disposed of with this.</param>
    public ForwardingSource(IReadOnlyList<Upstream> servers, params IReadOnlyList<IAsyncDisposable> owned)
    {
        if (servers.Count == 0)
        {
            throw new ArgumentException("At least one server is needed.", nameof(servers));
        }

        _servers = servers;
        _owned = owned;
    }

    /// <summary>Whoever is best first; then each alone has the first word, so that whoever is honest among several is heard out.</summary>
    public int Places => _servers.Count == 1 ? 1 : _servers.Count + 1;

    public async ValueTask<SourceReply> AskAsync(Question question, int place, CancellationToken stop)
    {
        UpstreamTour tour = new(question);
        foreach (Upstream server in InOrder(question.Type, place))
        {
            if (tour.Note(server, await server.AskAsync(question, stop).ConfigureAwait(false)))
            {
                return tour.Best();
            }
        }

        await AskOtherwiseAsync(question, tour, stop).ConfigureAwait(false);
        return tour.Best();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable owned in _owned)
        {
            await owned.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async Task AskOtherwiseAsync(Question question, UpstreamTour tour, CancellationToken stop)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task[] asking = [.. tour.Asked.Select(async asked =>
        {
            await foreach (UpstreamReply reply in asked.Server.AskOtherwiseAsync(question, asked.Reply, enough.Token).ConfigureAwait(false))
            {
                if (tour.Note(asked.Server, reply))
                {
                    await enough.CancelAsync().ConfigureAwait(false);
                    return;
                }
            }

            tour.NoteUnanswered(asked.Server);
        })];
        try
        {
            await Task.WhenAll(asking).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // One server answered, and the others were told to stop.
        }
    }

    // At first whoever cannot help comes last. A further opinion is that of one server, for all its questions, whatever is known of it: if what is
    // known chose there too, the one that sends what does not hold could be asked about itself at every place.
    private IReadOnlyList<Upstream> InOrder(RecordType type, int place) => _servers.Count == 1 ? _servers
        : place == 0 ? [.. _servers.OrderBy(server => server.IsInferiorFor(type)).ThenBy(server => server.IsSilent)]
        : [.. Enumerable.Range(0, _servers.Count).Select(i => _servers[(place + i) % _servers.Count])];
}
