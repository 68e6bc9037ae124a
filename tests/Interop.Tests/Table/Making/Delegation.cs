using System.Globalization;
using System.Text;

namespace DaneCore.Interop.Tests.Table.Making;

/// <summary>What a zone's own tools say the parent should publish, and ways to say something else.</summary>
internal sealed class Delegation(string apex, string own, string folder, IReadOnlyList<string> keyRecords)
{
    /// <summary>The DS records with SHA-256, as the zone's tool made them.</summary>
    public string Own { get; } = own;

    /// <summary>A DS that fits no key.</summary>
    public string Fake(int algorithm = 13, int digest = 2, int octets = 32) =>
        string.Create(CultureInfo.InvariantCulture, $"{apex}. IN DS 4711 {algorithm} {digest} {new string('B', octets * 2)}\n");

    /// <summary>The zone's own DS records, each with its digest spoilt.</summary>
    public static string Spoilt(string records)
    {
        StringBuilder text = new();
        foreach (string line in records.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            // The last octet's first digit: still hexadecimal, and another.
            char digit = line[^2];
            text.Append(line[..^2]).Append(digit == '0' ? '1' : '0').Append(line[^1]).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The DS record of one key by ldns, which makes one of any key; BIND's tool refuses revoked ones.</summary>
    public async Task<string> ByLdnsAsync(int key)
    {
        string file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"key-{key}.key"));
        await File.WriteAllTextAsync(file, keyRecords[key] + "\n");
        return await Tool.RunAsync(folder, "ldns-key2ds", "-n", "-2", "-f", file);
    }

    /// <summary>The DS records of these keys with this digest: 1, 2 or 4. Null: the keys that have one by plan.</summary>
    public async Task<string> WithDigestAsync(int digest, params int[] keys)
    {
        StringBuilder text = new();
        for (int i = 0; i < keyRecords.Count; i++)
        {
            if (keys.Length == 0 || keys.Contains(i))
            {
                string file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"ds-{digest}-{i}.zone"));
                await File.WriteAllTextAsync(file, $"$TTL 300\n{keyRecords[i]}\n");
                text.Append(await Tool.RunAsync(folder, "dnssec-dsfromkey", "-A", "-a", digest switch { 1 => "SHA-1", 2 => "SHA-256", _ => "SHA-384" }, "-f", file, apex));
            }
        }

        return text.ToString();
    }
}
