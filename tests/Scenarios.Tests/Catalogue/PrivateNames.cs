using DaneCore.Lab.Authority;
using DaneCore.Lab.Scenarios;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Scenarios.Tests.Catalogue;

/// <summary>Names for private use (RFC 6303): behind a network that has them they are not bogus, and no public name passes for one.</summary>
internal static class PrivateNames
{
    private const string Www = "www A 192.0.2.1";

    public static IEnumerable<ScenarioFile> All()
    {
        ScenarioWorld world = new ScenarioWorld().Zone("example", Www).Zone("test", Www);
        Message Forwarded(Message reply, ZoneSet zones) => reply with
        {
            Code = ResponseCode.NoError,
            Answer = [new ResourceRecord(reply.Questions[0].Name, RecordClass.IN, 60, new AddressRdata(System.Net.IPAddress.Parse("10.0.0.1")))],
            Authority = [],
        };
        ScenarioFile Below(string path, string claim, string name) => ScenarioFile.Of(path, claim, world, name).Answering(Forwarded);
        ScenarioFile Listed(ScenarioFile file) => file with { Scenario = file.Scenario with { PrivateZonesAreInsecure = true } };

        yield return Listed(Below("anchor/private-name-is-insecure", "The root proves that local. is not there; a private network's answer below it is unsigned, not bogus.", "printer.local")).Insecure(ReasonKind.PrivateZone);
        yield return Below("anchor/private-name-without-the-list-is-bogus", "Without the list of names for private use the root's proof is all that counts.", "printer.local").Bogus(ReasonKind.SignatureMissing);
        yield return Listed(Below("anchor/public-name-is-not-on-the-list", "A name that is not on the list gets no leave to be unsigned.", "printer.locale")).Bogus(ReasonKind.SignatureMissing);
        yield return Listed(ScenarioFile.Of("anchor/private-name-with-a-chain-is-secure", "Where the root vouches for a name of the list, its signatures count.", world, "www.test"));
        yield return Listed(ScenarioFile.Of("anchor/private-name-with-a-chain-and-forged-data-is-bogus", "Where the root vouches for a name of the list, missing signatures are not let pass.", world, "www.test").Answering(Damage.WithoutSignatures)).Bogus(ReasonKind.SignatureMissing);
        yield return Listed(ScenarioFile.Of("anchor/private-name-whose-delegation-is-hidden-is-insecure", "A forwarder that serves test. itself does not know the root's DS for it.", world, "www.test").Answering(Damage.WithoutSignatures).Answering("test", RecordType.DS, (reply, _) => reply with { Code = ResponseCode.NXDomain, Answer = [], Authority = [] })).Insecure(ReasonKind.PrivateZone);
        yield return Listed(ScenarioFile.Of("anchor/public-name-whose-delegation-is-hidden-is-bogus", "The same for a name that is not on the list.", world, "www.example").Answering(Damage.WithoutSignatures).Answering("example", RecordType.DS, (reply, _) => reply with { Code = ResponseCode.NXDomain, Answer = [], Authority = [] })).Bogus(ReasonKind.DelegationProofMissing);
        yield return Listed(ScenarioFile.Of("anchor/of-a-private-name-is-secure", "An anchor that the user set for a name of the list counts.", world, "www.test").TrustedAt("test"));
        yield return Listed(ScenarioFile.Of("anchor/of-a-private-name-with-forged-data-is-bogus", "Under an anchor that the user set for a name of the list, missing signatures are bogus.", world, "www.test").TrustedAt("test").Answering(Damage.WithoutSignatures)).Bogus(ReasonKind.SignatureMissing);
    }
}
