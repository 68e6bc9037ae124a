using System.Net;
using DaneCore.Smtp;

namespace DaneCore.Interop.Tests.Delivery;

/// <summary>Postfix's <c>smtp-sink</c>: servers that know less than others, refuse at every step, or hang up there.</summary>
public sealed class SinkTests(SinkWorld world) : IClassFixture<SinkWorld>
{
    /// <summary>How many rows there are; each has a domain and an address.</summary>
    internal const int Rows = 18;

    // What the sink is told; whether the message goes; whether a later try may help; the code.
    private static readonly (string Options, bool IsDelivered, bool IsTransient, string Code)[] Table =
    [
        ("", true, false, "2.0.0"),
        ("-p", true, false, "2.0.0"),
        ("-e", true, false, "2.0.0"),
        ("-E", true, false, "2.0.0"),
        ("-P", true, false, "2.0.0"),
        ("-N -F -C -a", true, false, "2.0.0"),
        ("-f MAIL", false, false, "5.3.0"),
        ("-f RCPT", false, false, "5.3.0"),
        ("-f DATA", false, false, "5.3.0"),
        ("-f .", false, false, "5.3.0"),
        ("-r MAIL", false, true, "4.3.0"),
        ("-r RCPT", false, true, "4.3.0"),
        ("-r DATA", false, true, "4.3.0"),
        ("-r .", false, true, "4.3.0"),
        ("-q MAIL", false, true, "4.4.2"),
        ("-q DATA", false, true, "4.4.2"),
        ("-Q RCPT", false, true, "4.0.0"),
        ("-q .", false, true, "4.4.2"),
    ];

    public static TheoryData<int, string> Numbers => [.. Table.Select((row, i) => (i, row.Options))];

    [InteropTheory]
    [MemberData(nameof(Numbers))]
    public async Task Message_ToASink_ComesToWhatTheSinkDoes(int number, string options)
    {
        Assert.Equal(Rows, Table.Length);
        (_, bool isDelivered, bool isTransient, string code) = Table[number];
        string domain = SinkWorld.Domain(number);
        string folder = Directory.CreateDirectory(Path.Combine(world.Folder, domain)).FullName;
        IPAddress address = world.Side.Zones.AddressesOf(domain).Single();
        await using RunningServer sink = await RunningServer.StartAsync(
            new IPEndPoint(address, world.Side.Port),
            folder,
            "smtp-sink",
            ["-u", "root", "-d", $"{folder}/mail.", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries), $"{address}:{world.Side.Port}", "10"]);
        string token = Samples.Token();
        string message = Samples.Text("dots", token);

        DeliveryReport report = await world.Side.SendAsync(
            new Envelope("somebody@sender.test", $"one@{domain}"), message);

        RecipientOutcome outcome = Assert.Single(report.Recipients);
        Assert.Equal((isDelivered, isTransient, code), (outcome.IsDelivered, outcome.IsTransient, outcome.Code));
        Assert.Equal(options == "-q .", outcome.IsUncertain);
        if (isDelivered)
        {
            string stored = Assert.Single(await new Maildir(folder).WithAsync(token, 1));
            Maildir.AssertHolds(message, stored.TrimEnd('\n') + "\n");
        }
    }
}
