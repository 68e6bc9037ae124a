namespace DaneCore.Lab.Mail;

/// <summary>What a laboratory server does wrong. Wrong replies are not here: <see cref="LabMailBehaviour.Replies"/> says any.</summary>
public enum LabMailFault
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The host refuses the connection.</summary>
    RefusesConnection,

    /// <summary>There is no way to the host.</summary>
    NoRoute,

    /// <summary>Packets to the host vanish: connecting never ends.</summary>
    SwallowsConnection,

    /// <summary>Closes without a greeting.</summary>
    ClosesAtConnect,

    /// <summary>Accepts the connection and never says a word.</summary>
    NeverGreets,

    /// <summary>Greets with continuation lines, for ever.</summary>
    GreetsWithoutEnd,

    /// <summary>Closes when EHLO comes.</summary>
    ClosesAtEhlo,

    /// <summary>Does not offer STARTTLS.</summary>
    OffersNoStartTls,

    /// <summary>Offers STARTTLS and answers 454 to it.</summary>
    RefusesStartTls,

    /// <summary>Closes when STARTTLS comes.</summary>
    ClosesAtStartTls,

    /// <summary>Sends a reply in clear behind the 220 that announces TLS, in the same packet (CVE-2011-0411, client side).</summary>
    InjectsAfterStartTls,

    /// <summary>Answers the client's first TLS message with octets that are no TLS.</summary>
    SpeaksGarbageTls,

    /// <summary>Closes in the middle of the handshake.</summary>
    ClosesInHandshake,

    /// <summary>Accepts STARTTLS and then stays silent.</summary>
    StallsInHandshake,

    /// <summary>Closes when the first command inside TLS comes.</summary>
    ClosesAfterTls,
}
