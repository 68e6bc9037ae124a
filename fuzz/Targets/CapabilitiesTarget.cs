using DaneCore.Smtp.Protocol;

namespace DaneCore.Fuzz.Targets;

/// <summary>The lines of a reply to EHLO. Keywords are keywords, numbers are above zero, and what is known does not depend on the order of different keywords.</summary>
internal sealed class CapabilitiesTarget : IFuzzTarget
{
    public string Name => "Capabilities";

    public IReadOnlyList<string> Parts { get; } = ["Smtp.Protocol.Capabilities"];

    public IReadOnlyList<string> Words { get; } =
    [
        "\n", "STARTTLS", "PIPELINING", "SIZE ", "SIZE 10485760", "SIZE=1", "8BITMIME", "SMTPUTF8", "CHUNKING", "BINARYMIME", "DSN", "ENHANCEDSTATUSCODES", "REQUIRETLS",
        "LIMITS RCPTMAX=1 MAILMAX=2", "LIMITS ", "RCPTMAX=", "AUTH=LOGIN", "AUTH PLAIN", "99999999999999999999", " ", "=", "-", "\x80",
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        List<string> lines = [];
        foreach (Range line in input.Split((byte)'\n'))
        {
            lines.Add(SmtpText.Escape(input[line]));
        }

        var said = Capabilities.Read(new SmtpReply(250, lines));
        BrokenPromiseException.Unless(
            said.Keywords.All(word => word.Length > 0 && word.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '-')), "a keyword is a keyword");
        BrokenPromiseException.Unless(said.Keywords.All(said.Has), "what was said is known");
        BrokenPromiseException.Unless(said.Size is null or > 0 && said.MaxRecipients is null or > 0 && said.MaxMessages is null or > 0, "a limit is above zero");

        // Each keyword counts where it is said first; so a first mention may stand anywhere.
        string[] distinct = [.. lines.Skip(1).DistinctBy(line => line.Split(' ', '=')[0].ToUpperInvariant())];
        var turned = Capabilities.Read(new SmtpReply(250, [lines[0], .. distinct.Reverse()]));
        BrokenPromiseException.Unless(
            said.Keywords.Order(StringComparer.Ordinal).SequenceEqual(turned.Keywords.Order(StringComparer.Ordinal)) && said.Size == turned.Size && said.MaxRecipients == turned.MaxRecipients,
            "the order of different keywords decides nothing");
    }
}
