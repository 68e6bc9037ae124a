using System.Globalization;

namespace DaneCore.Interop.Tests.Table.Making;

/// <summary>The tools of Knot. Keys lie in a database of the zone's own; a time in the past or the future is the tool's own option.</summary>
internal sealed class KnotSigner(string folder) : ZoneSigner(folder)
{
    private string Configuration => Path.Combine(Folder, "knot.conf");

    public override async Task MakeKeysAsync(ZonePlan plan)
    {
        Directory.CreateDirectory(Path.Combine(Folder, "keys"));
        await ConfigureAsync(plan);
        foreach (KeyPlan key in plan.Keys)
        {
            List<string> arguments = ["-c", Configuration, plan.Apex, "generate", $"algorithm={Number(key.Algorithm)}"];
            arguments.AddRange(key.Algorithm <= 10 ? ["size=2048"] : Array.Empty<string>());
            arguments.AddRange([$"ksk={Word(key.IsEntryPoint)}", $"zsk={Word(key.Role != KeyRole.Entry)}", "created=-3y", "publish=-3y"]);
            arguments.AddRange(key.Signs ? key.IsEntryPoint ? ["ready=-3y", "active=-3y"] : ["active=-3y"] : key.IsEntryPoint ? ["ready=+3y", "active=+3y"] : ["active=+3y"]);
            await Tool.RunAsync(Folder, "keymgr", arguments);
        }
    }

    public override async Task<SignedZone> SignAsync(ZonePlan plan, string text)
    {
        await ConfigureAsync(plan);
        await WriteAsync("knot.in", text);
        string made = Directory.CreateDirectory(Path.Combine(Folder, "out")).FullName;
        List<string> arguments = ["-c", Configuration, "-o", made];
        if (plan.Window is { } window)
        {
            // Knot counts from an instant; how long signatures hold stands in the policy.
            arguments.AddRange(["-t", Number(window.Start.ToUnixTimeSeconds())]);
        }

        await Tool.RunAsync(Folder, "kzonesign", [.. arguments, plan.Apex]);
        return SignedZone.Read(plan.Apex, await File.ReadAllTextAsync(Path.Combine(made, "knot.in")));
    }

    public override async Task<Delegation> DelegateAsync(ZonePlan plan)
    {
        string own = await Tool.RunAsync(Folder, "keymgr", "-c", Configuration, plan.Apex, "ds");
        string keys = await Tool.RunAsync(Folder, "keymgr", "-c", Configuration, plan.Apex, "dnskey");
        return new Delegation(
            plan.Apex, string.Concat(own.Split('\n').Where(line => line.Split(' ') is [_, _, _, _, "2", _]).Select(line => line + "\n")), Folder,
            keys.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Word(bool value) => value ? "yes" : "no";

    private Task<string> ConfigureAsync(ZonePlan plan)
    {
        int days = plan.Window is { } window ? (int)(window.End - window.Start).TotalDays : 14;
        return WriteAsync("knot.conf", string.Create(CultureInfo.InvariantCulture, $"""
            server:
                rundir: "{Folder}"
            database:
                storage: "{Folder}/keys"
                kasp-db-max-size: 10M
            policy:
              - id: own
                manual: on
                single-type-signing: {(plan.Keys.All(key => key.Role == KeyRole.Both) ? "on" : "off")}
                cds-cdnskey-publish: none
                rrsig-lifetime: {days}d
                rrsig-refresh: 2d
                rrsig-pre-refresh: 1h
                nsec3: {(plan.Denial.Hashed ? "on" : "off")}
                nsec3-iterations: {plan.Denial.Iterations}
                nsec3-opt-out: {(plan.Denial.OptOut ? "on" : "off")}
                nsec3-salt-length: {plan.Denial.Salt.Length / 2}
            zone:
              - domain: "{plan.Apex}"
                file: "{Folder}/knot.in"
                dnssec-signing: on
                dnssec-policy: own
                journal-content: none
            """) + "\n");
    }
}
