namespace DaneCore.Resolver.Anchors;

/// <summary>What keeping a file safe needs of a file system; a test puts one in its place that loses power. Throws as <see cref="File"/> does.</summary>
internal interface IStateFiles
{
    /// <summary>The octets; null when there is no such file.</summary>
    byte[]? Read(string path, int most);

    /// <summary>Writes a file anew; when it returns, the octets are on the disk, not on their way.</summary>
    void WriteThrough(string path, ReadOnlySpan<byte> octets);

    /// <summary>Gives a file the name of another, which goes away: at every instant one of the two has the name.</summary>
    void Replace(string from, string to);

    /// <summary>Keeps other processes out until disposed of.</summary>
    IDisposable Lock(string path);
}
