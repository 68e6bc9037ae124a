using DaneCore.Lab.Scenarios;
using DaneCore.Support;

namespace DaneCore.Smtp.Tests.Session;

public sealed class DialogueTests
{
    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(TestData.PathOf("dialogues"), "*.smtp").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

    // Which rules they show stands in the dialogues; the number here has them run with the rules of mail.
    [Theory]
    [MemberData(nameof(Names))]
    [MailRule(43, RuleSide.Holds)]
    public void Dialogue_HoweverItArrives_EndsAsItSays(string name)
    {
        string text = File.ReadAllText(Path.Combine(TestData.PathOf("dialogues"), name + ".smtp"));

        Dialogue.Play(text, octets => [octets]);
        Dialogue.Play(text, Lines);
        Dialogue.Play(text, octets => octets.Select(octet => new[] { octet }));
    }

    private static IEnumerable<byte[]> Lines(byte[] octets)
    {
        int start = 0;
        for (int i = 0; i < octets.Length; i++)
        {
            if (octets[i] == '\n')
            {
                yield return octets[start..(i + 1)];
                start = i + 1;
            }
        }

        if (start < octets.Length)
        {
            yield return octets[start..];
        }
    }
}
