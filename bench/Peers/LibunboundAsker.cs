using System.Net;
using System.Runtime.InteropServices;
using DaneCore.Resolver.Wire;

namespace DaneCore.Bench.Peers;

/// <summary>libunbound, with a thread of its own beside the one that asks.</summary>
internal sealed unsafe class LibunboundAsker : IBulkAsker
{
    private const int Internet = 1;
    private const short Readable = 1;
    private const int Forever = -1;

    // The callback is a function of C and has no object.
    private static int Answered;
    private static int Secure;

    private readonly IPEndPoint _server;
    private readonly string _keys;
    private readonly nint _topLevel;
    private readonly nint[] _names;
    private nint _context;

    public LibunboundAsker(IPEndPoint server, string keys, int domains)
    {
        _server = server;
        _keys = keys;
        Version = Marshal.PtrToStringUTF8(UnboundLibrary.Version()) ?? "";

        // Kept until the process ends.
        _topLevel = Marshal.StringToCoTaskMemUTF8(BulkWorld.TopLevel.ToString());
        _names = [.. Enumerable.Range(0, domains).Select(i => Marshal.StringToCoTaskMemUTF8(BulkWorld.NameOf(i).ToString()))];
    }

    public string Version { get; }

    public Task RefreshAsync()
    {
        Close();
        _context = UnboundLibrary.Create();
        foreach ((string option, string value) in UnboundOptions.Of)
        {
            Check(UnboundLibrary.SetOption(_context, $"{option}:", value), option);
        }

        Check(UnboundLibrary.SetForwarder(_context, UnboundOptions.AddressOf(_server)), "the forwarder");
        Check(UnboundLibrary.AddAnchors(_context, _keys), "the anchor");
        Check(UnboundLibrary.UseThread(_context, 1), "a thread");
        AskAll([_topLevel], RecordType.SOA, 1);
        return Task.CompletedTask;
    }

    public Task<int> AskAsync(int times)
    {
        AskAll(_names, RecordType.TLSA, times);
        return Task.FromResult(Secure);
    }

    public ValueTask DisposeAsync()
    {
        Close();
        return ValueTask.CompletedTask;
    }

    private void AskAll(nint[] names, RecordType type, int times)
    {
        Answered = 0;
        Secure = 0;
        int asked = 0;
        int all = names.Length * times;
        UnboundLibrary.Polled polled = new() { Descriptor = UnboundLibrary.Descriptor(_context), Wanted = Readable };
        while (Answered < all)
        {
            for (; asked < all && asked - Answered < BulkWorld.AtOnce; asked++)
            {
                Check(UnboundLibrary.Resolve(_context, names[asked % names.Length], (int)type, Internet, 0, &Take, out _), "a question");
            }

            _ = UnboundLibrary.Poll(ref polled, 1, Forever);
            Check(UnboundLibrary.Process(_context), "to go on");
        }
    }

    [UnmanagedCallersOnly]
    private static void Take(nint mine, int error, UnboundResult* result)
    {
        Answered++;
        if (error == 0)
        {
            Secure += result->IsSecure != 0 && result->HasData != 0 ? 1 : 0;
            UnboundLibrary.Free(result);
        }
    }

    private void Close()
    {
        if (_context != 0)
        {
            UnboundLibrary.Delete(_context);
            _context = 0;
        }
    }

    private static void Check(int code, string what)
    {
        if (code != 0)
        {
            throw new InvalidOperationException(FormattableString.Invariant($"libunbound refuses {what}: {code}"));
        }
    }
}
