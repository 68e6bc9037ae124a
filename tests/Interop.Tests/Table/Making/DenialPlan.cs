namespace DaneCore.Interop.Tests.Table.Making;

/// <summary>How a zone says that something is not there.</summary>
internal sealed record DenialPlan(bool Hashed, int Iterations = 0, string Salt = "", bool OptOut = false)
{
    public static DenialPlan Nsec { get; } = new(Hashed: false);

    public static DenialPlan Nsec3 { get; } = new(Hashed: true);

    public override string ToString() =>
        !Hashed ? "NSEC" : $"NSEC3 {Iterations} {(Salt.Length == 0 ? "-" : Salt)}{(OptOut ? " opt-out" : "")}";
}
