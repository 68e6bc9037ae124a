using DaneCore.Dane;
using DaneCore.Resolver;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Stress.Soak;

/// <summary>Does one lookup and says whether it came to what it had to.</summary>
internal sealed class SoakLookup(SoakResolvers resolvers, SoakCertificates certificates, SoakClock clock, SoakCounts counts)
{
    private const int SmtpPort = 25;
    private const int YieldsBeforeGivingUp = 8;

    private readonly Expecting _expecting = new(certificates);
    private readonly DaneVerifier _verifier = new(UsageProfile.Smtp, clock);

    /// <summary>Altered answers, for a plant; leaves them as they are otherwise.</summary>
    public Func<Ask, Answer, Answer> Alter { get; init; } = (_, answer) => answer;

    /// <summary>Null when all was well, or what was wrong.</summary>
    public async Task<string?> RunAsync(Ask ask)
    {
        using CancellationTokenSource stop = new();
        try
        {
            Task<string?> looking = ask.Kind == AskKind.Host ? HostAsync(ask, stop.Token) : AnswerAsync(ask, stop.Token);
            if (ask.GivesUp)
            {
                for (long left = ask.Number % YieldsBeforeGivingUp; left > 0; left--)
                {
                    await Task.Yield();
                }

                await stop.CancelAsync().ConfigureAwait(false);
            }

            return await looking.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ask.GivesUp)
        {
            counts.Add(SoakOutcome.Cancelled);
            return null;
        }
    }

    private async Task<string?> AnswerAsync(Ask ask, CancellationToken stop)
    {
        DateTimeOffset asked = clock.GetUtcNow();
        Answer answer = Alter(ask, await resolvers[ask.Mode].LookupAsync(ask.Name, ask.Type, stop).ConfigureAwait(false));
        counts.Add(OutcomeOf(answer));
        if (answer.FromCache)
        {
            counts.AddFromMemory();
        }

        DomainName name = ask.Zone.Target is { } target && ask.Kind == AskKind.Www ? target.Name("www") : ask.Name;
        return _expecting.Of(ask.Zone, ask.Kind, name).Fault(answer, asked);
    }

    private async Task<string?> HostAsync(Ask ask, CancellationToken stop)
    {
        TlsaLookupResult result = await new TlsaLookup(resolvers[ask.Mode], UsageProfile.Smtp).FindAsync(ask.Name, SmtpPort, stop).ConfigureAwait(false);
        Expectation addresses = _expecting.Of(ask.Zone, AskKind.HostV4, ask.Name);
        switch (result)
        {
            case TlsaLookupResult.Usable usable:
                counts.Add(SoakOutcome.Secure);
                return addresses.Status != SecurityStatus.Secure ? $"TLSA records of a host whose addresses are {addresses.Status}" : Verified(ask, usable);
            case TlsaLookupResult.Insecure:
                counts.Add(SoakOutcome.Insecure);
                return addresses.Status != SecurityStatus.Insecure ? $"the host counts as insecure; its addresses are {addresses.Status}" : null;
            case TlsaLookupResult.Failed failed:
                counts.Add(OutcomeOf(failed.Answer));
                return failed.Answer.Question.Type == RecordType.TLSA
                    ? $"the lookup of the host failed: {failed.Why}"
                    : addresses.Fault(failed.Answer, DateTimeOffset.MinValue);
            default:
                return $"the host's lookup came to {result.GetType().Name}: {result.Why}";
        }
    }

    // The certificate that the record names, or with every second lookup the next one, which it does not name.
    private string? Verified(Ask ask, TlsaLookupResult.Usable usable)
    {
        bool isOther = ask.Number % 2 == 0;
        DaneOutcome outcome = _verifier.Verify(usable.Records, certificates.Chain(ask.Zone.Certificate + (isOther ? 1 : 0)), new ReferenceNames(usable.BaseDomain));
        return outcome.Status == (isOther ? DaneStatus.Mismatched : DaneStatus.Matched) ? null : $"the certificate came out {outcome.Status}: {outcome.Reason}";
    }

    private static SoakOutcome OutcomeOf(Answer answer) => answer.Security switch
    {
        SecurityStatus.Secure => SoakOutcome.Secure,
        SecurityStatus.Insecure => SoakOutcome.Insecure,
        SecurityStatus.Bogus => SoakOutcome.Bogus,
        _ => SoakOutcome.Indeterminate,
    };
}
