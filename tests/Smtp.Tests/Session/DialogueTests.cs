using DaneCore.Lab.Scenarios;
using DaneCore.Support;
namespace DaneCore.Smtp.Tests.Session;

public sealed class DialogueTests
{
    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(TestData.PathOf("dialogues"), "*.smtp").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    [MailRule(43, RuleSide.Holds)]
    [MailRule(44, RuleSide.Broken)]
    [MailRule(41, RuleSide.Broken)]
    [Requirement("3207-4-1")]
    [Requirement("3207-4.2-1")]
    [Requirement("3207-4.2-2")]
    [Requirement("3207-4.2-4")]
    [Requirement("5321-3.2-1")]
    [Requirement("5321-2.2.1-2")]
    [Requirement("5321-4.1.1.1-1")]
    [Requirement("5321-4.1.4-1")]
    [Requirement("5321-4.1.1.10-1")]
    [Requirement("5321-4.3.1-1")]
    [Requirement("5321-4.3.1-2")]
    [Requirement("5321-4.3.2-1")]
    [Requirement("3207-4-3")]
    [Requirement("6531-3.7.4.1-1")]
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
