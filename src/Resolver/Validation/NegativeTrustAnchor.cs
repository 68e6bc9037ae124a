using System.Globalization;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Validation;

/// <summary>
/// A name at and below which nothing is validated, because its zone is known to be broken (RFC 7646 section 2). Takes precedence
/// over a trust anchor of the same name; a trust anchor further down starts anew. Meant to end: give it a time.
/// </summary>
/// <param name="Name">The name.</param>
/// <param name="Until">From this instant on it counts no more; null for no end.</param>
/// <param name="Note">Why it was set, in the words of whoever did; may be empty.</param>
public sealed record NegativeTrustAnchor(DomainName Name, DateTimeOffset? Until = null, string Note = "")
{
    /// <summary>A name without end or note.</summary>
    public static implicit operator NegativeTrustAnchor(DomainName name) => FromDomainName(name);

    /// <summary>A name without end or note.</summary>
    public static NegativeTrustAnchor FromDomainName(DomainName name) => new(name);

    /// <summary>True while it counts.</summary>
    public bool IsInForceAt(DateTimeOffset instant) => Until is null || instant < Until;

    internal Reason Explain()
    {
        string until = Until is { } end ? string.Create(CultureInfo.InvariantCulture, $" until {end.ToUniversalTime():yyyy-MM-ddTHH:mm:ssZ}") : "";
        string note = Note.Length > 0 ? $" ({Note})" : "";
        return new Reason(ReasonKind.NegativeTrustAnchor, $"{Name} is a negative trust anchor{until}{note}: nothing at or below it is validated");
    }
}
