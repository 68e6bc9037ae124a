namespace DaneCore.Cli.Output;

/// <summary>How a line is meant; a colour where the terminal has any.</summary>
internal enum Tone
{
    /// <summary>No colour.</summary>
    Plain = 0,

    /// <summary>All is well.</summary>
    Good,

    /// <summary>Neither well nor broken: nothing vouches for it.</summary>
    Doubtful,

    /// <summary>It is broken.</summary>
    Bad,

    /// <summary>Of less weight than what stands around it.</summary>
    Faint,
}
