namespace DaneCore.Resolver.Wire;

/// <summary>
/// The types of records, under their mnemonics (the IANA registry of RFC 6895). A value without a name here is
/// a type like any other: it is carried by RFC 3597.
/// </summary>
public enum RecordType : ushort
{
    /// <summary>No type; never on the wire.</summary>
    None = 0,

    /// <summary>An IPv4 address (RFC 1035 section 3.4.1).</summary>
    A = 1,

    /// <summary>A name server (RFC 1035 section 3.3.11).</summary>
    NS = 2,

    /// <summary>A mail destination, obsolete (RFC 1035 section 3.3.4).</summary>
    MD = 3,

    /// <summary>A mail forwarder, obsolete (RFC 1035 section 3.3.5).</summary>
    MF = 4,

    /// <summary>The canonical name of an alias (RFC 1035 section 3.3.1).</summary>
    CNAME = 5,

    /// <summary>Start of authority (RFC 1035 section 3.3.13).</summary>
    SOA = 6,

    /// <summary>A mailbox, obsolete (RFC 1035 section 3.3.3).</summary>
    MB = 7,

    /// <summary>A mail group member, obsolete (RFC 1035 section 3.3.6).</summary>
    MG = 8,

    /// <summary>A mailbox renamed, obsolete (RFC 1035 section 3.3.8).</summary>
    MR = 9,

    /// <summary>A pointer to a name (RFC 1035 section 3.3.12).</summary>
    PTR = 12,

    /// <summary>Host information (RFC 1035 section 3.3.2); today the short answer to ANY (RFC 8482 section 4.2).</summary>
    HINFO = 13,

    /// <summary>Mailbox information, obsolete (RFC 1035 section 3.3.7).</summary>
    MINFO = 14,

    /// <summary>A mail exchanger (RFC 1035 section 3.3.9).</summary>
    MX = 15,

    /// <summary>Text (RFC 1035 section 3.3.14).</summary>
    TXT = 16,

    /// <summary>The responsible person (RFC 1183 section 2.2).</summary>
    RP = 17,

    /// <summary>A server of an AFS cell (RFC 1183 section 1).</summary>
    AFSDB = 18,

    /// <summary>A route through another host (RFC 1183 section 3.3).</summary>
    RT = 21,

    /// <summary>A signature of the protocol before RFC 4034; today only SIG(0) (RFC 2931).</summary>
    SIG = 24,

    /// <summary>A key; today only that of SIG(0) (RFC 3445).</summary>
    KEY = 25,

    /// <summary>Maps between X.400 and Internet mail (RFC 2163 section 4).</summary>
    PX = 26,

    /// <summary>An IPv6 address (RFC 3596).</summary>
    AAAA = 28,

    /// <summary>A place on Earth (RFC 1876).</summary>
    LOC = 29,

    /// <summary>The next name of the protocol before RFC 4034, obsolete (RFC 2535).</summary>
    NXT = 30,

    /// <summary>Location of a service (RFC 2782).</summary>
    SRV = 33,

    /// <summary>A rewriting rule (RFC 3403 section 4).</summary>
    NAPTR = 35,

    /// <summary>A key exchanger (RFC 2230 section 3).</summary>
    KX = 36,

    /// <summary>A certificate (RFC 4398).</summary>
    CERT = 37,

    /// <summary>An address in parts, obsolete (RFC 2874).</summary>
    A6 = 38,

    /// <summary>Redirects a subtree (RFC 6672).</summary>
    DNAME = 39,

    /// <summary>EDNS pseudo-record (RFC 6891).</summary>
    OPT = 41,

    /// <summary>Address prefixes (RFC 3123).</summary>
    APL = 42,

    /// <summary>Digest of a child zone's key, held by the parent (RFC 4034 section 5).</summary>
    DS = 43,

    /// <summary>Fingerprint of an SSH host key (RFC 4255).</summary>
    SSHFP = 44,

    /// <summary>A key for IPsec (RFC 4025).</summary>
    IPSECKEY = 45,

    /// <summary>A signature over a record set (RFC 4034 section 3).</summary>
    RRSIG = 46,

    /// <summary>The next name, and the types that exist at this one (RFC 4034 section 4).</summary>
    NSEC = 47,

    /// <summary>A zone key (RFC 4034 section 2).</summary>
    DNSKEY = 48,

    /// <summary>Identity of a DHCP client (RFC 4701).</summary>
    DHCID = 49,

    /// <summary>The next hash, and the types at the name hashed here (RFC 5155 section 3).</summary>
    NSEC3 = 50,

    /// <summary>How a zone hashes its names (RFC 5155 section 4).</summary>
    NSEC3PARAM = 51,

    /// <summary>What a TLS server's certificate must match (RFC 6698).</summary>
    TLSA = 52,

    /// <summary>What a mail user's certificate must match (RFC 8162).</summary>
    SMIMEA = 53,

    /// <summary>Host Identity Protocol (RFC 8005).</summary>
    HIP = 55,

    /// <summary>A child's wish for its DS (RFC 7344).</summary>
    CDS = 59,

    /// <summary>A child's wish for its DS, as keys (RFC 7344).</summary>
    CDNSKEY = 60,

    /// <summary>An OpenPGP key (RFC 7929).</summary>
    OPENPGPKEY = 61,

    /// <summary>A child's wish for its delegation's records (RFC 7477).</summary>
    CSYNC = 62,

    /// <summary>Digest over a whole zone (RFC 8976).</summary>
    ZONEMD = 63,

    /// <summary>Service binding (RFC 9460).</summary>
    SVCB = 64,

    /// <summary>Service binding for HTTPS (RFC 9460).</summary>
    HTTPS = 65,

    /// <summary>Sender policy, obsolete: TXT holds it (RFC 7208 section 3.1).</summary>
    SPF = 99,

    /// <summary>"This name does not exist", in the bitmap of a compact denial (RFC 9824).</summary>
    NXNAME = 128,

    /// <summary>Establishes keys for TSIG (RFC 2930).</summary>
    TKEY = 249,

    /// <summary>Authenticates a message between two who share a secret (RFC 8945).</summary>
    TSIG = 250,

    /// <summary>Question only: transfer of a zone, with its changes (RFC 1995).</summary>
    IXFR = 251,

    /// <summary>Question only: transfer of a zone (RFC 5936).</summary>
    AXFR = 252,

    /// <summary>Question only: all types at a name (RFC 1035 section 3.2.3, RFC 8482).</summary>
    ANY = 255,

    /// <summary>A service's URI (RFC 7553).</summary>
    URI = 256,

    /// <summary>Which authorities may issue certificates (RFC 8659).</summary>
    CAA = 257,
}
