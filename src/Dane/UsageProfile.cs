namespace DaneCore.Dane;

/// <summary>
/// What one protocol makes of TLSA records: which usages count, what follows when none is usable, and which names a
/// certificate may bear. A protocol other than those here starts as <see cref="ForService"/>.
/// </summary>
public sealed class UsageProfile
{
    private UsageProfile(string name) => Name = name;

    /// <summary>Relay of mail on port 25 (RFC 7672): usages 2 and 3 only.</summary>
    public static UsageProfile Smtp { get; } = new("rfc7672")
    {
        HonoursPkixUsages = false,
        WhenNoneUsable = NoneUsable.EncryptWithoutAuthentication,
        AcceptsCommonName = true,
    };

    /// <summary>
    /// Predicts Microsoft's mail service: it documents that certificates are refused for their dates and names whatever
    /// the usage, which RFC 7672 section 3.1.1 forbids for usage 3.
    /// </summary>
    public static UsageProfile ExchangeOnline { get; } = new("exchange-online")
    {
        HonoursPkixUsages = false,
        WhenNoneUsable = NoneUsable.EncryptWithoutAuthentication,
        AcceptsCommonName = true,
        JudgesDatesAndNamesAlways = true,
    };

    /// <summary>Web servers. RFC 9110 section 4.3.4 takes no names from the subject.</summary>
    public static UsageProfile Https { get; } = new("https");

    /// <summary>Mailbox access over TLS (RFC 7673 where SRV records lead there).</summary>
    public static UsageProfile Imaps { get; } = new("imaps");

    /// <summary>Submission of mail by its author; RFC 7672 section 3.1.3 does not speak of it.</summary>
    public static UsageProfile Submissions { get; } = new("submissions");

    /// <summary>Messaging (RFC 7673, RFC 7712).</summary>
    public static UsageProfile Xmpp { get; } = new("xmpp");

    /// <summary>What it is called on a command line and in reports.</summary>
    public string Name { get; }

    /// <summary>Whether usages 0 and 1 are usable; on port 25 they are not (RFC 7672 section 3.1.3).</summary>
    public bool HonoursPkixUsages { get; private init; } = true;

    /// <summary>What a set of unusable records means: mail and other protocols differ.</summary>
    public NoneUsable WhenNoneUsable { get; private init; } = NoneUsable.JudgeByPkix;

    /// <summary>Whether a common name counts where there is no DNS name (RFC 7672 section 3.2.3); elsewhere RFC 9525 section 2 rules it out.</summary>
    public bool AcceptsCommonName { get; private init; }

    /// <summary>Whether dates and names are judged under usage 3 too, against RFC 7671 section 5.1.</summary>
    public bool JudgesDatesAndNamesAlways { get; private init; }

    /// <summary>The profile of a service by name; one that is not known here gets the rules of RFC 7671.</summary>
    public static UsageProfile ForService(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return name.ToLowerInvariant() switch
        {
            "smtp" or "rfc7672" => Smtp,
            "exchange-online" => ExchangeOnline,
            "https" => Https,
            "imap" or "imaps" => Imaps,
            "submission" or "submissions" => Submissions,
            "xmpp" or "xmpp-client" or "xmpp-server" => Xmpp,
            string other => new UsageProfile(other),
        };
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
