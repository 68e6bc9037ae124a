using System.Text;
using DaneCore.Resolver.Sources;

namespace DaneCore.Fuzz.Targets;

/// <summary>A recording's text. Written again it is the same text as the second time.</summary>
internal sealed class RecordingTarget : IFuzzTarget
{
    public string Name => "Recording";

    public IReadOnlyList<string> Parts { get; } = ["Resolver.Sources.RecordingReader", "Resolver.Sources.RecordingWriter"];

    public IReadOnlyList<string> Words { get; } =
        ["; danecore recording 1\n", "at 2026-11-23T14:00:00Z\n", "question example.com. IN A\n", "server 192.0.2.53:53\n", "wire ", "failed TimedOut x\n", "\n", "AAAA", "="];

    public void Run(ReadOnlySpan<byte> input)
    {
        if (!RecordingReader.TryParse(Encoding.UTF8.GetString(input), out Recording? recording, out string? why))
        {
            BrokenPromiseException.Unless(why.Length > 0, "what is refused has a reason");
            return;
        }

        string text = RecordingWriter.ToText(recording);
        bool read = RecordingReader.TryParse(text, out Recording? again, out why);
        BrokenPromiseException.Unless(read, $"what is written is read: {why}");
        BrokenPromiseException.Unless(RecordingWriter.ToText(again!) == text, "and is written the same");
    }
}
