namespace DaneCore.Cli.Output;

/// <summary>What a monitoring plug-in says by its exit code; the numbers are those of the plug-in guidelines, not <see cref="ExitCode"/>.</summary>
internal enum MonitorState
{
    /// <summary>All is well.</summary>
    Ok = 0,

    /// <summary>Somebody should look.</summary>
    Warning = 1,

    /// <summary>Mail does not flow, or is about to stop.</summary>
    Critical = 2,

    /// <summary>It could not be found out.</summary>
    Unknown = 3,
}
