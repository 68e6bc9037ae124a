namespace DaneCore.Smtp.Delivery;

/// <summary>What kept mail from going somewhere.</summary>
internal enum FailureGround
{
    /// <summary>Nobody was reached, or it could not be found out whom to reach.</summary>
    Reach = 0,

    /// <summary>A policy: the channel is not the one that it demands.</summary>
    Policy,

    /// <summary>The server said so, about this message or this recipient.</summary>
    Recipient,
}
