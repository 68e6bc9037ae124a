using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Validation;

/// <summary>Where a session stands: it needs replies to these questions, or it is done.</summary>
internal abstract record Progress
{
    private Progress()
    {
    }

    /// <summary>Everything that can be foreseen now and has not been offered; ask for all of it at once.</summary>
    public sealed record Needs(IReadOnlyList<Question> Questions) : Progress;

    /// <summary>No further reply changes the verdict.</summary>
    public sealed record Done(Judgement Judgement) : Progress;
}
