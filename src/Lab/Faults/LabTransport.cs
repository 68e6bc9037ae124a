namespace DaneCore.Lab.Faults;

/// <summary>How a query came.</summary>
public enum LabTransport
{
    /// <summary>UDP: the reply is cut to what the asker takes.</summary>
    Datagram = 0,

    /// <summary>TCP, or whatever else has no such limit.</summary>
    Stream,
}
