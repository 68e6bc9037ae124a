namespace DaneCore.Smtp;

/// <summary>When a sender wants to be notified about a recipient (RFC 3461 section 4.1).</summary>
[Flags]
public enum DsnNotify
{
    /// <summary>Nothing is asked for; servers notify of failure, and may of delay.</summary>
    None = 0,

    /// <summary>Never; goes with no other.</summary>
    Never = 1,

    /// <summary>When it was delivered.</summary>
    Success = 2,

    /// <summary>When it could not be delivered.</summary>
    Failure = 4,

    /// <summary>When it takes unusually long.</summary>
    Delay = 8,
}
