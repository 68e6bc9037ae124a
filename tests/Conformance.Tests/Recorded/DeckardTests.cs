using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Support.Replaying;

namespace DaneCore.Conformance.Tests.Recorded;

/// <summary>
/// Scenarios of Deckard: what their resolver is asked, and whether it may say that the answer is authentic. Where the AD flag is
/// expected there, it is secure here.
/// </summary>
public sealed class DeckardTests
{
    [Theory]
    [InlineData("world_cz_turris_api", "api.turris.cz.", "A", SecurityStatus.Secure, ReasonKind.None, ResponseCode.NoError)]
    [InlineData("world_cz_turris_api", "api.turris.cz.", "AAAA", SecurityStatus.Secure, ReasonKind.None, ResponseCode.NoError)]
    [InlineData("world_cz_lidovky_www", "www.lidovky.cz.", "A", SecurityStatus.Insecure, ReasonKind.InsecureDelegation, ResponseCode.NoError)]
    [InlineData("world_mx_nic_www", "www.nic.mx.", "A", SecurityStatus.Insecure, ReasonKind.OptOutDelegation, ResponseCode.NoError)]
    [InlineData("world_mx_nic_www", "www.nicmexico.mx.", "A", SecurityStatus.Secure, ReasonKind.None, ResponseCode.NoError)]
    [InlineData("val_root_ds", ".", "DS", SecurityStatus.Secure, ReasonKind.None, ResponseCode.NoError)]
    [InlineData("val_nsec3_optout_unsec_cache", "a.b.sample.net.", "A", SecurityStatus.Insecure, ReasonKind.OptOutDelegation, ResponseCode.NoError)]
    [InlineData("nsec3_wildcard_no_data_response", "qwr.cz.", "A", SecurityStatus.Secure, ReasonKind.None, ResponseCode.NXDomain)]
    [InlineData("nsec_aggr_cache", "hm.", "DS", SecurityStatus.Secure, ReasonKind.None, ResponseCode.NoError)]
    [InlineData("nsec_aggr_cache", "hm.", "SOA", SecurityStatus.Insecure, ReasonKind.InsecureDelegation, ResponseCode.NoError)]
    [InlineData("nsec_aggr_cache", "sk2.", "DS", SecurityStatus.Secure, ReasonKind.None, ResponseCode.NXDomain)]
    [InlineData("nsec_aggr_cache", "deep.sk2.", "A", SecurityStatus.Secure, ReasonKind.None, ResponseCode.NXDomain)]
    [InlineData("nsec_aggr_cache", "deeper.deep.sk2.", "DS", SecurityStatus.Secure, ReasonKind.None, ResponseCode.NXDomain)]
    [InlineData("nsec_aggr_cache", "sk.", "DS", SecurityStatus.Secure, ReasonKind.None, ResponseCode.NoError)]
    [InlineData("nsec_aggr_cache", "root.cz.", "TYPE65535", SecurityStatus.Secure, ReasonKind.None, ResponseCode.NoError)]
    [InlineData("nsec_aggr_cache", "root.cz.", "TYPE65530", SecurityStatus.Secure, ReasonKind.None, ResponseCode.NoError)]
    [InlineData("nsec_aggr_cache", "root.cz.", "A", SecurityStatus.Secure, ReasonKind.None, ResponseCode.NoError)]
    [InlineData("nsec_aggr_cache", "random1.blog.root.cz.", "A", SecurityStatus.Secure, ReasonKind.None, ResponseCode.NoError)]
    [InlineData("nsec_aggr_cache", "random1.blog.root.cz.", "TYPE65535", SecurityStatus.Secure, ReasonKind.None, ResponseCode.NoError)]
    public void Scenario_AskedItsQuestion_AnswersAsItsAuthorsExpect(
        string file, string name, string type, SecurityStatus status, ReasonKind why, ResponseCode code)
    {
        var scenario = DeckardScenario.Read(RecordedChains.PathOf("deckard", $"{file}.rpl"));
        Assert.True(RecordTypes.TryParse(type, out RecordType asked));

        Judgement judgement = Replay.Judge(
            new Question(DomainName.Parse(name), asked), scenario.World, scenario.Anchors, scenario.Instant, new ValidationPolicy { ValidateSha1 = true });

        RecordedChainTests.Expect(judgement, status, why);
        Assert.Equal(code, judgement.Code);
    }
}
