using System.Net;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Sources.Iterating;

/// <summary>
/// One question to the servers of one zone, one after the other, until one has an answer or a referral. Remembers what each said; an answer
/// without authority is kept for the case that nobody has a better one.
/// </summary>
internal sealed class ZoneStep(IterationTools tools, DomainName zone, Question question, WalkContext context)
{
    private readonly Dictionary<string, List<string>> _findings = new(StringComparer.Ordinal);
    private readonly HashSet<IPEndPoint> _asked = [];
    private readonly List<ZoneServer> _silent = [];
    private int _tries;
    private StepResult? _found;
    private StepResult? _secondBest;
    private StepResult? _failure;
    private AuthorityReply.Answer? _failureCode;
    private bool _anyReply;

    /// <summary>Asks those of the servers that were not asked yet; true when nothing better can come.</summary>
    public async ValueTask<bool> TryAsync(IEnumerable<ZoneServer> servers, CancellationToken stop)
    {
        foreach (ZoneServer server in InOrder(servers.Where(server => !_asked.Contains(server.EndPoint)).DistinctBy(server => server.EndPoint)))
        {
            if (_tries >= tools.Limits.TriesPerStep || context.Budget.Spent is not null)
            {
                break;
            }

            _asked.Add(server.EndPoint);
            if (await AskAsync(server, stop).ConfigureAwait(false))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A datagram may be lost: two of the silent ones once more, unless some server did say something.</summary>
    public async ValueTask<bool> TryAgainAsync(CancellationToken stop)
    {
        const int Again = 2;
        if (_anyReply)
        {
            return false;
        }

        foreach (ZoneServer server in _silent.Take(Again).ToArray())
        {
            if (context.Budget.Spent is null && await AskAsync(server, stop).ConfigureAwait(false))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What it came to; <paramref name="otherwise"/> says why no server was asked, if none was.</summary>
    public StepResult Conclude(string otherwise)
    {
        StepResult result = _found ?? _secondBest ?? _failure ?? new StepResult { Server = zone.ToString(), Text = otherwise, Fault = TransportFault.Unreachable };
        return result with
        {
            Text = context.Budget.Spent ?? result.Text,
            FailureCode = _failureCode,
            AnyReply = _anyReply,
            Reports = [.. _findings.Where(entry => entry.Value.Count > 0 || entry.Key == result.Server).Select(entry => new UpstreamReport(entry.Key, entry.Value))],
        };
    }

    // At first whoever is best; at a further place whoever's turn it is.
    private IReadOnlyList<ZoneServer> InOrder(IEnumerable<ZoneServer> servers) => context.Place == 0 ? tools.Book.InOrder(zone, servers) : [.. servers];

    private async ValueTask<bool> AskAsync(ZoneServer server, CancellationToken stop)
    {
        ServerAnswer answer = await tools.Exchange.AskAsync(question, server, context.Budget, stop).ConfigureAwait(false);
        string name = server.ToString();
        Note(name, answer.Findings);
        if (answer.Reply is TransportReply.Failed failed)
        {
            // What never left this host says nothing about the zone's servers.
            _tries += IsOurs(failed.Fault) ? 0 : 1;
            if (_failure is null || IsOurs(_failure.Fault))
            {
                _failure = new StepResult { Server = name, Text = failed.Text, Fault = failed.Fault };
            }

            if (failed.Fault == TransportFault.TimedOut)
            {
                _silent.Add(server);
            }

            return false;
        }

        _tries++;
        _anyReply = true;
        Message message = ((TransportReply.Received)answer.Reply).Message;
        AuthorityReply read = AuthorityReplyRule.Read(zone, question, message, tools.Limits);
        switch (read)
        {
            case AuthorityReply.Useless useless:
                Note(name, [useless.IsLame ? IterationFinding.Lame : IterationFinding.Fails]);
                NoteUseless(tools.Book.Of(server.EndPoint), useless);
                _failure = _failure is null || IsOurs(_failure.Fault) ? new StepResult { Server = name, Text = useless.Why, Fault = TransportFault.None } : _failure;
                if (_failureCode is null && message.Code is not (ResponseCode.NoError or ResponseCode.NXDomain or ResponseCode.YXDomain))
                {
                    _failureCode = new AuthorityReply.Answer(message with { Answer = [], Authority = [], Additional = [] }, IsAuthoritative: false);
                }

                return false;
            case AuthorityReply.Answer { IsAuthoritative: false } second:
                _secondBest ??= new StepResult { Reply = second, Server = name };
                return false;
            default:
                _found = new StepResult { Reply = read, Server = name };
                return true;
        }
    }

    private static bool IsOurs(TransportFault fault) => fault is TransportFault.Unreachable or TransportFault.Local;

    private void Note(string server, IEnumerable<string> findings)
    {
        if (!_findings.TryGetValue(server, out List<string>? known))
        {
            _findings[server] = known = [];
        }

        known.AddRange([.. findings.Except(known, StringComparer.Ordinal)]);
    }

    private void NoteUseless(ServerState state, AuthorityReply.Useless useless)
    {
        if (useless.IsLame)
        {
            state.NoteLame(zone);
        }
        else
        {
            state.NoteFailing(zone);
        }
    }
}
