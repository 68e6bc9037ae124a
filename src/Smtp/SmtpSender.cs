using DaneCore.Dane;
using DaneCore.Resolver;
using DaneCore.Smtp.Content;
using DaneCore.Smtp.Delivery;

namespace DaneCore.Smtp;

/// <summary>
/// Delivers a message once, now, to the mail hosts of its recipients, under RFC 7672: authenticated where the host's TLSA
/// records ask for it, encrypted where they cannot be used, and otherwise as well as the host allows. Needs a resolver that
/// validates. Promises that nothing of a message goes in clear or to another server than the records name where they forbid it,
/// unless audit-only mode or the message itself lifts that, which the outcome tells. Keeps no queue:
/// the report says what to try again. Failures are values; only the caller's cancellation is thrown, with the report of what was done until then. Recipients of several
/// domains are served one domain after the other. Safe under parallel use.
/// </summary>
public sealed class SmtpSender : IAsyncDisposable
{
    // Between the domains of one message, where nothing is kept for the next.
    private static readonly TimeSpan IdleWithinMessage = TimeSpan.FromMinutes(1);

    private readonly ISecureResolver _resolver;
    private readonly SmtpOptions _options;
    private readonly DaneVerifier _verifier;
    private readonly ChannelPool? _kept;

    /// <summary>Delivers with a resolver that validates.</summary>
    public SmtpSender(ISecureResolver resolver, SmtpOptions options)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        ArgumentNullException.ThrowIfNull(options);
        if (options.WhyUnusable() is { } why)
        {
            throw new ArgumentException(why, nameof(options));
        }

        _resolver = resolver;
        _options = options;
        _verifier = new DaneVerifier(options.Profile, options.Clock);
        _kept = options.IdleTime > TimeSpan.Zero ? new ChannelPool(options.IdleTime, options.Clock) : null;
    }

    /// <summary>Delivers a message in a stream that can seek, from where it stands; the stream stays the caller's.</summary>
    /// <exception cref="DeliveryCanceledException">Stopped; what came of it until then is in <see cref="DeliveryCanceledException.Report"/>.</exception>
    public ValueTask<DeliveryReport> SendAsync(Envelope envelope, Stream message, CancellationToken stop = default) =>
        SendAsync(envelope, MessageSource.FromStream(message), stop);

    /// <summary>Delivers a message.</summary>
    /// <exception cref="DeliveryCanceledException">Stopped; what came of it until then is in <see cref="DeliveryCanceledException.Report"/>.</exception>
    public async ValueTask<DeliveryReport> SendAsync(Envelope envelope, MessageSource message, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        ArgumentNullException.ThrowIfNull(message);
        if (envelope.WhyUnusable() is { } why)
        {
            throw new ArgumentException(why, nameof(envelope));
        }

        if (_kept is not null)
        {
            return await DeliverAsync(envelope, message, _kept, stop).ConfigureAwait(false);
        }

        ChannelPool pool = new(IdleWithinMessage, _options.Clock);
        await using (pool.ConfigureAwait(false))
        {
            try
            {
                return await DeliverAsync(envelope, message, pool, stop).ConfigureAwait(false);
            }
            finally
            {
                await pool.CloseAsync(stop).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Leaves the connections that were kept, in good order.</summary>
    public ValueTask DisposeAsync() => _kept?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async ValueTask<DeliveryReport> DeliverAsync(Envelope envelope, MessageSource message, ChannelPool pool, CancellationToken stop)
    {
        SmtpOptions options = _options.FromNow();
        ChannelOpener opener = new(options, _verifier);
        try
        {
            // RFC 8689 section 4.2.2: the wish stands in the message, and counts unless the envelope demands the contrary.
            MessageScan scan = await message.ScanAsync(stop).ConfigureAwait(false);
            envelope = envelope with { TlsIsOptional = envelope.TlsIsOptional || scan.AsksForDelivery };
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Each walk sees at its first step that it is to stop, and says so of its recipients.
        }

        var outcomes = new RecipientOutcome[envelope.Recipients.Count];
        List<DeliveryAttempt> attempts = [];
        foreach (IGrouping<NextHop, int> group in Enumerable.Range(0, outcomes.Length).GroupBy(i => NextHop.Of(envelope.Recipients[i])))
        {
            DeliveryWalk walk = new(_resolver, options, opener, pool, envelope, message);
            IReadOnlyList<RecipientOutcome> found =
                await walk.RunAsync(group.Key, [.. group.Select(i => envelope.Recipients[i])], stop).ConfigureAwait(false);
            foreach ((int i, RecipientOutcome outcome) in group.Zip(found))
            {
                outcomes[i] = outcome;
            }

            attempts.AddRange(walk.Attempts);
        }

        DeliveryReport report = new() { Recipients = outcomes, Attempts = attempts };

        // Where everybody was served in spite of it, there is nothing left to stop.
        return stop.IsCancellationRequested && outcomes.Any(outcome => !outcome.IsDelivered) ? throw new DeliveryCanceledException(report, stop) : report;
    }
}
