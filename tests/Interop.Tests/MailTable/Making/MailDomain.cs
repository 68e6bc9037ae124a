namespace DaneCore.Interop.Tests.MailTable.Making;

/// <summary>One mail domain of the table: what it shows in a sentence, what the RFCs make of it, and how it is built.</summary>
/// <param name="Name">The domain, without a final dot.</param>
/// <param name="Shows">What it shows.</param>
/// <param name="Expected">A word of <see cref="MailVerdict"/>, and for a refusal the code that a bounce would carry.</param>
/// <param name="Build">Puts its zone and its servers together.</param>
internal sealed record MailDomain(string Name, string Shows, string Expected, Action<MailSite> Build)
{
    /// <summary>True when one of its servers has no address but <c>::1</c>; left out where the system has no IPv6.</summary>
    public bool NeedsSix { get; init; }
}
