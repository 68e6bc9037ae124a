using DaneCore.Resolver.Wire;

namespace DaneCore.Lab.Faults;

/// <summary>A query as it reached a server of the lab.</summary>
public sealed record LabQuery(Message Message, LabTransport Transport)
{
    /// <summary>The question, when there is exactly one.</summary>
    public Question? Question => Message.Questions is [Question question] ? question : null;
}
