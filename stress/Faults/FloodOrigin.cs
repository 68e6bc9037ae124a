namespace DaneCore.Stress.Faults;

/// <summary>Where made-up replies come from.</summary>
internal enum FloodOrigin
{
    /// <summary>The server's own socket: right address, right port.</summary>
    Itself = 0,

    /// <summary>Another port of its address.</summary>
    OtherPort,

    /// <summary>Its port at another address.</summary>
    OtherAddress,
}
