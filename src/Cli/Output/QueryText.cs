using System.Globalization;
using DaneCore.Resolver;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Validation.Explaining;
using DaneCore.Resolver.Wire;

namespace DaneCore.Cli.Output;

/// <summary>One answer for a person: the verdict, the records, then why, from whom, and how long it took.</summary>
internal static class QueryText
{
    public static void Write(TextReport report, Answer answer, bool explains)
    {
        Tone tone = SecurityText.ToneOf(answer.Security);
        report.Line($"{answer.Question.Name} {RecordTypes.ToText(answer.Question.Type)}: {SecurityText.Of(answer.Security)}", tone);
        foreach (ResourceRecord record in answer.Chain)
        {
            report.Line(record.ToString());
        }

        if (answer.IsNegative)
        {
            report.Line(answer.Code == ResponseCode.NXDomain ? "(no such name)" : "(no such record)", Tone.Faint);
        }

        report.Line();
        report.Field("security", $"{SecurityText.Of(answer.Security)}: {SecurityText.Meaning(answer.Security)}", tone);
        report.Field("code", Codes(answer));
        if (answer.Why is { } why)
        {
            report.Field("why", why.ToString());
            report.More($"extended error {(int)why.Code}, {ExtendedErrorNames.Of(why.Code)}", Tone.Faint);
            Mending mending = ReasonMending.Of(why.Kind);
            report.Field("mended by", mending.WhoText);
            report.More(mending.How, Tone.Faint);
        }

        if (answer.IsUsable)
        {
            report.Field("holds until", TextReport.Instant(answer.ValidUntil));
        }

        if (answer.ClockSkewUsed > TimeSpan.Zero)
        {
            report.Field("clock", string.Create(CultureInfo.InvariantCulture, $"a signature was {answer.ClockSkewUsed.TotalSeconds} s outside its window; --clock-skew let it pass"), Tone.Doubtful);
        }

        foreach (UpstreamReport server in answer.Upstream)
        {
            report.Field("asked", server.Findings.Count == 0 ? server.Server : $"{server.Server}: {string.Join(", ", server.Findings)}");
            foreach (string advice in server.Advice)
            {
                report.More(advice, Tone.Faint);
            }
        }

        foreach (string remark in answer.Remarks)
        {
            report.Field("note", remark);
        }

        report.Field("took", string.Create(
            CultureInfo.InvariantCulture,
            $"{answer.Elapsed.TotalMilliseconds:0.0} ms, {answer.Queries} questions in {answer.RoundTrips} round trips; judged as of {TextReport.Instant(answer.JudgedAt)}"));
        if (explains)
        {
            Explain(report, answer);
        }
    }

    private static void Explain(TextReport report, Answer answer)
    {
        report.Line();
        report.Line("Evidence, from the trust anchor down:");
        ExplanationText.Write(report, answer.Explain(), indent: 1);
        if (answer.Authority.Count > 0)
        {
            report.Line();
            report.Line("Validated records that say why there is no (other) data:");
            foreach (ResourceRecord record in answer.Authority)
            {
                report.Line($"  {record}");
            }
        }
    }

    private static string Codes(Answer answer)
    {
        string code = ResponseCodes.ToText(answer.Code);
        return answer.UpstreamCode is not { } said ? $"{code}; no server said anything"
            : said == answer.Code ? code
            : $"{code}; the server said {ResponseCodes.ToText(said)}";
    }
}
