using System.Text;
using DaneCore.Dane;

namespace DaneCore.Fuzz.Targets;

/// <summary>A TLSA record as a person types it. Its text reads back, and every profile knows whether it can be used.</summary>
internal sealed class TlsaTextTarget : IFuzzTarget
{
    private static readonly UsageProfile[] Profiles = [UsageProfile.Smtp, UsageProfile.ExchangeOnline, UsageProfile.Https];

    public string Name => "TlsaText";

    public IReadOnlyList<string> Parts { get; } = ["Dane.TlsaRecord", "Dane.UsageProfile"];

    public IReadOnlyList<string> Words { get; } = ["0 ", "1 ", "2 ", "3 ", "255 ", "256 ", " ", "\t", "(", ")", "00", "ff", "3082", new('a', 64)];

    public void Run(ReadOnlySpan<byte> input)
    {
        if (!TlsaRecord.TryParse(Encoding.UTF8.GetString(input), out TlsaRecord? record, out string? why))
        {
            BrokenPromiseException.Unless(why.Length > 0, "what is refused has a reason");
            return;
        }

        BrokenPromiseException.Unless(
            TlsaRecord.TryParse(record.ToString(), out TlsaRecord? again, out _) && again.Equals(record), $"the text reads back: {record}");
        foreach (UsageProfile profile in Profiles)
        {
            BrokenPromiseException.Unless(record.WhyUnusable(profile) is not { Text.Length: 0 }, "what is unusable has a reason");
        }
    }
}
