namespace DaneCore.Cli.Options;

/// <summary>Whom the report of a check is for.</summary>
internal enum CheckFormat
{
    /// <summary>A person.</summary>
    Text = 0,

    /// <summary>A program: one object.</summary>
    Json,

    /// <summary>A monitoring system that runs plug-ins: one line and its own exit codes.</summary>
    Nagios,

    /// <summary>A monitoring system that collects metrics.</summary>
    OpenMetrics,
}
