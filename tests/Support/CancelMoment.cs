namespace DaneCore.Support;

/// <summary>When a wait is cancelled.</summary>
public enum CancelMoment
{
    /// <summary>Just before it begins.</summary>
    Before = 0,

    /// <summary>When it has begun.</summary>
    While,
}
