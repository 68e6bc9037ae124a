using DaneCore.Lab.Authority;
using DaneCore.Lab.Scenarios;
using DaneCore.Resolver.Crypto;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Resolver.Wire.Text;

namespace DaneCore.Scenarios.Tests.Catalogue;

/// <summary>
/// Replies put together by hand: from single records of a zone's chain, or from what a zone would say with other content. Keys are made
/// from names, so the other zone's signatures are as good as the first one's.
/// </summary>
internal static class Proofs
{
    /// <summary>An empty answer with this proof.</summary>
    public static Func<Message, ZoneSet, Message> Denied(ResponseCode code, params IEnumerable<ResourceRecord>[] proof) =>
        (reply, _) => reply with { Answer = [], Code = code, Authority = [.. proof.SelectMany(part => part)] };

    /// <summary>The answer as it is, with other records in the authority section.</summary>
    public static Func<Message, ZoneSet, Message> WithProof(params IEnumerable<ResourceRecord>[] proof) =>
        (reply, _) => reply with { Authority = [.. proof.SelectMany(part => part)] };

    /// <summary>The answer as it is, with more records in the authority section, before those that are there.</summary>
    public static Func<Message, ZoneSet, Message> WithMore(params IEnumerable<ResourceRecord>[] more) =>
        (reply, _) => reply with { Authority = [.. more.SelectMany(part => part), .. reply.Authority] };

    /// <summary>What another world says to this or another question.</summary>
    public static Func<Message, ZoneSet, Message> SaidBy(ScenarioWorld world, string name, RecordType type) =>
        (_, _) => world.Sign().Answer(new Question(DomainName.Parse(name), type));

    /// <summary>The set of one owner and type in a zone, with its signatures.</summary>
    public static IEnumerable<ResourceRecord> Set(ScenarioWorld world, string apex, string owner, RecordType type) =>
        Rendered(SetsOf(world, apex).Where(set => set.Type == type && set.Owner.Equals(DomainName.Parse(owner))));

    /// <summary>The NSEC of one owner.</summary>
    public static IEnumerable<ResourceRecord> Nsec(ScenarioWorld world, string apex, string owner) => Set(world, apex, owner, RecordType.NSEC);

    /// <summary>Every NSEC and NSEC3 of a zone.</summary>
    public static IEnumerable<ResourceRecord> Chain(ScenarioWorld world, string apex) =>
        Rendered(SetsOf(world, apex).Where(set => set.Type is RecordType.NSEC or RecordType.NSEC3));

    /// <summary>The NSEC3 that matches a name.</summary>
    public static IEnumerable<ResourceRecord> Matching(ScenarioWorld world, string apex, string name) =>
        Rendered(Links(world, apex, name).Where(link => link.Order == 0).Select(link => link.Set));

    /// <summary>The NSEC3 that covers a name: the last before it, or the last of all.</summary>
    public static IEnumerable<ResourceRecord> Covering(ScenarioWorld world, string apex, string name)
    {
        (RecordSet Set, int Order)[] links = [.. Links(world, apex, name)];
        return Rendered([links.LastOrDefault(link => link.Order < 0) is { Set: not null } before ? before.Set : links[^1].Set]);
    }

    /// <summary>The hash of a name, as owners of NSEC3 have it, with the parameters of the zone.</summary>
    public static string HashOf(string name, int iterations = 0, byte[]? salt = null) =>
        Base32Hex.ToText(Nsec3Hash.Compute(DomainName.Parse(name), salt, iterations)).ToLowerInvariant();

    public static IEnumerable<ResourceRecord> Rendered(IEnumerable<RecordSet> sets) => sets.SelectMany(set =>
        set.Records.Concat(set.Signatures.Select(signature => new ResourceRecord(set.Owner, set.Class, set.Ttl, signature))));

    // Each NSEC3 of the zone in the order of hashes, and where its owner stands to the name's hash.
    private static IEnumerable<(RecordSet Set, int Order)> Links(ScenarioWorld world, string apex, string name)
    {
        RecordSet[] sets = [.. SetsOf(world, apex).Where(set => set.Type == RecordType.NSEC3).OrderBy(set => set.Owner)];
        var parameters = (Nsec3Rdata)sets[0].Data[0];
        string hash = HashOf(name, parameters.Iterations, parameters.Salt.ToArray());
        var owner = DomainName.Parse(apex == "." ? hash : $"{hash}.{apex}");
        return sets.Select(set => (set, set.Owner.CompareTo(owner)));
    }

    private static IReadOnlyList<RecordSet> SetsOf(ScenarioWorld world, string apex) => world.Sign().Find(DomainName.Parse(apex))!.Sets;
}
