namespace DaneCore.Lab.Signing;

/// <summary>What a key is for. Only the signer and the SEP bit know it; validation does not (RFC 4034 section 2.1.1).</summary>
public enum KeyRole
{
    /// <summary>CSK: signs everything; bears the SEP bit.</summary>
    Combined = 0,

    /// <summary>KSK: signs the DNSKEY set; bears the SEP bit.</summary>
    KeySigning,

    /// <summary>ZSK: signs everything else.</summary>
    ZoneSigning,
}
