namespace DaneCore.Interop.Tests.Table.Making;

/// <summary>The tools of BIND. Nothing is verified after signing: what comes out may be wrong on purpose.</summary>
internal sealed class BindSigner(string folder) : ZoneSigner(folder)
{
    private readonly List<string> _keys = [];

    public override async Task MakeKeysAsync(ZonePlan plan)
    {
        foreach (KeyPlan key in plan.Keys)
        {
            string name = (await Tool.RunAsync(
                Folder, "dnssec-keygen", ["-q", "-a", Number(key.Algorithm), .. Length(key.Algorithm), .. key.IsEntryPoint ? ["-f", "KSK"] : Array.Empty<string>(), plan.Apex])).Trim();
            _keys.Add(key.Revoked ? Path.GetFileName((await Tool.RunAsync(Folder, "dnssec-revoke", "-f", name)).Trim()) : name);
        }
    }

    public override async Task<SignedZone> SignAsync(ZonePlan plan, string text)
    {
        string records = string.Concat(await Task.WhenAll(_keys.Where((_, i) => plan.Keys[i].Published).Select(key => File.ReadAllTextAsync(Path.Combine(Folder, key + ".key")))));
        string file = await WriteAsync("bind.in", text + records);
        string made = Path.Combine(Folder, "bind.out");
        List<string> arguments = ["-q", "-P", "-O", "full", "-o", plan.Apex, "-f", made];
        if (plan.Keys.All(key => key.Role != KeyRole.Zone))
        {
            arguments.Add("-z");
        }

        if (plan.Window is { } window)
        {
            arguments.AddRange(["-s", window.StartText, "-e", window.EndText]);
        }

        if (plan.Denial.Hashed)
        {
            arguments.AddRange(["-3", plan.Denial.Salt.Length == 0 ? "-" : plan.Denial.Salt, "-H", Number(plan.Denial.Iterations)]);
            arguments.AddRange(plan.Denial.OptOut ? ["-A"] : Array.Empty<string>());
        }

        await Tool.RunAsync(Folder, "dnssec-signzone", [.. arguments, .. plan.Options, file, .. _keys.Where((_, i) => plan.Keys[i] is { Signs: true, Published: true })]);
        return SignedZone.Read(plan.Apex, await File.ReadAllTextAsync(made));
    }

    public override async Task<Delegation> DelegateAsync(ZonePlan plan)
    {
        string[] own = await Task.WhenAll(
            _keys.Where((_, i) => plan.Keys[i] is { Delegated: true, IsEntryPoint: true }).Select(key => Tool.RunAsync(Folder, "dnssec-dsfromkey", "-2", key + ".key")));
        IEnumerable<Task<string>> records = _keys.Select(async key =>
            (await File.ReadAllLinesAsync(Path.Combine(Folder, key + ".key"))).Single(line => line.Length > 0 && line[0] != ';'));
        return new Delegation(plan.Apex, string.Concat(own), Folder, await Task.WhenAll(records));
    }
}
