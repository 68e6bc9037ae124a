namespace DaneCore.Smtp.Tests.Dialogues;

/// <summary>Where a dialogue stands for the server, and so what a client may send.</summary>
internal enum ModelState
{
    /// <summary>Nothing was said; the client waits for the greeting (RFC 5321 section 3.1).</summary>
    Silent = 0,

    /// <summary>A hello is due: at the beginning, and again inside TLS (RFC 3207 section 4.2).</summary>
    Hello,

    /// <summary>The hello was refused for good; one without extensions may follow (RFC 5321 section 3.2).</summary>
    OldHello,

    /// <summary>A transaction may begin.</summary>
    Ready,

    /// <summary>TLS octets and no others (RFC 3207 section 4).</summary>
    Handshake,

    /// <summary>MAIL was taken.</summary>
    Mail,

    /// <summary>A message, up to its dot.</summary>
    Text,

    /// <summary>So many octets of a chunk.</summary>
    Chunk,

    /// <summary>A chunk was refused: RSET before anything else (RFC 3030 section 2).</summary>
    Spoilt,

    /// <summary>QUIT, and nothing else: the server refused to go on, or said what makes no sense.</summary>
    Leaving,

    /// <summary>Nothing at all.</summary>
    Over,
}
