namespace DaneCore.Dane.Rules;

/// <summary>What an issuer is in a path.</summary>
internal enum IssuerRole
{
    /// <summary>One of those between; all of RFC 5280 section 6.1 applies.</summary>
    Link = 0,

    /// <summary>A public root that usages 0 and 1 rest on.</summary>
    Root,

    /// <summary>The trust anchor a record names: a name and a key (RFC 5280 section 6.1.1), and what its certificate constrains.</summary>
    Published,
}
