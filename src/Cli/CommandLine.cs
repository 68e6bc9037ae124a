using System.CommandLine;
using DaneCore.Cli.Commands;
using DaneCore.Cli.Output;

namespace DaneCore.Cli;

/// <summary>
/// The command table. Reads a line, runs its command, and turns whatever happens into output, one line of complaint and an exit
/// code: a parse error is 2, an interruption 130, and nothing ends in a stack trace.
/// </summary>
internal static class CommandLine
{
    private const string Missing = "name a command: query, tlsa verify, tlsa create, check, scan, send, demo, record, anchors or version; 'danecore --help' explains them";

    /// <summary>Runs a line with plain writers in place of a terminal.</summary>
    public static Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken stop) =>
        RunAsync(args, new Terminal(output, error), stop);

    /// <summary>Reads a line and runs nothing; options that name files are read, as they are part of the line.</summary>
    public static ParseResult Parse(string[] args, Terminal terminal) =>
        Table(terminal).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });

    public static async Task<int> RunAsync(string[] args, Terminal terminal, CancellationToken stop)
    {
        ParseResult line = Parse(args, terminal);
        if (line.Errors.Count > 0)
        {
            return terminal.Refuse(ExitCode.Unreadable, Complaint(line));
        }

        try
        {
            InvocationConfiguration configuration = new()
            {
                Output = terminal.Out,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await line.InvokeAsync(configuration, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return terminal.Refuse(ExitCode.Interrupted, "interrupted");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The second is what a standard output comes to that was closed before the start.
            return terminal.Refuse(ExitCode.NotFoundOut, $"the output cannot be written: {fault.Message.TrimEnd('.')}");
        }
#pragma warning disable CA1031 // The last resort of a command line: a defect is reported in one line too.
        catch (Exception defect)
#pragma warning restore CA1031
        {
            return terminal.Refuse(
                ExitCode.NotFoundOut,
                $"a defect of danecore itself ({defect.GetType().Name}: {defect.Message}); please report it with the command that shows it");
        }
    }

    // Our own complaints come first and say what to do. The parser's end in a full stop, and need a pointer.
    private static string Complaint(ParseResult line)
    {
        if (line.Errors.FirstOrDefault(error => !error.Message.EndsWith('.')) is { } refused)
        {
            return refused.Message;
        }

        Command command = line.CommandResult.Command;
        if (command.Subcommands.Count > 0)
        {
            return Missing;
        }

        IEnumerable<string> path = command.Parents.OfType<Command>().Append(command).Where(each => each is not RootCommand).Select(each => each.Name);
        return $"{line.Errors[0].Message.TrimEnd('.')}; see 'danecore {string.Join(' ', path)} --help'";
    }

    private static RootCommand Table(Terminal terminal)
    {
        RootCommand root = new("Says whether what DNS said is true, and whether a mail server is the one its domain published.");
        root.Add(QueryCommand.Create(terminal));
        Command tlsa = new("tlsa", "TLSA records against certificates");
        tlsa.Add(TlsaVerifyCommand.Create(terminal));
        tlsa.Add(TlsaCreateCommand.Create(terminal));
        root.Add(tlsa);
        root.Add(CheckCommand.Create(terminal));
        root.Add(ScanCommand.Create(terminal));
        root.Add(SendCommand.Create(terminal));
        root.Add(DemoCommand.Create(terminal));
        root.Add(RecordCommand.Create(terminal));
        root.Add(AnchorsCommand.Create(terminal));
        root.Add(VersionCommand.Create(terminal));
        return root;
    }
}
