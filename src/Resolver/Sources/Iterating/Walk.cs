using System.Net;
using DaneCore.Resolver.Transport;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver.Sources.Iterating;

/// <summary>
/// From the deepest zone whose servers are known down to the answer (RFC 1034 section 5.3.3), showing each server no more of the name than it
/// needs (RFC 9156 section 3). Aliases are not followed: who judges the answer asks for what they lead to. Questions under way at the same time share
/// their steps.
/// </summary>
internal sealed class Walk(IterationTools tools)
{
    // When the root could not be asked who its servers are, the hints must do until it is tried again.
    private static readonly TimeSpan HintTime = TimeSpan.FromMinutes(1);

    // How long it is remembered that a server name has no address (RFC 2308 section 5 allows more).
    private static readonly TimeSpan NoAddressTime = TimeSpan.FromMinutes(1);

    private readonly SharedAsks<(DomainName Zone, Question Question, int Place), StepResult> _steps = new();
    private readonly SharedAsks<(DomainName Name, RecordType Family), IReadOnlyList<IPAddress>> _lookups = new();

    public async ValueTask<StepResult> RunAsync(Question question, WalkContext context, CancellationToken stop)
    {
        // RFC 4035 section 3.1.4.1: DS is asked above the cut.
        DomainName holder = question is { Type: RecordType.DS, Name.IsRoot: false } ? question.Name.Parent() : question.Name;
        List<UpstreamReport> reports = [];
        if (tools.Cache.Deepest(holder) is not { } delegation)
        {
            (delegation, StepResult primed) = await PrimeAsync(context, stop).ConfigureAwait(false);
            reports.AddRange(primed.Reports);
            if (delegation is null)
            {
                return primed;
            }
        }

        DomainName known = tools.Cache.DeepestInside(delegation.Zone, holder);
        int shown = 0;
        int referrals = 0;
        bool whole = false;

        // What this walk was not told itself may be out of date: where all servers of a zone fail, the zone above is asked for them anew, once.
        bool isKept = true;
        (Delegation Delegation, StepResult Step)? given = null;
        while (true)
        {
            // Another walk may have come further meanwhile.
            if (tools.Cache.Deepest(holder) is { } deepest && deepest.Zone.LabelCount > delegation.Zone.LabelCount)
            {
                delegation = deepest;
                known = tools.Cache.DeepestInside(delegation.Zone, holder);
                whole = false;
                isKept = true;
            }

            DomainName next = whole ? question.Name : MinimisedName.Next(question.Name, known, shown, tools.Limits);
            bool isFinal = next.LabelCount == question.Name.LabelCount;

            // RFC 9156 section 2.1: type A is what troubles servers least.
            Question ask = isFinal ? question : new Question(next, RecordType.A);
            shown += isFinal ? 0 : 1;
            StepResult step = await StepAsync(delegation, ask, context, stop).ConfigureAwait(false);
            reports.AddRange(step.Reports);
            switch (step.Reply)
            {
                case AuthorityReply.Referral referral:
                    tools.Cache.Add(referral.Delegation);
                    if (!context.Budget.TryReferral(++referrals))
                    {
                        return step with { Reply = null, Text = context.Budget.Spent!, Fault = TransportFault.Local, Reports = reports };
                    }

                    delegation = referral.Delegation;
                    if (given is { } up && up.Delegation.HasServersOf(delegation))
                    {
                        return up.Step with { Reports = reports };
                    }

                    known = delegation.Zone;
                    whole = false;
                    isKept = false;
                    break;
                case AuthorityReply.Answer when isFinal:
                    return step with { Reports = reports };
                case AuthorityReply.Answer { Message.Code: ResponseCode.NoError }:
                    known = next;
                    tools.Cache.AddInside(delegation.Zone, next);
                    break;

                // RFC 9156 section 3: some servers deny names that only have names below them. The whole name decides.
                case AuthorityReply.Answer:
                    whole = true;
                    break;

                // Some cannot answer for the shortened name. Who said nothing at all is not asked again.
                default:
                    if (isFinal || !step.AnyReply || context.Budget.Spent is not null)
                    {
                        if (isKept && given is null && context.Budget.Spent is null && Above(delegation) is { } above)
                        {
                            // RFC 1034 section 5.3.3, step 4 d: the servers are dropped, and the search goes on from what is above.
                            given = (delegation, step);
                            tools.Cache.Forget(delegation.Zone);
                            delegation = above;
                            known = tools.Cache.DeepestInside(delegation.Zone, holder);
                            whole = false;
                            break;
                        }

                        return step with { Reports = reports };
                    }

                    whole = true;
                    break;
            }
        }
    }

    private Delegation? Above(Delegation delegation) => delegation.Zone.IsRoot ? null : tools.Cache.Deepest(delegation.Zone.Parent());

    private async ValueTask<(Delegation? Root, StepResult Step)> PrimeAsync(WalkContext context, CancellationToken stop)
    {
        Delegation hints = new(DomainName.Root, tools.Hints.Servers, HintTime);
        StepResult step = await StepAsync(hints, new Question(DomainName.Root, RecordType.NS), context with { Place = 0 }, stop).ConfigureAwait(false);
        if (!step.AnyReply)
        {
            return (null, step);
        }

        // RFC 9609 section 4.2: not every address need be in the reply; the hints still have theirs.
        Delegation? root = step.Reply is AuthorityReply.Answer { Message: { } message }
            ? AuthorityReplyRule.ServersOf(DomainName.Root, message.Answer, message, tools.Limits)
            : null;
        root = root is null ? hints : root with
        {
            Servers =
            [
                .. root.Servers.Select(server => server.Addresses.Count > 0
                    ? server
                    : server with { Addresses = tools.Hints.Servers.FirstOrDefault(hint => hint.Name.Equals(server.Name))?.Addresses ?? [] }),
            ],
        };
        root = root.Servers.Any(server => server.Addresses.Any(tools.Addresses.Allows)) ? root : hints;
        tools.Cache.Add(root);
        return (root, step);
    }

    // Only what is asked for a question itself is shared. A lookup of a server name never waits for another walk: two that need each other would
    // wait for ever.
    private ValueTask<StepResult> StepAsync(Delegation delegation, Question question, WalkContext context, CancellationToken stop) =>
        context.Depth > 0
            ? AskZoneAsync(delegation, question, context, stop)
            : _steps.AskAsync((delegation.Zone, question, context.Place), end => AskZoneAsync(delegation, question, context, end), stop);

    private async ValueTask<StepResult> AskZoneAsync(Delegation delegation, Question question, WalkContext context, CancellationToken stop)
    {
        ZoneStep step = new(tools, delegation.Zone, question, context);
        if (context.Place > 0 && await TryInTurnAsync(step, delegation, context, stop).ConfigureAwait(false))
        {
            return step.Conclude("");
        }

        if (await step.TryAsync(delegation.Servers.SelectMany(Known), stop).ConfigureAwait(false))
        {
            return step.Conclude("");
        }

        string why = "no server of the zone has an address that can be used";
        if (context.Pending.Contains(delegation.Zone))
        {
            why = "the names of its servers lead in a circle";
        }
        else if (context.Depth >= tools.Limits.Depth)
        {
            why = "the names of its servers lead too deep";
        }
        else if (await TryNamesAsync(step, delegation, context, stop).ConfigureAwait(false))
        {
            return step.Conclude("");
        }

        await step.TryAgainAsync(stop).ConfigureAwait(false);
        return step.Conclude($"{why}: {delegation.Zone}");
    }

    // A further opinion is that of one server of each zone, for all questions. If what is known of servers chose there too, or whose address is known, the one
    // that sends what does not hold could be asked at every place.
    private async ValueTask<bool> TryInTurnAsync(ZoneStep step, Delegation delegation, WalkContext context, CancellationToken stop)
    {
        NameServer[] servers = [.. delegation.Servers.OrderBy(server => server.Name)];
        for (int i = 0; i < servers.Length; i++)
        {
            NameServer server = servers[(context.Place + i) % servers.Length];
            ZoneServer[] reached = [.. Known(server)];
            if (reached.Length == 0 && i == 0 && !server.Name.IsAtOrBelow(delegation.Zone)
                && !context.Pending.Contains(delegation.Zone) && context.Depth < tools.Limits.Depth && context.Budget.TryServerName())
            {
                reached = [.. Usable(server.Name, await LookUpAsync(server.Name, RecordType.A, context.For(delegation.Zone), stop).ConfigureAwait(false))];
            }

            // Whose addresses are several is asked at another one each time.
            IEnumerable<ZoneServer> turned = Enumerable.Range(0, reached.Length).Select(j => reached[(context.Place + j) % reached.Length]);
            if (await step.TryAsync(turned, stop).ConfigureAwait(false))
            {
                return true;
            }
        }

        return false;
    }

    // CVE-2020-12662: a referral may name any number of servers anywhere; a few are looked up, whoever they are.
    private async ValueTask<bool> TryNamesAsync(ZoneStep step, Delegation delegation, WalkContext context, CancellationToken stop)
    {
        // A name inside the zone cannot be looked up without the zone's servers: such a server comes with its address or not at all.
        DomainName[] names =
        [
            .. delegation.Servers.Where(server => server.Addresses.Count == 0 && !server.Name.IsAtOrBelow(delegation.Zone))
                .OrderBy(_ => tools.Draw()).Select(server => server.Name).Take(tools.Limits.ServerNamesPerStep),
        ];
        foreach (RecordType family in (RecordType[])[RecordType.A, RecordType.AAAA])
        {
            foreach (DomainName name in names)
            {
                if (!context.Budget.TryServerName())
                {
                    return false;
                }

                IReadOnlyList<IPAddress> addresses = await LookUpAsync(name, family, context.For(delegation.Zone), stop).ConfigureAwait(false);
                if (await step.TryAsync(Usable(name, addresses), stop).ConfigureAwait(false))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private ValueTask<IReadOnlyList<IPAddress>> LookUpAsync(DomainName name, RecordType family, WalkContext context, CancellationToken stop) =>
        tools.Cache.AddressesOf(name, family) is { } known ? new(known)
        : context.Depth > 1 ? LookUpNowAsync(name, family, context, stop)
        : _lookups.AskAsync((name, family), end => LookUpNowAsync(name, family, context, end), stop);

    private async ValueTask<IReadOnlyList<IPAddress>> LookUpNowAsync(DomainName name, RecordType family, WalkContext context, CancellationToken stop)
    {
        StepResult result = await RunAsync(new Question(name, family), context, stop).ConfigureAwait(false);
        if (result.Reply is not AuthorityReply.Answer { Message: { } message })
        {
            return [];
        }

        // RFC 2181 section 10.3: the name of a server is no alias.
        ResourceRecord[] records = [.. message.Answer.Where(record => record.Owner.Equals(name) && record.Type == family && record.Data is AddressRdata)];
        IReadOnlyList<IPAddress> addresses = [.. records.Select(record => ((AddressRdata)record.Data).Address).Distinct().Take(tools.Limits.AddressesPerServer)];
        tools.Cache.AddAddresses(
            name, family, addresses, records.Length > 0 ? TimeSpan.FromSeconds(records.Min(record => record.Ttl)) : NoAddressTime);
        if (message.Code == ResponseCode.NXDomain)
        {
            // RFC 8020 section 2: a name that does not exist has no address of the other family either.
            tools.Cache.AddAddresses(name, family == RecordType.A ? RecordType.AAAA : RecordType.A, [], NoAddressTime);
        }

        return addresses;
    }

    private IEnumerable<ZoneServer> Known(NameServer server) => Usable(
        server.Name,
        server.Addresses.Count > 0
            ? server.Addresses
            : [.. tools.Cache.AddressesOf(server.Name, RecordType.A) ?? [], .. tools.Cache.AddressesOf(server.Name, RecordType.AAAA) ?? []]);

    private IEnumerable<ZoneServer> Usable(DomainName server, IEnumerable<IPAddress> addresses) =>
        addresses.Where(tools.Addresses.Allows).Select(address => new ZoneServer(server, new IPEndPoint(address, tools.Port)));
}
