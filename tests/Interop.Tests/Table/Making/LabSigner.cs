using System.Globalization;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Wire;
using LabKeyRole = DaneCore.Lab.Signing.KeyRole;
using LabSigning = DaneCore.Lab.Signing.ZoneSigner;
using LabZoneKey = DaneCore.Lab.Signing.ZoneKey;

namespace DaneCore.Interop.Tests.Table.Making;

/// <summary>Our own signer, for others to judge.</summary>
internal sealed class LabSigner(string folder) : ZoneSigner(folder)
{
    private readonly List<LabZoneKey> _keys = [];

    public override Task MakeKeysAsync(ZonePlan plan)
    {
        foreach (KeyPlan key in plan.Keys)
        {
            LabKeyRole role = key.Role switch
            {
                KeyRole.Entry => LabKeyRole.KeySigning,
                KeyRole.Zone => LabKeyRole.ZoneSigning,
                _ => LabKeyRole.Combined,
            };
            _keys.Add(LabZoneKey.Create((DnssecAlgorithm)key.Algorithm, string.Create(CultureInfo.InvariantCulture, $"{plan.Apex} {_keys.Count}"), role));
        }

        return Task.CompletedTask;
    }

    public override Task<SignedZone> SignAsync(ZonePlan plan, string text)
    {
        SigningWindow window = plan.Window ?? SigningWindow.DaysFromNow(-1, 14);
        DenialScheme denial = plan.Denial.Hashed
            ? new DenialScheme.Nsec3((ushort)plan.Denial.Iterations, plan.Denial.OptOut) { Salt = Convert.FromHexString(plan.Denial.Salt) }
            : new DenialScheme.Nsec();
        SigningPlan signing = new() { Keys = _keys, Inception = window.Start, Expiration = window.End, Denial = denial };
        return Task.FromResult(SignedZone.Read(plan.Apex, LabSigning.Sign(ZoneContent.Parse(plan.Apex + ".", text), signing).ToZoneFile()));
    }

    public override Task<Delegation> DelegateAsync(ZonePlan plan)
    {
        var apex = DomainName.Parse(plan.Apex);
        IEnumerable<string> own = _keys
            .Where((_, i) => plan.Keys[i] is { Delegated: true, IsEntryPoint: true })
            .Select(key => $"{plan.Apex}. IN DS {key.DelegationSigner(apex)}\n");
        return Task.FromResult(new Delegation(plan.Apex, string.Concat(own), Folder, [.. _keys.Select(key => $"{plan.Apex}. IN DNSKEY {key.Record}")]));
    }
}
