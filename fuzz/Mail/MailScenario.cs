using System.Text;
using DaneCore.Smtp;

namespace DaneCore.Fuzz.Mail;

/// <summary>What is sent, to whom, and under which demands: two octets choose. The policy follows from what the recipients' domain publishes.</summary>
internal sealed record MailScenario(byte First, byte Second)
{
    private static readonly string[] Domains = ["may.lab", "dane.lab", "wrong.lab", "odd.lab"];

    private static readonly int[] Batches = [100, 1, 2, 100];

    /// <summary>The domain: nothing published, a record for the server's key, one for another key, one that cannot be used.</summary>
    public string Domain => Domains[First & 3];

    public bool IsLmtp => (First & 4) != 0;

    /// <summary>A second message is sent, over a connection that was kept.</summary>
    public bool SendsTwo => (First & 8) != 0;

    public bool BreaksHandshake => (First & 0x20) != 0;

    /// <summary>A server that has nothing more to say keeps the connection open.</summary>
    public bool IsSilent => (First & 0x40) != 0;

    /// <summary>The sender lifts what the domain publishes.</summary>
    public bool AuditsOnly => (Second & 0x40) != 0;

    public bool DemandsTls => (First & 0x10) != 0 && !AuditsOnly;

    public bool RequiresTls => (Second & 1) != 0;

    /// <summary>The message says that it would rather arrive than be protected.</summary>
    public bool SaysTlsNotRequired => (Second & 2) != 0;

    public bool IsBounce => (Second & 4) != 0;

    /// <summary>Recipients in one transaction.</summary>
    public int Batch => Batches[(Second >> 3) & 3];

    public bool IsBinary => (Second & 0x20) != 0;

    public bool HasEightBits => (First & 0x80) != 0;

    /// <summary>Whether the server shows the certificate that the domain's record names.</summary>
    public bool IsRightServer => Domain == "dane.lab";

    /// <summary>What the recipients' domain asks of a connection.</summary>
    public DeliverySecurity Published => Domain switch
    {
        "may.lab" => DeliverySecurity.Cleartext,
        "odd.lab" => DeliverySecurity.Encrypted,
        _ => DeliverySecurity.Authenticated,
    };

    /// <summary>
    /// The least that a connection must be before one octet of the mail goes over it. RFC 8689 section 5 lets a bounce go without what it asks for.
    /// </summary>
    public DeliverySecurity Least
    {
        get
        {
            bool isWaived = AuditsOnly || (SaysTlsNotRequired && !RequiresTls);
            DeliverySecurity published = isWaived ? DeliverySecurity.Cleartext : Published;
            DeliverySecurity usual = DemandsTls && published == DeliverySecurity.Cleartext ? DeliverySecurity.Encrypted : published;
            return RequiresTls && !IsBounce ? DeliverySecurity.Authenticated : usual;
        }
    }

    /// <summary>The mail of this scenario, in the order of sending.</summary>
    public IReadOnlyList<MailItem> Mail =>
        SendsTwo ? [Item("a", 3, IsBounce), Item("b", 1, false)] : [Item("a", 3, IsBounce)];

    private MailItem Item(string tag, int recipients, bool isBounce)
    {
        string header = $"Subject: {tag}\r\n{(SaysTlsNotRequired ? "TLS-Required: No\r\n" : "")}{(IsBinary ? "Content-Transfer-Encoding: binary\r\n" : "")}\r\n";
        string body = IsBinary
            ? $"one {tag}\0two\r\n.\r\nRSET\r\nlone\nthree\r"
            : $".{tag}\r\n..\r\n.\nMAIL FROM:<x@example.org>\r\n{(HasEightBits ? "\u00E9" : "")}\r.\r\n\r\nno end";
        string sender = isBounce ? "" : $"{tag}@client.lab";
        Envelope envelope = new(sender, [.. Enumerable.Range(1, recipients).Select(number => $"{tag}{number}@{Domain}")]);
        return new MailItem(tag, envelope with { RequiresTls = RequiresTls }, Encoding.Latin1.GetBytes(header + body), IsBinary);
    }
}
