using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DaneCore.Sbom;

namespace DaneCore.Architecture.Tests;

/// <summary>What <c>./sbom.sh</c> prints: every package of the lock files of what ships, and nothing else.</summary>
public sealed partial class SbomTests
{
    private static readonly string Text = BomDocument.Write(Shipment.Read(Repository.Root));

    [Fact]
    public void Bom_OfThisTree_IsWellFormedAndComplete() => Offences.None(Faults(Parse()));

    [Theory]
    [InlineData("a package less", "not in the document")]
    [InlineData("a package more", "in no lock file")]
    [InlineData("another version", "in no lock file")]
    [InlineData("another hash", "is not the hash of the lock files")]
    [InlineData("one twice", "twice")]
    [InlineData("a need of nobody", "nobody knows")]
    [InlineData("no licence", "licence")]
    public void Bom_Damaged_IsNoticed(string damage, string words)
    {
        JsonObject bom = Parse();
        JsonArray components = bom["components"]!.AsArray();
        JsonObject package = components.Last(one => one!["hashes"] is not null)!.AsObject();
        switch (damage)
        {
            case "a package less":
                components.Remove(package);
                break;
            case "a package more":
                JsonNode stranger = package.DeepClone();
                stranger["name"] = "Stranger";
                stranger["bom-ref"] = $"pkg:nuget/Stranger@{package["version"]}";
                stranger["purl"] = $"pkg:nuget/Stranger@{package["version"]}";
                components.Add(stranger);
                break;
            case "another version":
                package["version"] = "0.0.1";
                break;
            case "another hash":
                string hash = package["hashes"]![0]!["content"]!.GetValue<string>();
                package["hashes"]![0]!["content"] = (hash[0] == '0' ? "1" : "0") + hash[1..];
                break;
            case "one twice":
                components.Add(package.DeepClone());
                break;
            case "a need of nobody":
                bom["dependencies"]![0]!["dependsOn"]!.AsArray().Add("pkg:nuget/Nobody@1.0.0");
                break;
            default:
                package.Remove("licenses");
                break;
        }

        Assert.Contains(Faults(bom), fault => fault.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void Bom_WrittenTwice_IsTheSameText() => Assert.Equal(Text, BomDocument.Write(Shipment.Read(Repository.Root)));

    /// <summary>What "required" says is what the build puts beside the program, and what is "excluded" is not there.</summary>
    [Fact]
    public void Bom_OfThisTree_ShipsWhatStandsBesideTheProgram()
    {
        string built = Path.Combine(Repository.Root, "src", "Cli", Path.GetRelativePath(Path.Combine(Repository.Root, "tests", "Architecture.Tests"), AppContext.BaseDirectory), "danecore.deps.json");
        using var beside = JsonDocument.Parse(File.ReadAllBytes(built));
        IEnumerable<string> packages =
            from library in beside.RootElement.GetProperty("libraries").EnumerateObject()
            where library.Value.GetProperty("type").GetString() == "package"
            select library.Name.Replace('/', '@');

        Assert.Equal(
            packages.Order(StringComparer.Ordinal),
            Parse()["components"]!.AsArray().Where(one => one!["scope"]?.GetValue<string>() == "required").Select(one => $"{one!["name"]}@{one["version"]}").Order(StringComparer.Ordinal));
    }

    private static JsonObject Parse() => JsonNode.Parse(Text)!.AsObject();

    private static IEnumerable<string> Faults(JsonObject bom)
    {
        if (((string?)bom["bomFormat"], (string?)bom["specVersion"], (int?)bom["version"]) is not ("CycloneDX", "1.6", 1))
        {
            yield return "this is no CycloneDX 1.6";
        }

        JsonNode[] components = [bom["metadata"]!["component"]!, .. bom["components"]!.AsArray().Select(one => one!)];
        HashSet<string> known = [];
        foreach (JsonNode one in components)
        {
            string reference = (string)one["bom-ref"]!;
            if (!known.Add(reference))
            {
                yield return $"{reference} is there twice";
            }

            if (reference != $"pkg:nuget/{one["name"]}@{one["version"]}" || one["purl"] is { } purl && (string?)purl != reference)
            {
                yield return $"{reference} names something else than {one["name"]} {one["version"]}";
            }

            if (one["licenses"] is not JsonArray { Count: 1 })
            {
                yield return $"{reference} has no licence, or several";
            }
        }

        foreach (JsonNode? one in bom["dependencies"]!.AsArray())
        {
            foreach (string named in (string[])[(string)one!["ref"]!, .. one["dependsOn"]!.AsArray().Select(need => (string)need!)])
            {
                if (!known.Contains(named))
                {
                    yield return $"{one["ref"]} depends on {named}, which nobody knows";
                }
            }
        }

        foreach (string fault in AgainstTheLockFiles(bom["components"]!.AsArray()))
        {
            yield return fault;
        }
    }

    private static IEnumerable<string> AgainstTheLockFiles(JsonArray components)
    {
        Dictionary<string, string> locked = [];
        foreach (string path in Repository.Files("packages.lock.json", "src"))
        {
            foreach (Match entry in LockedPackage().Matches(Repository.Read(path)))
            {
                locked[$"{entry.Groups["name"].Value}@{entry.Groups["version"].Value}"] = entry.Groups["hash"].Value;
            }
        }

        Dictionary<string, string> told = [];
        foreach (JsonNode? one in components.Where(one => one!["hashes"] is not null))
        {
            string key = $"{one!["name"]}@{one["version"]}", hash = (string)one["hashes"]![0]!["content"]!;
            told[key] = hash;
            if (!locked.TryGetValue(key, out string? expected))
            {
                yield return $"{key} is in no lock file";
            }
            else if (hash != Convert.ToHexStringLower(Convert.FromBase64String(expected)) || hash.Length != 128 || (string?)one["hashes"]![0]!["alg"] != "SHA-512")
            {
                yield return $"{key}: {hash} is not the hash of the lock files";
            }
        }

        foreach (string key in locked.Keys.Except(told.Keys))
        {
            yield return $"{key} is not in the document";
        }
    }

    [GeneratedRegex("""
        "(?<name>[^"]+)": \{\s*"type": "[^"]+",\s*(?:"requested": "[^"]+",\s*)?"resolved": "(?<version>[^"]+)",\s*"contentHash": "(?<hash>[^"]+)"
        """)]
    private static partial Regex LockedPackage();
}
