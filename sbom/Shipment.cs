using System.Text.Json;

namespace DaneCore.Sbom;

/// <summary>
/// What the lock files of the projects in <c>src</c> name: our own assemblies, and every package. A package that puts nothing beside the program
/// helps to build it and does not ship.
/// </summary>
internal sealed record Shipment(string Version, IReadOnlyList<OwnAssembly> Own, IReadOnlyList<Package> Packages)
{
    /// <summary>The assembly that all else is there for.</summary>
    public const string Program = "danecore";

    /// <summary>Reads what is below a root, which has to be restored.</summary>
    public static Shipment Read(string root)
    {
        SortedDictionary<string, OwnAssembly> own = new(StringComparer.Ordinal);
        SortedDictionary<string, Package> packages = new(StringComparer.Ordinal);
        string version = "";
        foreach (string file in Directory.EnumerateFiles(Path.Combine(root, "src"), "packages.lock.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            using var locked = JsonDocument.Parse(File.ReadAllBytes(file));
            using var assets = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(file)!, "obj", "project.assets.json")));
            JsonElement project = assets.RootElement.GetProperty("project");
            JsonProperty[] entries = [.. locked.RootElement.GetProperty("dependencies").EnumerateObject().SelectMany(framework => framework.Value.EnumerateObject())];
            foreach (JsonProperty entry in entries.Where(entry => TypeOf(entry) != "Project"))
            {
                Keep(packages, Package.Read(entry, assets.RootElement));
            }

            version = project.GetProperty("version").GetString()!;
            string name = project.GetProperty("restore").GetProperty("projectName").GetString()!;
            own[name] = new OwnAssembly(name, [.. Direct(entries)]);
        }

        return new Shipment(version, [.. own.Values], [.. packages.Values]);
    }

    /// <summary>What an entry of a lock file says it depends on.</summary>
    public static IEnumerable<string> NeedsOf(JsonElement entry) =>
        entry.TryGetProperty("dependencies", out JsonElement needs) ? needs.EnumerateObject().Select(one => one.Name) : [];

    private static void Keep(SortedDictionary<string, Package> packages, Package read)
    {
        if (packages.TryGetValue(read.Name, out Package? other) && (other.Version, other.ContentHash) != (read.Version, read.ContentHash))
        {
            throw new FormatException($"the lock files do not agree on {read.Name}");
        }

        packages[read.Name] = read with { Ships = read.Ships || other is { Ships: true } };
    }

    // Packages that the project asks for itself, and of our assemblies those that come by no other one.
    private static IEnumerable<string> Direct(JsonProperty[] entries)
    {
        HashSet<string> brought = [.. entries.Where(entry => TypeOf(entry) == "Project").SelectMany(entry => NeedsOf(entry.Value))];
        return entries.Where(entry => TypeOf(entry) == "Direct" || (TypeOf(entry) == "Project" && !brought.Contains(entry.Name))).Select(entry => entry.Name).Order(StringComparer.Ordinal);
    }

    private static string TypeOf(JsonProperty entry) => entry.Value.GetProperty("type").GetString()!;
}
