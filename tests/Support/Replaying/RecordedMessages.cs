using System.Globalization;
using System.Text.Json;
using DaneCore.Resolver.Wire;

namespace DaneCore.Support.Replaying;

/// <summary>Whole messages as octets: in hex, one per line, or in base64 inside JSON lines.</summary>
internal static class RecordedMessages
{
    /// <summary>One message per line; lines that start with <c>#</c> are remarks.</summary>
    public static IReadOnlyList<Message> ReadHexLines(string path) =>
        [.. File.ReadLines(path).Where(line => line.Length > 0 && line[0] != '#').Select(line => Read(Convert.FromHexString(line.Trim())))];

    /// <summary>The messages of all JSON lines that have one, under this property name, in the order of the file.</summary>
    public static IReadOnlyList<Message> ReadJsonLines(string path, string property)
    {
        List<Message> messages = [];
        foreach (string line in File.ReadLines(path).Where(line => line.Length > 0))
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.TryGetProperty(property, out JsonElement wire))
            {
                messages.Add(Read(wire.GetBytesFromBase64()));
            }
        }

        return messages;
    }

    private static Message Read(ReadOnlySpan<byte> octets) => Message.TryRead(octets, out Message? message, out WireFault fault)
        ? message
        : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"a recorded message cannot be read: {fault}"));
}
