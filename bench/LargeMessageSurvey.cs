using System.Diagnostics;
using System.Globalization;
using DaneCore.Lab.Mail;
using DaneCore.Smtp;
using DaneCore.Smtp.Session;
using DaneCore.Smtp.Transaction;

namespace DaneCore.Bench;

/// <summary>
/// <c>dotnet run -c Release --project bench -- large</c>: a message of 1 GiB to a server in this process, by DATA and by BDAT; what memory
/// it took at most and how long.
/// </summary>
internal static class LargeMessageSurvey
{
    public const string Command = "large";

    private const long Lines = (1L << 30) / LargeMessage.LineLength;

    public static async Task<int> RunAsync()
    {
        foreach (string keyword in new[] { "PIPELINING", "CHUNKING" })
        {
            long most = 0;
            SinkMailServer server = new($"250-mx.lab\r\n250 {keyword}\r\n") { OnPiece = () => most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false)) };
            await using SmtpConnection connection = new(server, SmtpTimeouts.Delivery, TimeProvider.System);
            SmtpSession session = new("client.lab", TlsDemand.Opportunistic);
            await SmtpOpening.OpenAsync(session, connection, new StartTlsUpgrade(new(), _ => null), CancellationToken.None);
            Envelope envelope = new("a@example.org", "b@example.com");
            var message = MessageSource.From(_ => ValueTask.FromResult<Stream>(new LargeMessage(Lines)));
            long before = GC.GetTotalMemory(forceFullCollection: true);
            long start = Stopwatch.GetTimestamp();
            TransactionResult result = await TransactionPlayer.RunAsync(
                session, connection, envelope, envelope.Recipients, message, new SmtpOptions(), CancellationToken.None);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{keyword,-10} {result.Recipients[0].State}, {server.Octets} octets, {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s, managed memory at most {(most - before) / 1048576.0:F1} MiB more than before"));
        }

        return 0;
    }
}
