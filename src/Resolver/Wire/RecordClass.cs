namespace DaneCore.Resolver.Wire;

/// <summary>Classes of records (RFC 1035 section 3.2.4). DNSSEC is used in class IN only.</summary>
public enum RecordClass : ushort
{
    /// <summary>No class; never on the wire.</summary>
    None = 0,

    /// <summary>The Internet.</summary>
    IN = 1,

    /// <summary>Chaosnet; today only server identification.</summary>
    CH = 3,

    /// <summary>Hesiod.</summary>
    HS = 4,

    /// <summary>Question only: any class.</summary>
    ANY = 255,
}
