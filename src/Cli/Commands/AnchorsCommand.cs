using System.CommandLine;
using DaneCore.Cli.Options;
using DaneCore.Cli.Output;
using DaneCore.Resolver.Anchors;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Validation;

namespace DaneCore.Cli.Commands;

/// <summary>
/// <c>anchors</c>: what is trusted now, the state of each key that is followed, and when it is looked at next. Looks when asked to; takes
/// up IANA's signed file, from disk or from data.iana.org, only if ICANN's signature over it holds.
/// </summary>
internal static class AnchorsCommand
{
    public static Command Create(Terminal terminal) => Create(terminal, () => new SocketsHttpHandler());

    /// <summary>With another way to data.iana.org than the network.</summary>
    internal static Command Create(Terminal terminal, Func<HttpMessageHandler> open)
    {
        DnsOptions dns = new();
        Option<bool> refresh = new("--refresh") { Description = "Look at the zones' keys now, due or not" };
        Option<bool> fetch = new("--fetch") { Description = "Take up IANA's anchors from data.iana.org, if ICANN's signature over them holds" };
        Option<byte[]> signed = Reading.One<byte[]>("--signed-anchors", "XML", "Take up IANA's anchors from this root-anchors.xml, if --signature holds", InputFile.TryReadOctets);
        Option<byte[]> signature = Reading.One<byte[]>("--signature", "P7S", "ICANN's signature over --signed-anchors: root-anchors.p7s", InputFile.TryReadOctets);
        Command command = new("anchors", "What is trusted, the state of keys that are followed, and IANA's signed anchors") { refresh, fetch, signed, signature };
        dns.AddTo(command);
        command.Validators.Add(line =>
        {
            if (Reading.IsGiven(line, signed) != Reading.IsGiven(line, signature) || (Reading.IsGiven(line, signed) && line.GetValue(fetch)))
            {
                line.AddError("--signed-anchors and --signature go together, and without --fetch: give both files");
            }

            if (line.GetValue(refresh) && !dns.IsFollowing(line))
            {
                line.AddError("--refresh needs a file to keep what is seen: give --anchor-state");
            }
        });
        command.SetAction(async (line, stop) =>
        {
            DnsSettings settings = dns.Read(line, terminal.Clock);
            (byte[] Xml, byte[] Signature, string? Why)? iana = line.GetValue(fetch)
                ? await FetchAsync(open, settings, stop).ConfigureAwait(false)
                : Reading.IsGiven(line.CommandResult, signed) ? (line.GetRequiredValue(signed), line.GetRequiredValue(signature), null) : null;
            return await RunAsync(settings, iana, line.GetValue(refresh), terminal, stop).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        DnsSettings settings, (byte[] Xml, byte[] Signature, string? Why)? iana, bool refreshes, Terminal terminal, CancellationToken stop)
    {
        if (iana is { Why: { } silence })
        {
            return terminal.Refuse(ExitCode.NotFoundOut, silence);
        }

        List<AnchorRefresh> done = [];
        TrustAnchorSet? published = null;
        if (iana is var (xml, signature, _))
        {
            if (!AnchorSignatureCheck.TryRead(xml, signature, settings.Clock.GetUtcNow(), out published, out string? why))
            {
                return terminal.Refuse(ExitCode.FoundWanting, $"IANA's anchors are not taken: {why}");
            }

            if (settings.AnchorTracker is { } adopting)
            {
                done.AddRange(await adopting.AdoptAsync(published, stop).ConfigureAwait(false));
            }
        }

        if (refreshes && settings.AnchorTracker is { } tracker)
        {
            ISource source = settings.OpenSource();
            await using (source.ConfigureAwait(false))
            {
                done.AddRange(await tracker.RefreshAsync(source, settings.Timeout, evenIfNotDue: true, stop).ConfigureAwait(false));
            }
        }

        var shape = AnchorsJson.From(settings, published, done);
        if (settings.AsJson)
        {
            JsonShapes.Write(terminal, shape);
        }
        else
        {
            Show(new TextReport(terminal), shape);
        }

        return (int)(done.Any(refresh => refresh.Why?.Kind == ReasonKind.KeysUnanswered) ? ExitCode.NotFoundOut
            : done.Any(refresh => refresh.Why is not null || refresh.NotKept is not null) ? ExitCode.FoundWanting
            : ExitCode.AsWanted);
    }

    private static void Show(TextReport report, AnchorsJson shape)
    {
        report.Line("Trusted now:");
        foreach (string anchor in shape.Trusted)
        {
            report.Line($"  {anchor}");
        }

        foreach (AnchorZoneJson zone in shape.Followed)
        {
            report.Line();
            report.Line($"{zone.Zone} is followed; last seen {zone.LastSeen ?? "never"}, next look {zone.NextLook ?? "now"}");
            foreach (AnchorKeyJson key in zone.Keys)
            {
                string until = key.HoldUntil is null ? "" : $", trusted from {key.HoldUntil} on if it stays";
                string bound = key.ValidUntil is null ? "" : $", not to be used from {key.ValidUntil} on";
                report.Line($"  key {key.KeyTag}: {key.State} since {key.Since}{until}{bound}", key.Trusted ? Tone.Good : Tone.Doubtful);
            }
        }

        foreach (string published in shape.Published)
        {
            report.Line($"IANA publishes, signed by ICANN: {published}", Tone.Good);
        }

        foreach (string note in shape.Notes)
        {
            report.Line(note, Tone.Doubtful);
        }
    }

    private static async Task<(byte[] Xml, byte[] Signature, string? Why)> FetchAsync(Func<HttpMessageHandler> open, DnsSettings settings, CancellationToken stop)
    {
        using HttpClient client = new(open()) { Timeout = Timeout.InfiniteTimeSpan };
        return await new RootAnchorDownload(client, settings.Timeout, settings.Clock).FetchAsync(stop).ConfigureAwait(false);
    }
}
