using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace DaneCore.Cli.Output;

/// <summary>
/// Everything written as JSON; the code that writes it is made by the compiler, so nothing is reflected on. All but ASCII is
/// escaped, so that the JSON may be looked at in a terminal too.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(RecordingJson))]
[JsonSerializable(typeof(TlsaCreateJson))]
[JsonSerializable(typeof(TlsaVerifyJson))]
[JsonSerializable(typeof(CheckJson))]
[JsonSerializable(typeof(CheckListJson))]
[JsonSerializable(typeof(DemoJson))]
[JsonSerializable(typeof(QueryJson))]
[JsonSerializable(typeof(QueriesJson))]
[JsonSerializable(typeof(VersionJson))]
[JsonSerializable(typeof(AnchorsJson))]
[JsonSerializable(typeof(RecipientJson))]
[JsonSerializable(typeof(RecipientsJson))]
[JsonSerializable(typeof(ScanRowJson))]
internal sealed partial class JsonShapes : JsonSerializerContext
{
    // Made at first use: the generated half of this class must have been set up before.
    private static readonly Lazy<JsonShapes> Ascii = new(() => new JsonShapes(new JsonSerializerOptions(Default!.Options)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.BasicLatin),
    }));

    private static readonly Lazy<JsonShapes> OnOneLine = new(() => new JsonShapes(new JsonSerializerOptions(Ascii.Value.Options) { WriteIndented = false }));

    /// <summary>A row as one line, without its end.</summary>
    public static string LineOf(ScanRowJson row) => JsonSerializer.Serialize(row, OnOneLine.Value.ScanRowJson);

    /// <summary>One object, and nothing else, on standard output.</summary>
    public static void Write<T>(Terminal terminal, T value)
    {
        var shape = (JsonTypeInfo<T>)Ascii.Value.GetTypeInfo(typeof(T))!;
        terminal.Out.WriteLine(JsonSerializer.Serialize(value, shape));
    }
}
