namespace DaneCore.Smtp.Tests.Delivery;

/// <summary>
/// Whatever the servers do, a report is true: delivered is one copy, uncertain one at most, and everything else none; and nothing goes in
/// clear unreported.
/// </summary>
public sealed class RandomMailWorldTests
{
    private const int WorldsPerRun = 40;
    private const int MailsPerWorld = 3;

    [Theory]
    [InlineData(1)]
    [InlineData(1001)]
    [InlineData(2001)]
    [InlineData(3001)]
    public async Task AnyWorld_SentTo_IsReportedAsItIs(int firstSeed)
    {
        int delivered = 0;
        int kept = 0;
        for (int seed = firstSeed; seed < firstSeed + WorldsPerRun; seed++)
        {
            await using RandomMailWorld world = new(seed);
            List<RecipientOutcome> outcomes = [];
            for (int mail = 0; mail < MailsPerWorld; mail++)
            {
                outcomes.AddRange(await world.SendAsync());
            }

            await world.LeaveAsync();
            foreach (RecipientOutcome outcome in outcomes)
            {
                int copies = world.CopiesFor(outcome.Recipient);
                Assert.True(
                    outcome.IsDelivered ? copies == 1 : outcome.IsUncertain ? copies <= 1 : copies == 0,
                    $"seed {seed}, {outcome.Recipient}: {copies} copies, and the report says {outcome.Code}, {outcome.Reason}");
                Assert.Equal(outcome.IsDelivered ? '2' : outcome.IsTransient ? '4' : '5', outcome.Code[0]);
                Assert.NotEqual("", outcome.Reason);
                _ = outcome.IsDelivered ? delivered++ : kept++;
            }
        }

        // Worlds in which nothing, or everything, is delivered would show little.
        Assert.True(delivered > WorldsPerRun && kept > WorldsPerRun, $"{delivered} delivered, {kept} kept");
    }
}
