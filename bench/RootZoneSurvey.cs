using System.Diagnostics;
using DaneCore.Lab;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Validation;

namespace DaneCore.Bench;

/// <summary>
/// <c>dotnet run -c Release --project bench -- root-zone FILE INSTANT [ANCHORS]</c>: judges every delegation of a signed zone
/// file, each as a lookup of its own, and prints how many held and what it took.
/// </summary>
internal static class RootZoneSurvey
{
    public const string Command = "root-zone";

    public static int Run(ReadOnlySpan<string> arguments)
    {
        if (arguments is not [string file, string instant, .. var rest]
            || !DateTimeOffset.TryParse(instant, System.Globalization.CultureInfo.InvariantCulture, out DateTimeOffset now))
        {
            Console.Error.WriteLine($"usage: {Command} FILE INSTANT [ANCHORS]");
            return 2;
        }

        if (!ZoneContent.TryParse(File.ReadAllText(file), out ZoneContent? content, out string? why))
        {
            Console.Error.WriteLine($"{file}: {why}");
            return 2;
        }

        TrustAnchorSet? anchors = TrustAnchorSet.Iana;
        if (rest is [string anchorFile] && !TrustAnchorSet.TryParse(File.ReadAllText(anchorFile), out anchors, out why))
        {
            Console.Error.WriteLine($"{anchorFile}: {why}");
            return 2;
        }

        var zone = SignedZone.AsIs(content);
        long start = Stopwatch.GetTimestamp();
        ZoneSurveyResult result = ZoneSurvey.Of(zone, anchors, now);
        TimeSpan took = Stopwatch.GetElapsedTime(start);
        foreach (string failure in result.Failures)
        {
            Console.WriteLine(failure);
        }

        int questions = result.Delegations + result.ApexSets;
        Console.WriteLine(FormattableString.Invariant(
            $"{result.Delegations} delegations ({result.Signed} with DS, {result.Unsigned} without), {result.ApexSets} sets at the apex: {result.Validated} of {questions} validated, {result.Failures.Count} not; {took.TotalSeconds:0.0} s, {took.TotalMilliseconds / questions:0.00} ms each"));
        return result.Failures.Count == 0 ? 0 : 1;
    }
}
