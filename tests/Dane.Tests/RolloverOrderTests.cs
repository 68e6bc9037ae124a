using DaneCore.Lab.Scenarios;
using DaneCore.Support;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Dane.Tests;

/// <summary>Changes of key and parameters: whatever set a cache holds, in each of its parameters it fits the certificates in use (RFC 7671 section 8).</summary>
public sealed class RolloverOrderTests
{
    private static readonly TestCertificate Root = TestCertificate.Root();
    private static readonly TestCertificate Issuer = TestCertificate.Intermediate(Root);
    private static readonly TestCertificate OtherRoot = TestCertificate.Root("Other Root");
    private static readonly TestCertificate SelfSigned = TestCertificate.Server(null, plan => plan.Key = TestCertificate.EllipticKey("self"));
    private static readonly TestCertificate Server = TestCertificate.Server(Issuer);
    private static readonly TestCertificate Renewed = TestCertificate.Server(Issuer, plan => plan.Key = TestCertificate.EllipticKey("renewed"));
    private static readonly TestCertificate Moved = TestCertificate.Server(OtherRoot, plan => plan.Key = TestCertificate.EllipticKey("moved"));

    private static readonly Dictionary<string, PeerChain> Chains = new(StringComparer.Ordinal)
    {
        ["self"] = Judging.Chain(SelfSigned),
        ["server"] = Judging.Chain(Server, Issuer, Root),
        ["renewed"] = Judging.Chain(Renewed, Issuer, Root),
        ["moved"] = Judging.Chain(Moved, OtherRoot),
    };

    private static readonly TimeSpan Ttl = TimeSpan.FromHours(1);

    public static TheoryData<string, string, string, string> Changes()
    {
        TheoryData<string, string, string, string> data = [];
        string[] parameters = ["3 1 1", "2 0 1", "3 1 1,2 0 1", "3 1 1,3 1 2"];
        foreach (string current in Chains.Keys)
        {
            foreach (string next in Chains.Keys.Append("").Where(next => next != current))
            {
                foreach (string from in parameters)
                {
                    foreach (string to in parameters)
                    {
                        bool isPossible = !(current == "self" && from.Split(',').Any(each => each[0] == '2'))
                            && !((next.Length > 0 ? next : current) == "self" && to.Split(',').Any(each => each[0] == '2'));
                        if (isPossible)
                        {
                            data.Add(current, next, from, to);
                        }
                    }
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Changes))]
    [MailRule(66, RuleSide.Holds)]
    [Requirement("7671-8.4-1")]
    [Requirement("7671-8-1")]
    [Requirement("7671-2-4")]
    [Requirement("7671-8.1-1")]
    public void Set_InAnyCacheAtAnyTime_FitsInEachOfItsParameters(string current, string next, string from, string to)
    {
        PeerChain last = Chains[next.Length > 0 ? next : current];
        RolloverPlan plan = Plan(Chains[current], next.Length > 0 ? Chains[next] : null, from, to);

        Assert.NotEmpty(plan.Steps);
        int deployed = plan.Steps.ToList().FindIndex(step => step.Title == "during");
        for (int i = 0; i < plan.Steps.Count; i++)
        {
            // Up to the set that holds both, the old key is in use; from it on the new one may be. Two TTLs after it no older set is left.
            if (deployed < 0 || i <= deployed)
            {
                AssertFits(plan.Steps[i], Chains[current]);
            }

            if (deployed < 0 ? i == plan.Steps.Count - 1 : i >= deployed)
            {
                AssertFits(plan.Steps[i], last);
            }
        }

        Assert.Equal(Parameters(to).Count, plan.Steps[^1].Records.Select(TlsaParameters.Of).Distinct().Count());
        Assert.All(plan.Steps.Zip(plan.Steps.Skip(1)), pair => Assert.True(pair.First.SafeAt <= pair.Second.NotBefore));
        Assert.All(plan.Steps.Index(), step => Assert.Equal(
            step.Item.Title == "during" && !step.Item.Records.SequenceEqual(plan.Steps[step.Index - 1].Records) ? 2 * Ttl : TimeSpan.Zero, step.Item.Wait));
    }

    // The change in one step: the new parameters fit only what is to come.
    [Fact]
    [MailRule(66, RuleSide.Broken)]
    [Requirement("7671-8-2")]
    public void Set_WhoseParametersFitOnlyWhatIsToCome_IsNoticed()
    {
        DaneOutcome outcome = Judging.Verify(
            Chains["self"], SelfSigned.Record(CertificateUsage.DaneEe), OtherRoot.Record(CertificateUsage.DaneTa, Selector.Cert));

        Assert.Equal(DaneStatus.Matched, outcome.Status);
        Assert.Contains(outcome.Warnings, text => text.StartsWith("no 2 0 1 record fits", StringComparison.Ordinal) && text.Contains("RFC 7671 section 8", StringComparison.Ordinal));
    }

    [Fact]
    [MailRule(67, RuleSide.Holds)]
    public void Usage_FromKeyToIssuer_GoesByTheKeyToCome()
    {
        RolloverPlan plan = Plan(Chains["self"], Chains["moved"], "3 1 1", "2 0 1");

        TlsaRecord old = SelfSigned.Record(CertificateUsage.DaneEe);
        TlsaRecord key = Moved.Record(CertificateUsage.DaneEe);
        Assert.Equal(["before", "during", "after", "parameters"], plan.Steps.Select(step => step.Title));
        Assert.Equal([[old], [old, key], [key], [OtherRoot.Record(CertificateUsage.DaneTa, Selector.Cert)]], plan.Steps.Select(step => step.Records));
        Assert.Equal("RFC 7671 section 8.2", plan.Steps[3].Reason.Rfc);
    }

    [Fact]
    [MailRule(67, RuleSide.Holds)]
    public void Usage_FromIssuerToAKeyWithoutOne_GoesBy311()
    {
        RolloverPlan plan = Plan(Chains["server"], Chains["self"], "2 0 1", "3 1 2");

        Assert.Equal(["before", "between", "during", "after"], plan.Steps.Select(step => step.Title));
        Assert.Equal([Server.Record(CertificateUsage.DaneEe, Selector.Spki, MatchingType.Sha512)], plan.Steps[1].Records);
        plan = Plan(Chains["server"], Chains["self"], "2 0 1", "3 0 1");
        Assert.Equal(Server.Record(CertificateUsage.DaneEe, Selector.Cert), Assert.Single(plan.Steps[1].Records));
    }

    [Fact]
    [MailRule(67, RuleSide.Holds)]
    [Requirement("7671-8.3-1")]
    [Requirement("7671-2-4")]
    public void Digest_ThatIsAdded_ComesForEveryRecord()
    {
        RolloverPlan plan = Plan(Chains["server"], null, "3 1 1,2 1 1", "3 1 1,3 1 2,2 1 1,2 1 2");

        Assert.Equal(["before", "parameters"], plan.Steps.Select(step => step.Title));
        Assert.Equal(4, plan.Steps[1].Records.Count);
        Assert.Equal("RFC 7671 section 8.3", plan.Steps[1].Reason.Rfc);
        Assert.Equal(DaneStatus.Matched, Judging.Verify(Chains["server"], [.. plan.Steps[1].Records]).Status);
    }

    [Fact]
    [MailRule(67, RuleSide.Broken)]
    public void Digest_ThatIsAddedForTheNextKeyOnly_FailsTheKeyInUse()
    {
        DaneOutcome outcome = Judging.Verify(
            Chains["server"],
            Server.Record(CertificateUsage.DaneEe),
            Renewed.Record(CertificateUsage.DaneEe),
            Renewed.Record(CertificateUsage.DaneEe, Selector.Spki, MatchingType.Sha512));

        Judging.Is(outcome, DaneStatus.Mismatched, "although it fits; every key has to be published with the stronger digest too");
    }

    [Fact]
    public void Certificate_OfLater_IsNotDeployedBefore()
    {
        DateTimeOffset start = TestCertificate.Now.AddDays(3);
        var late = TestCertificate.Server(Issuer, plan => (plan.Key, plan.NotBefore) = (TestCertificate.EllipticKey("late"), start));

        RolloverPlan plan = Plan(Chains["server"], Judging.Chain(late, Issuer, Root), "3 1 1", "3 1 1");

        Assert.Equal([TestCertificate.Now, TestCertificate.Now, start], plan.Steps.Select(step => step.NotBefore));
        Assert.Equal(start, plan.Steps[1].SafeAt);
    }

    [Fact]
    public void Wait_FollowsWhatCachesHoldNow()
    {
        RolloverTiming timing = new(TestCertificate.Now, TimeSpan.FromDays(1), TimeSpan.FromMinutes(5));

        RolloverPlan plan = Generator().PlanRollover(Chains["server"], Chains["renewed"], Parameters("3 1 1"), Parameters("3 1 1"), timing, Judging.Mx);

        Assert.Equal(TestCertificate.Now.AddDays(2), plan.Steps[1].SafeAt);
        Assert.Equal(TestCertificate.Now.AddDays(2), plan.Steps[2].NotBefore);
    }

    [Theory]
    [InlineData("self", "moved", "2 0 1", "3 1 1", "no issuer was sent")]
    [InlineData("moved", "self", "3 1 1", "2 0 1", "no issuer was sent")]
    [InlineData("moved", "server", "1 1 1", "3 1 1", "public authorities")]
    public void Plan_WithARecordThatCannotBeProved_HasNoSteps(string current, string next, string from, string to, string why)
    {
        RolloverPlan plan = Plan(Chains[current], Chains[next], from, to);

        Assert.Empty(plan.Steps);
        TlsaCreation refused = Assert.Single([plan.Current, plan.Next], creation => !creation.IsProved);
        Assert.Contains(why, refused.Reason.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3 1 1", true)]
    [InlineData(" 2  0 2 ", true)]
    [InlineData("4 1 1", false)]
    [InlineData("3 2 1", false)]
    [InlineData("3 1 3", false)]
    [InlineData("3 1", false)]
    [InlineData("3 1 1 00", false)]
    [InlineData("31 1", false)]
    [InlineData("", false)]
    public void Parameters_AsText_AreThreeKnownNumbers(string text, bool isRead)
    {
        Assert.Equal(isRead, TlsaParameters.TryParse(text, out TlsaParameters? read, out string? why));
        Assert.Equal(isRead, why is null);
        Assert.True(!isRead || string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries)) == read!.ToString());
    }

    private static void AssertFits(RolloverStep step, PeerChain chain)
    {
        DaneOutcome outcome = Judging.Verify(chain, [.. step.Records]);
        Assert.True(outcome.Status == DaneStatus.Matched, $"{step.Title}: {outcome.Reason}");
        Assert.DoesNotContain(outcome.Warnings, text => text.Contains("fits the certificates in use", StringComparison.Ordinal));

        // Also for a client that knows one of the parameters only.
        foreach (IGrouping<TlsaParameters, TlsaRecord> group in step.Records.GroupBy(TlsaParameters.Of))
        {
            Assert.True(Judging.Verify(chain, [.. group]).Status == DaneStatus.Matched, $"{step.Title}: {group.Key}");
        }
    }

    private static RolloverPlan Plan(PeerChain current, PeerChain? next, string from, string to) => Generator().PlanRollover(
        current, next, Parameters(from), Parameters(to), new RolloverTiming(TestCertificate.Now, Ttl, Ttl), Judging.Mx);

    private static IReadOnlyList<TlsaParameters> Parameters(string text) =>
        [.. text.Split(',').Select(each => TlsaParameters.TryParse(each, out TlsaParameters? read, out string? why) ? read : throw new FormatException(why))];

    private static TlsaGenerator Generator() => new(UsageProfile.Smtp, new FakeTimeProvider(TestCertificate.Now), TrustRoots.None);
}
