using DaneCore.Interop.Tests.MailTable.Asking;
using DaneCore.Interop.Tests.MailTable.Making;
using DaneCore.Interop.Tests.Table;
using DaneCore.Smtp;

namespace DaneCore.Interop.Tests.MailTable;

/// <summary>What came of one domain: our report, what posttls-finger saw, and what became of Postfix's mail.</summary>
internal sealed record MailRow(MailDomain Domain, DomainReport Report, MailVerdict Finger, MailVerdict Postfix, MailVerdict Exim)
{
    public MailVerdict Ours { get; } = OwnCheck.OfDomain(Report);

    /// <summary>Ours at the server where posttls-finger stayed.</summary>
    public MailVerdict OursThere { get; } = OwnCheck.AtServer(Report, Finger.Address);

    public bool IsAsExpected => Ours.Full == Domain.Expected;

    /// <summary>Each peer's verdict with ours on the same matter.</summary>
    public IEnumerable<(string Peer, MailVerdict Theirs, MailVerdict Ours)> Pairs =>
        [(PosttlsFinger.Name, Finger, OursThere), (PostfixDelivery.Name, Postfix, Ours), (EximDelivery.Name, Exim, Ours)];

    /// <summary>The peers that came to a verdict, and to another than ours.</summary>
    public IEnumerable<Difference> Differences =>
        from pair in Pairs
        where pair.Theirs.Word != MailVerdict.None && pair.Theirs.Word != pair.Ours.Word
        select new Difference(Domain.Name, pair.Peer, pair.Theirs.Word);
}
