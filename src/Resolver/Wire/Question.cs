namespace DaneCore.Resolver.Wire;

/// <summary>A name, a type and a class (RFC 1035 section 4.1.2). The case of the name does not count.</summary>
public sealed record Question(DomainName Name, RecordType Type, RecordClass Class = RecordClass.IN)
{
    /// <summary><c>name CLASS TYPE</c>.</summary>
    public override string ToString() => $"{Name} {RecordClasses.ToText(Class)} {RecordTypes.ToText(Type)}";
}
