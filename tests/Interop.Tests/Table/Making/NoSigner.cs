namespace DaneCore.Interop.Tests.Table.Making;

/// <summary>Leaves a zone unsigned.</summary>
internal sealed class NoSigner(string folder) : ZoneSigner(folder)
{
    public override Task MakeKeysAsync(ZonePlan plan) => Task.CompletedTask;

    /// <summary>BIND's tools write the zone out record by record.</summary>
    public override async Task<SignedZone> SignAsync(ZonePlan plan, string text)
    {
        string file = await WriteAsync("unsigned.in", text);
        string made = Path.Combine(Folder, "unsigned.out");
        await Tool.RunAsync(Folder, "named-compilezone", "-q", "-i", "none", "-k", "ignore", "-n", "ignore", "-s", "full", "-o", made, plan.Apex, file);
        return SignedZone.Read(plan.Apex, await File.ReadAllTextAsync(made));
    }

    public override Task<Delegation> DelegateAsync(ZonePlan plan) => Task.FromResult(new Delegation(plan.Apex, "", Folder, []));
}
