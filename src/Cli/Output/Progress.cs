using Spectre.Console;

namespace DaneCore.Cli.Output;

/// <summary>A progress bar on standard error while work goes on; none where nobody looks.</summary>
internal static class Progress
{
    /// <summary>Runs the work, which reports to its argument how much more of the whole is done; the parts add up to 1.</summary>
    public static async Task RunAsync(Terminal terminal, string title, Func<Action<double>, Task> work)
    {
        if (!terminal.ShowsError)
        {
            await work(_ => { }).ConfigureAwait(false);
            return;
        }

        IAnsiConsole console = TextReport.ConsoleOn(terminal.Error, isShown: true, terminal.Width, terminal.UsesColour);
        await console.Progress().AutoClear(true).HideCompleted(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(async context =>
            {
                ProgressTask bar = context.AddTask(Markup.Escape(title), autoStart: true, maxValue: 1);
                await work(bar.Increment).ConfigureAwait(false);
            }).ConfigureAwait(false);
    }
}
