namespace DaneCore.Stress.Soak;

/// <summary>How a resolver of the soak reaches servers. Each way has one resolver that lives as long as the run.</summary>
internal enum SoakMode
{
    /// <summary>Three servers that recurse, in process.</summary>
    Forwarding,

    /// <summary>Three servers that recurse, over UDP and TCP on loopback.</summary>
    Sockets,

    /// <summary>From the root, in process.</summary>
    Walking,
}
