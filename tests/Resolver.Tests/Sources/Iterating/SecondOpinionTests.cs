using DaneCore.Lab.Faults;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Support;

namespace DaneCore.Resolver.Tests.Sources.Iterating;

/// <summary>One server of a zone that sends what does not hold, to whatever it is asked, does not take the zone away; all of them do.</summary>
public sealed class SecondOpinionTests
{
    private const string Third = "@ NS ns3\nns3 A 127.9.3.3";

    // What chance decides, who is asked first, comes out in many ways: whichever server has the first word of whichever question.
    private const int Draws = 40;

    [Theory]
    [InlineData(2, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 1)]
    [InlineData(3, 2)]
    [InlineData(3, 3)]
    public async Task OneServer_StrippingSignatures_NeverMakesTheZoneBogus(int servers, int bad)
    {
        bool wasHeard = false;
        for (int draw = 0; draw < Draws; draw++)
        {
            await using IterationLab lab = Lab(draw);
            With(lab, servers).Fault(3, bad, ReplyFaults.StripSignatures());
            Answer answer = await lab.LookupAsync("www.example.lab", RecordType.A);

            Assert.True(answer.Security == SecurityStatus.Secure, $"draw {draw}: {answer.Security}, {answer.Why}");
            wasHeard |= lab.Seen.Any(seen => seen.StartsWith($"3.{bad} ", StringComparison.Ordinal));
        }

        Assert.True(wasHeard);
    }

    [Fact]
    public async Task AllServers_StrippingSignatures_MakeTheZoneBogus()
    {
        await using IterationLab lab = Lab(0);
        With(lab, 3);
        for (int server = 1; server <= 3; server++)
        {
            lab.Fault(3, server, ReplyFaults.StripSignatures());
        }

        Answer answer = await lab.LookupAsync("www.example.lab", RecordType.A);

        Assert.Equal(SecurityStatus.Bogus, answer.Security);
        Assert.Equal(ReasonKind.KeysUnsigned, answer.Why!.Kind);
    }

    private static IterationLab Lab(int seed)
    {
        Dice dice = new(seed);
        return new IterationLab { Draw = () => (ushort)dice.Next(ushort.MaxValue) };
    }

    private static IterationLab With(IterationLab lab, int servers) => servers == 3 ? lab.With("example.lab", Third) : lab;
}
