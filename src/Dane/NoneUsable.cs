namespace DaneCore.Dane;

/// <summary>What a record set without one usable record means.</summary>
public enum NoneUsable
{
    /// <summary>TLS is a must, authentication is not possible (RFC 7672 section 2.2).</summary>
    EncryptWithoutAuthentication = 0,

    /// <summary>The certificate is judged as if there were no records (RFC 6698 section 4.1).</summary>
    JudgeByPkix,
}
