using System.CommandLine;
using System.Net.Sockets;
using DaneCore.Cli.Options;
using DaneCore.Cli.Output;
using DaneCore.Resolver;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Wire;
using DaneCore.Smtp;

namespace DaneCore.Cli.Commands;

/// <summary>
/// <c>record</c>: keeps every DNS reply that a check of a domain needs, or a query where types are given. Connects to no mail
/// server: a recording holds DNS and nothing else.
/// </summary>
internal static class RecordCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<DomainName> name = CommonOptions.Name("NAME", "The domain to check, or the name to look up");
        Argument<IReadOnlyList<RecordType>> types = Reading.Arguments<RecordType>(
            "TYPE", "Record a query for these types; without any, all that a check asks", OptionText.Type);
        Option<string> file = Reading.One<string>("--output", "FILE", "Where to write the recording", OptionText.Path);
        file.Aliases.Add("-o");
        file.Required = true;
        Option<int> port = Reading.OneOr<int>(
            "--smtp-port", "PORT", "The port TLSA records are looked up for", new SmtpOptions().Port, ServerText.TryReadPort);
        DnsOptions dns = new();
        Command command = new("record", "Keep the replies that a check or query needs, for --replay") { name, types, file, port };
        dns.AddTo(command);
        command.SetAction(async (line, stop) =>
        {
            DnsSettings settings = dns.Read(line, terminal.Clock);
            SmtpOptions options = new()
            {
                Port = line.GetValue(port),
                CheckTimeout = settings.Timeout,
                Clock = settings.Clock,
                Connect = (_, _) => ValueTask.FromException<Stream>(new SocketException((int)SocketError.NetworkUnreachable)),
            };
            Recording recording = await RunAsync(
                line.GetRequiredValue(name), line.GetValue(types) ?? [], settings, options, stop).ConfigureAwait(false);
            return Write(recording, line.GetRequiredValue(file), settings.AsJson, terminal);
        });
        return command;
    }

    private static async Task<Recording> RunAsync(
        DomainName name, IReadOnlyList<RecordType> types, DnsSettings settings, SmtpOptions options, CancellationToken stop)
    {
        DateTimeOffset at = settings.Clock.GetUtcNow();
        // Each question by itself must be answerable from the recording, so none is answered from memory here.
        RecordingSource recorder = new(settings.OpenSource());
        StubResolver resolver = new(recorder, settings.ResolverOptions with { Cache = null });
        await using (resolver.ConfigureAwait(false))
        {
            if (types.Count == 0)
            {
                await new DomainCheck(resolver, options).CheckAsync(name, stop).ConfigureAwait(false);
            }

            foreach (RecordType type in types.Distinct())
            {
                await resolver.LookupAsync(name, type, stop).ConfigureAwait(false);
            }

            return recorder.ToRecording(at);
        }
    }

    private static int Write(Recording recording, string path, bool asJson, Terminal terminal)
    {
        if (!recording.Replies.Any(reply => reply.Reply is SourceReply.Received))
        {
            return terminal.Refuse(ExitCode.NotFoundOut, "no server answered, so there is nothing to record: name another one with --server");
        }

        try
        {
            File.WriteAllText(path, RecordingWriter.ToText(recording));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return terminal.Refuse(ExitCode.Unreadable, $"{path} cannot be written ({fault.Message.TrimEnd('.')}); name another file with -o");
        }

        RecordingJson shape = new(path, TextReport.Instant(recording.At), recording.Replies.Count);
        if (asJson)
        {
            JsonShapes.Write(terminal, shape);
        }
        else
        {
            new TextReport(terminal).Line($"{shape.Replies} replies of {shape.At} are in {path}; answer from them with --replay {path}");
        }

        return (int)ExitCode.AsWanted;
    }
}
