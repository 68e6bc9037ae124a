using System.Text.Json;
using System.Xml.Linq;

namespace DaneCore.Sbom;

/// <summary>A package of a lock file. Its content hash is SHA-512 over the package without the signature of who serves it, in base 64.</summary>
internal sealed record Package(string Name, string Version, string ContentHash, Licence Licence, bool Ships, IReadOnlyList<string> Needs)
{
    /// <summary>Reads an entry of a lock file, and what the restored package beside it says.</summary>
    public static Package Read(JsonProperty entry, JsonElement assets)
    {
        string version = entry.Value.GetProperty("resolved").GetString()!;
        string key = $"{entry.Name}/{version}";
        bool ships = assets.GetProperty("targets").EnumerateObject().Any(target => target.Value.TryGetProperty(key, out JsonElement used)
            && used.TryGetProperty("runtime", out JsonElement files) && files.EnumerateObject().Any(file => !file.Name.EndsWith("/_._", StringComparison.Ordinal)));
        string folder = assets.GetProperty("libraries").TryGetProperty(key, out JsonElement restored)
            ? assets.GetProperty("packageFolders").EnumerateObject().Select(place => Path.Combine(place.Name, restored.GetProperty("path").GetString()!)).FirstOrDefault(Directory.Exists)
                ?? throw new FormatException($"the package {key} is not there")
            : throw new FormatException($"{key} is in a lock file and was not restored");
        return new Package(entry.Name, version, entry.Value.GetProperty("contentHash").GetString()!, LicenceIn(folder), ships, [.. Shipment.NeedsOf(entry.Value)]);
    }

    private static Licence LicenceIn(string folder)
    {
        string description = Directory.EnumerateFiles(folder, "*.nuspec").Single();
        XElement? licence = XDocument.Load(description).Descendants().FirstOrDefault(element => element.Name.LocalName == "license");
        return licence?.Attribute("type")?.Value switch
        {
            "expression" => new Licence(licence.Value, null),
            "file" => new Licence(null, File.ReadAllText(Path.Combine(folder, licence.Value.Replace('\\', '/'))).ReplaceLineEndings("\n")),
            _ => new Licence(null, null),
        };
    }
}
