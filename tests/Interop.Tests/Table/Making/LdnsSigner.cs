namespace DaneCore.Interop.Tests.Table.Making;

/// <summary>The tools of ldns.</summary>
internal sealed class LdnsSigner(string folder) : ZoneSigner(folder)
{
    private readonly List<string> _keys = [];

    public override async Task MakeKeysAsync(ZonePlan plan)
    {
        foreach (KeyPlan key in plan.Keys)
        {
            string algorithm = key.Algorithm switch
            {
                5 => "RSASHA1",
                7 => "RSASHA1_NSEC3",
                8 => "RSASHA256",
                10 => "RSASHA512",
                13 => "ECDSAP256SHA256",
                14 => "ECDSAP384SHA384",
                15 => "ED25519",
                16 => "ED448",
                _ => throw new ArgumentOutOfRangeException(nameof(plan), key.Algorithm, "ldns has no such algorithm"),
            };
            _keys.Add((await Tool.RunAsync(
                Folder, "ldns-keygen", ["-a", algorithm, .. Length(key.Algorithm), .. key.IsEntryPoint ? ["-k"] : Array.Empty<string>(), plan.Apex])).Trim());
        }
    }

    public override async Task<SignedZone> SignAsync(ZonePlan plan, string text)
    {
        string[] silent = [.. _keys.Where((_, i) => !plan.Keys[i].Signs)];
        string records = string.Concat(await Task.WhenAll(silent.Select(key => File.ReadAllTextAsync(Path.Combine(Folder, key + ".key")))));
        string file = await WriteAsync("ldns.in", text + records);
        string made = Path.Combine(Folder, "ldns.out");
        List<string> arguments = ["-o", plan.Apex, "-f", made];
        if (plan.Window is { } window)
        {
            arguments.AddRange(["-i", window.StartText, "-e", window.EndText]);
        }

        if (plan.Denial.Hashed)
        {
            arguments.AddRange(["-n", "-t", Number(plan.Denial.Iterations)]);
            arguments.AddRange(plan.Denial.Salt.Length > 0 ? ["-s", plan.Denial.Salt] : Array.Empty<string>());
            arguments.AddRange(plan.Denial.OptOut ? ["-p"] : Array.Empty<string>());
        }

        await Tool.RunAsync(Folder, "ldns-signzone", [.. arguments, .. plan.Options, file, .. _keys.Except(silent)]);
        return SignedZone.Read(plan.Apex, await File.ReadAllTextAsync(made));
    }

    public override async Task<Delegation> DelegateAsync(ZonePlan plan)
    {
        string[] own = await Task.WhenAll(
            _keys.Where((_, i) => plan.Keys[i] is { Delegated: true, IsEntryPoint: true }).Select(key => Tool.RunAsync(Folder, "ldns-key2ds", "-n", "-2", key + ".key")));
        IEnumerable<Task<string>> records = _keys.Select(async key => (await File.ReadAllTextAsync(Path.Combine(Folder, key + ".key"))).Trim());
        return new Delegation(plan.Apex, string.Concat(own), Folder, await Task.WhenAll(records));
    }
}
