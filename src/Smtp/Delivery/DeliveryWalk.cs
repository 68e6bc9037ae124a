using System.Globalization;
using System.Net;
using System.Net.Sockets;
using DaneCore.Resolver;
using DaneCore.Smtp.Protocol;
using DaneCore.Smtp.Routing;
using DaneCore.Smtp.Transaction;

namespace DaneCore.Smtp.Delivery;

/// <summary>
/// Takes one message to the recipients behind one next hop: host by host in the order of preference, address by address, until
/// each recipient is settled or no way is left. Never reorders hosts by their security (RFC 7672 section 2.2.1), never goes
/// on after it became uncertain whether a server has the message.
/// </summary>
internal sealed class DeliveryWalk(
    ISecureResolver resolver, SmtpOptions options, ChannelOpener opener, ChannelPool pool, Envelope envelope, MessageSource message)
{
    private readonly List<DeliveryAttempt> _attempts = [];

    /// <summary>What was tried, in order.</summary>
    public IReadOnlyList<DeliveryAttempt> Attempts => _attempts;

    /// <summary>
    /// Walks; every recipient given has its outcome afterwards. Stopped, it does not throw: what came of those that were served is known, and
    /// the others were not served to the end, which their outcomes tell. The caller looks at its token.
    /// </summary>
    public async ValueTask<IReadOnlyList<RecipientOutcome>> RunAsync(NextHop hop, IReadOnlyList<EnvelopeRecipient> recipients, CancellationToken stop)
    {
        RecipientTrack[] tracks = [.. recipients.Select(recipient => new RecipientTrack(recipient))];
        bool isRouteSecure = false;
        try
        {
            stop.ThrowIfCancellationRequested();
            DeliveryRoute? route = await InTimeAsync(within => DeliveryRoute.FindAsync(hop, resolver, options, within), stop).ConfigureAwait(false);
            isRouteSecure = route is { IsSecure: true };
            if (route is null)
            {
                PassOver(Template(hop, null), OutOfTime(), tracks);
            }
            else if (route.Failure is { } none)
            {
                PassOver(Template(hop, null), none, tracks);
            }
            else
            {
                await WalkAsync(hop, route, tracks, stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            FailAll(Stopped, tracks);
        }

        RecipientOutcome[] outcomes = [.. tracks.Select(track => track.Conclude(isRouteSecure))];
        foreach (RecipientOutcome outcome in outcomes.Where(outcome => !outcome.IsDelivered))
        {
            options.Logger.MailNotDelivered(hop.ToString(), outcome.Code, outcome.Reason);
        }

        return outcomes;
    }

    private async ValueTask WalkAsync(NextHop hop, DeliveryRoute route, RecipientTrack[] tracks, CancellationToken stop)
    {
        var terms = DeliveryTerms.For(envelope, options);
        IReadOnlyList<MailExchanger> hosts = route.Exchangers;
        while (true)
        {
            List<MailExchanger> waivable = [];
            if (route.Mx is { } mx && terms.RefusalOf(mx) is { } refusal)
            {
                PassOver(Template(hop, null), refusal, tracks);
                waivable.AddRange(refusal.IsWaivable ? hosts : []);
                hosts = [];
            }

            foreach (MailExchanger host in hosts)
            {
                if (tracks.Any(track => track.IsOpen) && await VisitAsync(hop, route, host, terms, tracks, stop).ConfigureAwait(false))
                {
                    waivable.Add(host);
                }
            }

            if (terms.Lenient is null || waivable.Count == 0 || !tracks.Any(track => track.IsOpen))
            {
                return;
            }

            // Only now that no way was left that keeps to them: a worse host that keeps the policy comes before a better one that
            // breaks it.
            terms = terms.Lenient;
            hosts = waivable;
            foreach (RecipientTrack track in Open(tracks))
            {
                options.Logger.PolicyWaived(hop.ToString(), track.Waive());
            }
        }
    }

    // True when a policy kept mail from this host that could go there if it were let go.
    private async ValueTask<bool> VisitAsync(
        NextHop hop, DeliveryRoute route, MailExchanger exchanger, DeliveryTerms terms, RecipientTrack[] tracks, CancellationToken stop)
    {
        if (await InTimeAsync(within => route.LookUpAsync(exchanger, within), stop).ConfigureAwait(false) is not { } choice)
        {
            PassOver(Template(hop, exchanger.Literal is null ? exchanger.Host : null), OutOfTime(), tracks);
            return false;
        }

        (TransportSecurity security, DeliveryFailure? refusal) = terms.Apply(choice);
        DeliveryAttempt template = Template(hop, choice.Host) with
        {
            Policy = refusal is null ? security.Policy : TransportPolicy.Skip,
            PolicyReason = security.Why.ToString(),
        };
        if (refusal is not null)
        {
            PassOver(template, refusal, tracks);
            return refusal.IsWaivable;
        }

        bool isWaivable = false;
        HashSet<RecipientTrack> answered = [];
        foreach (IPAddress address in InTurn(choice.Target.Addresses).Take(options.MaxAddresses))
        {
            if (options.Budget is { IsUp: true })
            {
                FailAll(OutOfTime() with { Host = choice.Host }, tracks);
                break;
            }

            Visit visit = new(choice, security, terms, template, address, route.IsSecure);
            RecipientTrack[] left = [.. Open(tracks).Where(track => !answered.Contains(track))];
            while (left.Length > 0)
            {
                DeliveryFailure? failure = await OfferAsync(visit, left, answered, stop).ConfigureAwait(false);
                isWaivable |= failure is { IsWaivable: true };

                // RFC 9422 section 4.1: what one connection takes is limited; the next one takes more. Only as long as each takes some.
                RecipientTrack[] rest = [.. left.Where(track => track.IsOpen && !answered.Contains(track))];
                if (failure is null && rest.Length == left.Length)
                {
                    FailAll(NoProgress(visit), rest);
                }

                left = failure is null && rest.Length < left.Length ? rest : [];
            }
        }

        return isWaivable;
    }

    // Why nothing could be offered over a connection to this address; null when it was.
    private async ValueTask<DeliveryFailure?> OfferAsync(
        Visit visit, RecipientTrack[] tracks, HashSet<RecipientTrack> answered, CancellationToken stop, bool mayReuse = true)
    {
        var key = ChannelKey.For(visit.Choice, visit.Security.Policy, new IPEndPoint(visit.Address, options.Port));
        MailChannel? channel = mayReuse ? await pool.TakeAsync(key, stop).ConfigureAwait(false) : null;
        DeliveryAttempt template = visit.Template with { IsReused = channel is not null };
        if (channel is null)
        {
            (channel, DeliveryFailure? closed) =
                await opener.OpenAsync(visit.Choice, visit.Security, template, _attempts, visit.Address, stop).ConfigureAwait(false);
            if (channel is null)
            {
                options.Logger.AttemptFailed(visit.Template.NextHop, visit.HostText, closed!.Reason);
                return FailAll(visit.Terms.Weigh(closed), tracks);
            }
        }

        bool isDone = false;
        try
        {
            if (visit.Terms.RefusalOf(channel) is { } refusal)
            {
                _attempts.Add(channel.Describe(template) with { Reason = refusal.Reason, Code = refusal.Code.ToString() });
                isDone = pool.TryPut(channel) || await LeaveAsync(channel, stop).ConfigureAwait(false);
                return FailAll(refusal with { Host = visit.Choice.Host, Address = visit.Address, IsWaivable = true }, tracks);
            }

            TransactionResult result = await TransactionPlayer.RunAsync(
                channel.Session,
                channel.Connection,
                SaidUnder(visit.Terms),
                [.. tracks.Select(track => track.Recipient)],
                message,
                options,
                stop).ConfigureAwait(false);
            _attempts.Add(channel.Describe(template) with { Reason = channel.Reason });
            if (template.IsReused && IsSpent(result) && !stop.IsCancellationRequested && options.Budget is not { IsUp: true })
            {
                isDone = true;
                await channel.DisposeAsync().ConfigureAwait(false);
                return await OfferAsync(visit, tracks, answered, stop, mayReuse: false).ConfigureAwait(false);
            }

            DeliveryFailure? lost = Settle(visit, channel, result, tracks, answered);
            stop.ThrowIfCancellationRequested();
            isDone = result.IsConnectionUsable && channel.Connection.Transactions < MaxMessages(channel) && pool.TryPut(channel);
            if (!isDone && (result.IsConnectionUsable || result.Recipients.Any(found => found.NeedsNewConnection)))
            {
                isDone = await LeaveAsync(channel, stop).ConfigureAwait(false);
            }

            return lost;
        }
        finally
        {
            if (!isDone)
            {
                await channel.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    // A server that had enough of a connection says so, or closes, when it likes: that says nothing of the mail, as long as nobody was
    // taken or refused and no end of a message left.
    private static bool IsSpent(TransactionResult result) =>
        !result.IsConnectionUsable && result.Recipients.All(found => found.State == RecipientState.Transient);

    private static async ValueTask<bool> LeaveAsync(MailChannel channel, CancellationToken stop)
    {
        await channel.LeaveAsync(stop).ConfigureAwait(false);
        return true;
    }

    private DeliveryFailure? Settle(
        Visit visit, MailChannel channel, TransactionResult result, RecipientTrack[] tracks, HashSet<RecipientTrack> answered)
    {
        DeliveryFailure? lost = null;
        foreach ((RecipientTrack track, RecipientResult found) in tracks.Zip(result.Recipients))
        {
            switch (found.State)
            {
                case RecipientState.Delivered:
                    track.Settle(Delivered(visit, channel, found));
                    break;
                case RecipientState.Permanent:
                    // RFC 5321 section 4.2.1: the answer of a host that takes mail for the domain; another would give the same.
                    track.Settle(Refused(visit, found) with { FinalCode = found.Code.Permanent.ToString() });
                    break;
                case RecipientState.Unknown:
                    // RFC 5321 section 4.5.3.2.6: the server may have it. To offer it to the next host could make two of it.
                    track.Settle(Refused(visit, found) with
                    {
                        IsTransient = true,
                        IsUncertain = true,
                        Security = channel.Security,
                        FinalCode = found.Code.Permanent.ToString(),
                    });
                    break;
                case RecipientState.Transient when found.NeedsNewConnection:
                    break;
                default:
                    DeliveryFailure failure = new(
                        found.Reply is null ? FailureGround.Reach : FailureGround.Recipient, found.Code, Dane.ResultType.None, found.Reason)
                    {
                        Host = visit.Choice.Host,
                        Address = visit.Address,
                        Reply = found.Reply?.ToString(),
                    };
                    track.Fail(failure);
                    if (result.Loss is null || found.Reply is not null)
                    {
                        answered.Add(track);
                    }
                    else
                    {
                        lost = failure;
                    }

                    break;
            }
        }

        return lost;
    }

    private RecipientOutcome Delivered(Visit visit, MailChannel channel, RecipientResult found)
    {
        options.Logger.MailDelivered(visit.Template.NextHop, visit.HostText, channel.Security.ToString());
        string route = visit.IsRouteSecure || visit.Choice.Host is null
            ? ""
            : "; the MX records are not signed, so whoever forges them redirects it (RFC 7672 section 2.2.1)";
        return new RecipientOutcome
        {
            Recipient = found.Recipient,
            IsDelivered = true,
            Host = visit.Choice.Host,
            Address = visit.Address,
            Security = channel.Security,
            IsRouteSecure = visit.IsRouteSecure,
            Code = found.Code.ToString(),
            Reply = found.Reply?.ToString(),
            IsDsnPassedOn = found.IsDsnPassedOn,
            Reason = $"{visit.HostText} took it: {channel.Reason}{route}",
        };
    }

    private static RecipientOutcome Refused(Visit visit, RecipientResult found) => new()
    {
        Recipient = found.Recipient,
        Host = visit.Choice.Host,
        Address = visit.Address,
        IsRouteSecure = visit.IsRouteSecure,
        Code = found.Code.ToString(),
        Reply = found.Reply?.ToString(),
        Reason = $"{visit.HostText}: {found.Reason}",
    };

    private void PassOver(DeliveryAttempt template, DeliveryFailure failure, RecipientTrack[] tracks)
    {
        _attempts.Add(template with { Reason = failure.Reason, Code = failure.Code.Permanent.ToString(), ResultType = failure.ResultType });
        FailAll(failure, tracks);
    }

    private static DeliveryFailure FailAll(DeliveryFailure failure, RecipientTrack[] tracks)
    {
        foreach (RecipientTrack track in Open(tracks))
        {
            track.Fail(failure);
        }

        return failure;
    }

    private static IEnumerable<RecipientTrack> Open(RecipientTrack[] tracks) => tracks.Where(track => track.IsOpen);

    private static DeliveryAttempt Template(NextHop hop, Resolver.Wire.DomainName? host) => new()
    {
        NextHop = hop.ToString(),
        Host = host,
        Policy = TransportPolicy.Skip,
        PolicyReason = "there is no host to have a policy for",
        Reason = "",
    };

    private static DeliveryFailure Stopped { get; } = new(
        FailureGround.Reach, StatusCodes.SystemError, Dane.ResultType.None, "the sender was told to stop before this recipient was served to the end");

    // RFC 3463 section 3.5, X.4.7: the time is this sender's own, and says nothing of the host.
    private DeliveryFailure OutOfTime() =>
        new(FailureGround.Reach, StatusCodes.TimeIsUp, Dane.ResultType.None, string.Create(
            CultureInfo.InvariantCulture, $"the {options.Budget!.Limit.TotalSeconds:0.###} seconds that the delivery has over all are up"));

    // Null when the time over all was up before there was an answer: looking things up may wait longer than that.
    private async ValueTask<T?> InTimeAsync<T>(Func<CancellationToken, ValueTask<T>> ask, CancellationToken stop)
        where T : class
    {
        if (options.Budget is not { } budget)
        {
            return await ask(stop).ConfigureAwait(false);
        }

        using CancellationTokenSource up = new(budget.Left, options.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(up.Token, stop);
        try
        {
            return await ask(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (up.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            return null;
        }
    }

    private static DeliveryFailure NoProgress(Visit visit) =>
        new(FailureGround.Reach, StatusCodes.CannotConnect, Dane.ResultType.None, "the server takes no message over a new connection (RFC 9422 section 4.1)")
        {
            Host = visit.Choice.Host,
            Address = visit.Address,
        };

    // RFC 8689 section 2: REQUIRETLS is said only where its demands are met. Section 5: what comes back stays short all the same.
    private Envelope SaidUnder(DeliveryTerms terms) => envelope.RequiresTls
        ? envelope with { RequiresTls = terms.RequiresTls, Return = DsnReturn.Headers }
        : envelope;

    // The families by turns, IPv6 first: a network that carries one of them alone then costs one failure, not many.
    private static IEnumerable<IPAddress> InTurn(IReadOnlyList<IPAddress> addresses) =>
        addresses.GroupBy(address => address.AddressFamily)
            .SelectMany(family => family.Select((address, turn) => (address, turn)))
            .OrderBy(entry => entry.turn)
            .ThenBy(entry => entry.address.AddressFamily == AddressFamily.InterNetworkV6 ? 0 : 1)
            .Select(entry => entry.address);

    // RFC 9422 section 4.1: the server's own word, where it is less.
    private long MaxMessages(MailChannel channel) =>
        Math.Min(channel.Session.Capabilities.MaxMessages ?? long.MaxValue, options.MaxMessagesPerConnection);

    /// <summary>One address of one host, and all that bears on what is done there.</summary>
    private sealed record Visit(
        HostChoice Choice, TransportSecurity Security, DeliveryTerms Terms, DeliveryAttempt Template, IPAddress Address, bool IsRouteSecure)
    {
        public string HostText => Choice.Host is { } host ? $"{Protocol.HostText.Of(host)} at {Address}" : $"{Address}";
    }
}
