using Spectre.Console;

namespace DaneCore.Cli.Output;

/// <summary>A progress bar on standard error while work goes on; none where nobody looks.</summary>
internal static class Progress
{
    /// <summary>Runs the work, which calls its argument once for each of the parts that is done.</summary>
    public static async Task RunAsync(Terminal terminal, string title, int parts, Func<Action, Task> work)
    {
        if (!terminal.ShowsError)
        {
            await work(() => { }).ConfigureAwait(false);
            return;
        }

        IAnsiConsole console = TextReport.ConsoleOn(terminal.Error, isShown: true, terminal.Width);
        await console.Progress().AutoClear(true).HideCompleted(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(async context =>
            {
                ProgressTask bar = context.AddTask(Markup.Escape(title), autoStart: true, maxValue: parts);
                await work(() => bar.Increment(1)).ConfigureAwait(false);
            }).ConfigureAwait(false);
    }
}
