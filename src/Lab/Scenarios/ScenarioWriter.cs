using System.Globalization;
using System.Text;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Lab.Scenarios;

/// <summary>
/// Writes a scenario as text that <see cref="ScenarioReader"/> reads back: the claim as a comment, then <c>rule</c>, <c>time</c>,
/// <c>anchor</c>, <c>ask</c>, <c>expect</c>, then <c>zone</c> and <c>reply</c> parts with records as zone files have them.
/// </summary>
public static class ScenarioWriter
{
    /// <summary>The whole file.</summary>
    public static string ToText(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        StringBuilder text = new();
        text.Append("; ").Append(scenario.Claim).Append("\n\n");
        foreach (RuleShown rule in scenario.Rules)
        {
            text.Append(CultureInfo.InvariantCulture, $"rule {rule.Number} {rule.Side.ToString().ToLowerInvariant()}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"time {scenario.Time:yyyy-MM-ddTHH:mm:ssZ}\n");
        foreach (TrustAnchor anchor in scenario.Anchors.Anchors)
        {
            text.Append(CultureInfo.InvariantCulture, $"anchor {anchor.Zone} {RecordTypes.ToText(anchor.Data.Type)} {anchor.Data}\n");
        }

        if (scenario.Policy.ValidateSha1)
        {
            text.Append("sha1 validate\n");
        }

        foreach (NegativeTrustAnchor negative in scenario.Policy.NegativeTrustAnchors)
        {
            text.Append(CultureInfo.InvariantCulture, $"negative-trust-anchor {negative.Name}\n");
        }

        if (scenario.PrivateZonesAreInsecure)
        {
            text.Append("private-zones insecure\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"ask {scenario.Question.Name} {RecordTypes.ToText(scenario.Question.Type)}\n");
        string status = scenario.Status.ToString().ToLowerInvariant();
        string reason = scenario.Reason == ReasonKind.None ? "" : $" {scenario.Reason}";
        text.Append(CultureInfo.InvariantCulture, $"expect {status} {ResponseCodes.ToText(scenario.Code)}{reason}\n");
        foreach (SignedZone zone in scenario.Zones.Zones)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nzone {zone.Apex}\n");
            Append(text, zone.Records);
        }

        foreach (Message reply in scenario.Replies)
        {
            Question question = reply.Questions[0];
            text.Append(CultureInfo.InvariantCulture, $"\nreply {question.Name} {RecordTypes.ToText(question.Type)} {ResponseCodes.ToText(reply.Code)}\n");
            text.Append("answer\n");
            Append(text, reply.Answer);
            text.Append("authority\n");
            Append(text, reply.Authority);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, IEnumerable<ResourceRecord> records)
    {
        foreach (ResourceRecord record in records)
        {
            text.Append(record).Append('\n');
        }
    }
}
