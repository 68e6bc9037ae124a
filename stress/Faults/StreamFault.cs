namespace DaneCore.Stress.Faults;

/// <summary>What a server does wrong on a connection.</summary>
internal enum StreamFault
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The connection is reset in the middle of a reply.</summary>
    ResetInReply,

    /// <summary>It is closed when the two octets of length were sent.</summary>
    ClosedBehindLength,

    /// <summary>The length says more than is sent, and nothing follows.</summary>
    LengthTooLong,

    /// <summary>The length says more than is sent, and the connection is closed.</summary>
    LengthTooLongThenClosed,

    /// <summary>The length says less than is sent: what follows is read as the next message.</summary>
    LengthTooShort,

    /// <summary>The length is zero, and nothing follows.</summary>
    LengthZero,

    /// <summary>Empty messages come before the reply.</summary>
    EmptyMessagesFirst,

    /// <summary>One octet at a time.</summary>
    OctetByOctet,

    /// <summary>One octet at a time, so slowly that the reply is not whole when the time is up.</summary>
    OctetByOctetTooSlowly,

    /// <summary>The reply, the same once more and a reply to something else in one segment.</summary>
    SeveralInOneSegment,

    /// <summary>Octets that are no message, under a length that fits.</summary>
    Garbage,

    /// <summary>The right id, another question, and data that is made up.</summary>
    OtherQuestion,

    /// <summary>Reads and says nothing.</summary>
    NeverAnswers,

    /// <summary>Closes as soon as a connection is accepted.</summary>
    AcceptsAndCloses,

    /// <summary>Resets as soon as a connection is accepted.</summary>
    AcceptsAndResets,
}
