using System.Text;
using System.Text.Json;

namespace DaneCore.Sbom;

/// <summary>A shipment in CycloneDX 1.6. The same shipment gives the same text: no time of day, no number drawn, everything in order.</summary>
internal static class BomDocument
{
    private const string OwnLicence = "MIT";

    /// <summary>The document, with a line end behind it.</summary>
    public static string Write(Shipment shipment)
    {
        using MemoryStream octets = new();
        using (Utf8JsonWriter json = new(octets, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("bomFormat", "CycloneDX");
            json.WriteString("specVersion", "1.6");
            json.WriteNumber("version", 1);
            json.WriteStartObject("metadata");
            json.WritePropertyName("component");
            WriteOwn(json, shipment.Own.Single(own => own.Name == Shipment.Program), shipment.Version, "application");
            json.WriteEndObject();
            json.WriteStartArray("components");
            foreach (OwnAssembly own in shipment.Own.Where(own => own.Name != Shipment.Program))
            {
                WriteOwn(json, own, shipment.Version, "library");
            }

            foreach (Package package in shipment.Packages)
            {
                WritePackage(json, package);
            }

            json.WriteEndArray();
            WriteDependencies(json, shipment);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(octets.ToArray()) + "\n";
    }

    private static string Reference(Shipment shipment, string name) =>
        shipment.Packages.FirstOrDefault(package => package.Name == name) is { } package ? Purl(package.Name, package.Version) : Purl(name, shipment.Version);

    private static string Purl(string name, string version) => $"pkg:nuget/{name}@{version}";

    private static void WriteOwn(Utf8JsonWriter json, OwnAssembly own, string version, string type)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("bom-ref", Purl(own.Name, version));
        json.WriteString("name", own.Name);
        json.WriteString("version", version);
        WriteLicence(json, own.Name, new Licence(OwnLicence, null));
        json.WriteEndObject();
    }

    private static void WritePackage(Utf8JsonWriter json, Package package)
    {
        string purl = Purl(package.Name, package.Version);
        json.WriteStartObject();
        json.WriteString("type", "library");
        json.WriteString("bom-ref", purl);
        json.WriteString("name", package.Name);
        json.WriteString("version", package.Version);
        json.WriteString("scope", package.Ships ? "required" : "excluded");
        json.WriteStartArray("hashes");
        json.WriteStartObject();
        json.WriteString("alg", "SHA-512");
        json.WriteString("content", Convert.ToHexStringLower(Convert.FromBase64String(package.ContentHash)));
        json.WriteEndObject();
        json.WriteEndArray();
        WriteLicence(json, package.Name, package.Licence);
        json.WriteString("purl", purl);
        json.WriteStartArray("properties");
        json.WriteStartObject();
        json.WriteString("name", "nuget:contentHash");
        json.WriteString("value", package.ContentHash);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteLicence(Utf8JsonWriter json, string name, Licence licence)
    {
        if (licence is { Expression: null, Text: null })
        {
            return;
        }

        json.WriteStartArray("licenses");
        json.WriteStartObject();
        if (licence.Expression is { } expression && expression.Contains(' ', StringComparison.Ordinal))
        {
            json.WriteString("expression", expression);
        }
        else
        {
            json.WriteStartObject("license");
            json.WriteString(licence.Expression is null ? "name" : "id", licence.Expression ?? $"the licence of {name}");
            if (licence.Text is not null)
            {
                json.WriteStartObject("text");
                json.WriteString("contentType", "text/plain");
                json.WriteString("content", licence.Text);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteDependencies(Utf8JsonWriter json, Shipment shipment)
    {
        json.WriteStartArray("dependencies");
        foreach ((string name, IReadOnlyList<string> needs) in shipment.Own.Select(own => (own.Name, own.Needs)).Concat(shipment.Packages.Select(package => (package.Name, package.Needs))))
        {
            json.WriteStartObject();
            json.WriteString("ref", Reference(shipment, name));
            json.WriteStartArray("dependsOn");
            foreach (string need in needs)
            {
                json.WriteStringValue(Reference(shipment, need));
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
