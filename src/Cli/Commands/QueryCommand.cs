using System.CommandLine;
using DaneCore.Cli.Options;
using DaneCore.Cli.Output;
using DaneCore.Resolver;
using DaneCore.Resolver.Wire;

namespace DaneCore.Cli.Commands;

/// <summary><c>query</c>: one name, one or more types, each judged.</summary>
internal static class QueryCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<DomainName> name = CommonOptions.Name("NAME", "The domain name, absolute");
        Argument<IReadOnlyList<RecordType>> types = Reading.Arguments<RecordType>(
            "TYPE", "Mnemonic or TYPE and a number; several allowed. Default: A", OptionText.Type);
        DnsOptions dns = new();
        Command command = new("query", "Look a name up, validate the answer here, and say why it came out as it did") { name, types };
        dns.AddTo(command);
        command.SetAction((line, stop) =>
            RunAsync(line.GetRequiredValue(name), line.GetValue(types) ?? [], dns.Read(line, terminal.Clock), terminal, stop));
        return command;
    }

    private static async Task<int> RunAsync(
        DomainName name, IReadOnlyList<RecordType> types, DnsSettings settings, Terminal terminal, CancellationToken stop)
    {
        StubResolver resolver = settings.OpenResolver();
        await using (resolver.ConfigureAwait(false))
        {
            // All at once, so that the time limit of one is the limit of all.
            Answer[] answers = await Task.WhenAll(
                types.DefaultIfEmpty(RecordType.A).Distinct().Select(type => resolver.LookupAsync(name, type, stop).AsTask())).ConfigureAwait(false);
            Show(answers, settings, terminal);
            return (int)answers.Select(ExitOf).OrderBy(Weight).Last();
        }
    }

    private static void Show(Answer[] answers, DnsSettings settings, Terminal terminal)
    {
        if (settings.AsJson)
        {
            QueryJson[] shapes = [.. answers.Select(QueryJson.From)];
            if (shapes is [QueryJson only])
            {
                JsonShapes.Write(terminal, only);
            }
            else
            {
                JsonShapes.Write(terminal, new QueriesJson(shapes));
            }

            return;
        }

        TextReport report = new(terminal);
        for (int i = 0; i < answers.Length; i++)
        {
            if (i > 0)
            {
                report.Line();
            }

            QueryText.Write(report, answers[i], settings.Explains);
        }
    }

    private static ExitCode ExitOf(Answer answer) => answer switch
    {
        { NobodyAnswered: true } => ExitCode.NotFoundOut,
        { IsUsable: true } => ExitCode.AsWanted,
        _ => ExitCode.FoundWanting,
    };

    // What was judged and found wanting is worse than what could not be found out.
    private static int Weight(ExitCode code) => code switch
    {
        ExitCode.AsWanted => 0,
        ExitCode.NotFoundOut => 1,
        _ => 2,
    };
}
