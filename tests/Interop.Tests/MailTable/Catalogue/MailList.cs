using DaneCore.Interop.Tests.MailTable.Making;
using DaneCore.Lab.Mail;

namespace DaneCore.Interop.Tests.MailTable.Catalogue;

/// <summary>All domains of the table, and the zones they lean on.</summary>
internal static class MailList
{
    /// <summary>Every domain, in reading order.</summary>
    public static IReadOnlyList<MailDomain> Domains { get; } =
        [.. EndEntities.Domains, .. Authorities.Domains, .. Choices.Domains, .. Unusable.Domains, .. Aliases.Domains, .. Routes.Domains, .. Sessions.Domains, .. Lookups.Domains];

    /// <summary>A provider whose hosts others use, and one whose zone is not signed.</summary>
    public static IReadOnlyList<MailDomain> Others { get; } =
    [
        new("provider.test", "", "", site => site
            .Host("mx", site.Leaf())
            .Tlsa("mx", site.Leaf().Tlsa())
            .Host("other", site.Leaf(host: "other"))
            .Zone($"shared-tlsa TLSA {site.Leaf().Tlsa()}")),
        new("plain.test", "", "", site => site
            .Unsigned()
            .Host("mx", site.Leaf())
            .Tlsa("mx", site.Leaf().Tlsa())
            .Zone($"shared-tlsa TLSA {site.Leaf(host: "mx.tlsa-alias-plain.test.").Tlsa()}")
            .Zone("to-provider CNAME mx.provider.test.")),
    ];

    public static MailDomain Authenticated(string name, string shows, Action<MailSite> build) => new(name, shows, MailVerdict.Authenticated, build);

    public static MailDomain Encrypted(string name, string shows, Action<MailSite> build) => new(name, shows, MailVerdict.Encrypted, build);

    public static MailDomain Refused(string name, string code, string shows, Action<MailSite> build) => new(name, shows, $"{MailVerdict.Refused} {code}", build);

    public static LabMailBehaviour Sound(LabCertificate leaf) => new() { Chain = [leaf] };
}
