using System.Net;
using DaneCore.Dane;
using DaneCore.Resolver.Wire;

namespace DaneCore.Smtp.Delivery;

/// <summary>
/// What has to be the same for a connection made for one domain to carry mail of another: the place, the demand, and all that
/// the server was authenticated by. Where a certificate was accepted under a name that hangs on the recipient's domain,
/// <see cref="Names"/> holds the connection to those names.
/// </summary>
/// <param name="Host">The host as the MX record names it.</param>
/// <param name="EndPoint">Where it was reached.</param>
/// <param name="Policy">What was demanded.</param>
/// <param name="TlsaBase">The name in SNI; null without records.</param>
/// <param name="Records">The TLSA records, in an order of their own; empty without.</param>
/// <param name="Names">The acceptable names, where they were decisive; else empty.</param>
internal sealed record ChannelKey(
    DomainName Host, IPEndPoint EndPoint, TransportPolicy Policy, DomainName? TlsaBase, string Records, string Names)
{
    /// <summary>The key of a connection about to be made, as far as it is known by then: with all acceptable names.</summary>
    public static ChannelKey For(HostChoice choice, TransportPolicy policy, IPEndPoint endPoint)
    {
        TlsaRecordSet? records = choice.RecordsUnder(policy);
        string text = string.Join('\n', (records?.Records ?? []).Select(record => record.ToString()).Order(StringComparer.Ordinal));
        return new ChannelKey(
            choice.Target.Exchanger.Host,
            endPoint,
            policy,
            records is null ? null : choice.Target.Names.Primary,
            text,
            records is null ? "" : choice.Target.Names.ToString());
    }

    /// <summary>The key of a connection that stands: without the names, if those that hang on the recipient's domain did not count.</summary>
    public ChannelKey After(DaneOutcome outcome, UsageProfile profile)
    {
        // RFC 7672 section 3.1.1: usage 3 binds a key, not a name. Under usage 2 a match of the base domain holds for everybody
        // who comes by the same records; that of a next hop for its own mail alone.
        bool isForAll = outcome.Status == DaneStatus.Matched
            && !profile.JudgesDatesAndNamesAlways
            && (outcome.MatchedRecord?.Usage == CertificateUsage.DaneEe || TlsaBase?.Equals(outcome.MatchedName) == true);
        return isForAll ? this with { Names = "" } : this;
    }

    /// <summary>True when a connection with this key may carry mail that <paramref name="wanted"/> is made for.</summary>
    public bool Serves(ChannelKey wanted) =>
        this == wanted with { Names = Names } && (Names.Length == 0 || Names == wanted.Names);
}
