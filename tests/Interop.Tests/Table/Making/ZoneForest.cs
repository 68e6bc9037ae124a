using System.Collections.Concurrent;

namespace DaneCore.Interop.Tests.Table.Making;

/// <summary>
/// All zones of the table: made from the deepest to the root, so that a parent has the DS records of its children before it is
/// signed. What comes out are files for servers, and the anchor.
/// </summary>
internal sealed class ZoneForest(string folder, IReadOnlyList<ZonePlan> plans)
{
    private readonly ConcurrentDictionary<string, SignedZone> _made = [];
    private readonly ConcurrentDictionary<string, string> _delegations = [];
    private readonly ConcurrentBag<ServedZone> _served = [];

    public string Folder { get; } = folder;

    public string AnchorFile => Path.Combine(Folder, "anchor.ds");

    /// <summary>The root's keys, for a tool that wants keys.</summary>
    public string KeyFile => Path.Combine(Folder, "anchor.key");

    public IReadOnlyList<ServedZone> Served => [.. _served.OrderBy(zone => zone.AskedFor, StringComparer.Ordinal)];

    public async Task MakeAsync()
    {
        Assert.Equal(plans.Count, plans.Select(plan => plan.Apex).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        foreach (IGrouping<int, ZonePlan> level in plans.GroupBy(plan => Depth(plan.Apex)).OrderByDescending(level => level.Key))
        {
            await Parallel.ForEachAsync(level, new ParallelOptions { MaxDegreeOfParallelism = 2 * Environment.ProcessorCount }, async (plan, _) => await MakeAsync(plan));
        }

        await File.WriteAllTextAsync(AnchorFile, _delegations["."]);
        await File.WriteAllTextAsync(KeyFile, string.Concat(_made["."].Signed("", "DNSKEY").Where(line => line.Type == "DNSKEY").Select(line => line + "\n")));
    }

    public static string ServerName(Authority server) => server switch
    {
        Authority.Named => "named.test.",
        Authority.Nsd => "nsd.test.",
        _ => "knotd.test.",
    };

    private static int Depth(string apex) => apex == "." ? 0 : apex.Split('.').Length;

    private async Task MakeAsync(ZonePlan plan)
    {
        string own = Directory.CreateDirectory(Path.Combine(Folder, plan.Apex == "." ? "root" : plan.Apex)).FullName;
        var signer = ZoneSigner.By(plan.Tool, own);
        await signer.MakeKeysAsync(plan);
        SignedZone zone = await signer.SignAsync(plan, Text(plan));
        if (plan.Edited is { } edit)
        {
            ZoneWork work = new(zone, async change => await signer.SignAsync(change(plan), Text(change(plan))), _made);
            await edit(work);
            foreach (Lie lie in work.Lies)
            {
                await ServeAsync(lie.Zone, lie.AtAndBelow, lie.Server, Path.Combine(own, $"lie-{lie.AtAndBelow}.zone"));
            }
        }

        _made[plan.Apex] = zone;
        Delegation delegation = await signer.DelegateAsync(plan);
        _delegations[plan.Apex] = plan.Delegated is { } told ? await told(delegation) : delegation.Own;
        await ServeAsync(zone, plan.Apex, plan.Server, Path.Combine(own, "served.zone"));
    }

    private async Task ServeAsync(SignedZone zone, string askedFor, Authority server, string file)
    {
        await File.WriteAllTextAsync(file, zone.ToString());
        _served.Add(new ServedZone(zone.Apex, askedFor, server, file));
    }

    private string Text(ZonePlan plan)
    {
        string origin = plan.Apex == "." ? "." : plan.Apex + ".";
        IEnumerable<string> children =
            from child in plans
            where !plan.Uncut && child.Apex != plan.Apex && IsBelow(child.Apex, plan.Apex) && !plans.Any(other => IsBelow(child.Apex, other.Apex) && IsBelow(other.Apex, plan.Apex))
            select $"{child.Apex}. NS {ServerName(child.Server)}\n{_delegations[child.Apex]}\n";
        return $"$ORIGIN {origin}\n$TTL 300\n@ SOA {ServerName(plan.Server)} hostmaster.test. 1 7200 3600 1209600 300\n@ NS {ServerName(plan.Server)}\n"
            + plan.Records.ReplaceLineEndings("\n") + "\n" + string.Concat(children);
    }

    private static bool IsBelow(string apex, string other) =>
        apex != other && (other == "." || apex.EndsWith("." + other, StringComparison.OrdinalIgnoreCase));
}
