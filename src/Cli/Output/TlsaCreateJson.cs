using DaneCore.Dane;

namespace DaneCore.Cli.Output;

/// <summary>The object of <c>tlsa create</c>: the line to publish, or the lines of each step of a rollover.</summary>
internal sealed record TlsaCreateJson(IReadOnlyList<TlsaStepJson> Steps, IReadOnlyList<string> Warnings)
{
    public static TlsaCreateJson From(TlsaCreation creation, Func<TlsaRecord, string> line) => new(
        [new TlsaStepJson("now", [line(creation.Record!)], 0, creation.Reason.Text, creation.Reason.Rfc)],
        creation.Warnings);

    public static TlsaCreateJson From(RolloverPlan plan, Func<TlsaRecord, string> line) => new(
        [
            .. plan.Steps.Select(step => new TlsaStepJson(
                step.Title, [.. step.Records.Select(line)], (long)step.Wait.TotalSeconds, step.Reason.Text, step.Reason.Rfc)),
        ],
        [.. plan.Current.Warnings.Concat(plan.Next.Warnings).Distinct(StringComparer.Ordinal)]);
}
