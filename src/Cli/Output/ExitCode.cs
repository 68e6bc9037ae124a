namespace DaneCore.Cli.Output;

/// <summary>What the process ends with. Programs rely on the numbers.</summary>
internal enum ExitCode
{
    /// <summary>As wanted.</summary>
    AsWanted = 0,

    /// <summary>Judged and found wanting: bogus, a mismatch, not delivered.</summary>
    FoundWanting = 1,

    /// <summary>The command, or a file it names, cannot be read.</summary>
    Unreadable = 2,

    /// <summary>Could not find out: no answer, no route.</summary>
    NotFoundOut = 3,

    /// <summary>Stopped by the user; 128 and the number of SIGINT, as shells have it.</summary>
    Interrupted = 130,
}
