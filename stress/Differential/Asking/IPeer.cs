using DaneCore.Stress.Differential.Cases;

namespace DaneCore.Stress.Differential.Asking;

/// <summary>A validator other than ours, asked over the same replies. Not safe for use by several at a time.</summary>
internal interface IPeer
{
    string Name { get; }

    string Version { get; }

    Task<Opinion> AskAsync(ReplyTable table);
}
