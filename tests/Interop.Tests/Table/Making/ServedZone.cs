namespace DaneCore.Interop.Tests.Table.Making;

/// <summary>A file that a server loads. Questions at and below <paramref name="AskedFor"/> go there.</summary>
internal sealed record ServedZone(string Apex, string AskedFor, Authority Server, string File)
{
    /// <summary>True: the server holds a version of its own making, and takes the questions from whoever else answers for the name.</summary>
    public bool IsLie => AskedFor != Apex;
}
