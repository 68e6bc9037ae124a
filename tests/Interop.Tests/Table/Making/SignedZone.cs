using System.Globalization;

namespace DaneCore.Interop.Tests.Table.Making;

/// <summary>A zone as its signer left it, record by record, and the ways to spoil it. What is to be spoilt must be there.</summary>
internal sealed class SignedZone(string apex, IEnumerable<ZoneLine> lines)
{
    private List<ZoneLine> _lines = [.. lines];

    public string Apex { get; } = apex;

    public IReadOnlyList<ZoneLine> Lines => _lines;

    public static SignedZone Read(string apex, string text) =>
        new(apex, text.Split('\n').Select(ZoneLine.Read).OfType<ZoneLine>());

    /// <summary>A name of this zone, absolute; empty is the apex.</summary>
    public string Name(string relative) => (relative.Length, Apex) switch
    {
        (0, _) => Apex + (Apex == "." ? "" : "."),
        (_, ".") => relative + ".",
        _ => $"{relative}.{Apex}.",
    };

    /// <summary>Takes the record sets of a type away, and leaves signatures.</summary>
    public void Remove(string name, string type) => Change(name, type, _ => []);

    /// <summary>Takes the signatures over a set away.</summary>
    public void RemoveSignatures(string name, string type) => ChangeSignatures(name, type, _ => []);

    /// <summary>Takes a set away with its signatures.</summary>
    public void RemoveSigned(string name, string type)
    {
        Remove(name, type);
        RemoveSignatures(name, type);
    }

    /// <summary>Takes every record of a type and every signature over that type away, wherever it stands.</summary>
    public void RemoveEverywhere(string type) => Filter(line => line.Type != type && line.Covered != type);

    /// <summary>Makes every signature over a set one that fits nothing.</summary>
    public void Damage(string name, string type) => ChangeSignatures(name, type, line => [Damaged(line)]);

    /// <summary>Makes every signature over sets of a type one that fits nothing.</summary>
    public void DamageEverywhere(string type) => Each(line => line.Covered == type ? [Damaged(line)] : [line]);

    /// <summary>Changes one field of each record of a set; fields count from 0.</summary>
    public void SetField(string name, string type, int field, string value) => Change(name, type, line => [line.WithField(field, value)]);

    /// <summary>Changes one field of the signatures over a set: 2 labels, 3 original TTL, 4 expiration, 5 inception, 6 key tag, 7 signer.</summary>
    public void SetSignatureField(string name, string type, int field, string value) => ChangeSignatures(name, type, line => [line.WithField(field, value)]);

    /// <summary>The TTL of a set and its signatures, changed after signing.</summary>
    public void SetTtl(string name, string type, long ttl) =>
        Each(line => IsAt(line, name) && (line.Type == type || line.Covered == type) ? [line with { Ttl = ttl }] : [line]);

    public void Change(string name, string type, Func<ZoneLine, IEnumerable<ZoneLine>> change) =>
        Each(line => IsAt(line, name) && line.Type == type ? change(line) : [line]);

    public void ChangeSignatures(string name, string type, Func<ZoneLine, IEnumerable<ZoneLine>> change) =>
        Each(line => IsAt(line, name) && line.Covered == type ? change(line) : [line]);

    /// <summary>Adds a record, such as <c>www A 192.0.2.7</c>.</summary>
    public void Add(string name, string type, string data) => _lines.Add(new ZoneLine(Name(name), 300, type, data));

    public void Add(IEnumerable<ZoneLine> more) => _lines.AddRange(more);

    /// <summary>The records of a set and the signatures over it.</summary>
    public IEnumerable<ZoneLine> Signed(string name, string type)
    {
        ZoneLine[] found = [.. _lines.Where(line => IsAt(line, name) && (line.Type == type || line.Covered == type))];
        Assert.True(found.Length > 0, $"{Apex} has no {type} at '{name}'");
        return found;
    }

    public void Filter(Func<ZoneLine, bool> keep) => Each(line => keep(line) ? [line] : []);

    /// <summary>Changes records one by one.</summary>
    public void Replace(Func<ZoneLine, ZoneLine> change) => Each(line => [change(line)]);

    public override string ToString() => string.Concat(_lines.Select(line => line + "\n"));

    private bool IsAt(ZoneLine line, string name) => line.Owner.Equals(Name(name), StringComparison.OrdinalIgnoreCase);

    private void Each(Func<ZoneLine, IEnumerable<ZoneLine>> change)
    {
        List<ZoneLine> after = [.. _lines.SelectMany(change)];
        Assert.False(after.SequenceEqual(_lines), $"an edit of {Apex} changed nothing");
        _lines = after;
    }

    // Another octet in the middle: for ECDSA of 32 octets and for RSA alike, the length stays and the number does not.
    private static ZoneLine Damaged(ZoneLine line)
    {
        string[] fields = line.Fields;
        string signature = string.Concat(fields[8..]);
        byte[] octets = Convert.FromBase64String(signature);
        octets[octets.Length / 3] ^= 0x55;
        return line with { Data = string.Create(CultureInfo.InvariantCulture, $"{string.Join(' ', fields[..8])} {Convert.ToBase64String(octets)}") };
    }
}
