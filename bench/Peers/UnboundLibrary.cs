using System.Runtime.InteropServices;

namespace DaneCore.Bench.Peers;

/// <summary>The functions of libunbound that are used here, as its manual page lists them, and poll(2).</summary>
internal static unsafe partial class UnboundLibrary
{
    private const string File = "libunbound.so.8";

    [LibraryImport(File, EntryPoint = "ub_version")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nint Version();

    [LibraryImport(File, EntryPoint = "ub_ctx_create")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nint Create();

    [LibraryImport(File, EntryPoint = "ub_ctx_delete")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial void Delete(nint context);

    [LibraryImport(File, EntryPoint = "ub_ctx_set_option", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int SetOption(nint context, string option, string value);

    [LibraryImport(File, EntryPoint = "ub_ctx_set_fwd", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int SetForwarder(nint context, string address);

    [LibraryImport(File, EntryPoint = "ub_ctx_add_ta_file", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int AddAnchors(nint context, string file);

    /// <summary>Not 0: work goes to a thread, and not to a process.</summary>
    [LibraryImport(File, EntryPoint = "ub_ctx_async")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int UseThread(nint context, int thread);

    [LibraryImport(File, EntryPoint = "ub_resolve_async")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Resolve(nint context, nint name, int type, int @class, nint mine, delegate* unmanaged<nint, int, UnboundResult*, void> done, out int id);

    [LibraryImport(File, EntryPoint = "ub_process")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Process(nint context);

    [LibraryImport(File, EntryPoint = "ub_fd")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Descriptor(nint context);

    [LibraryImport(File, EntryPoint = "ub_resolve_free")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial void Free(UnboundResult* result);

    [LibraryImport("libc", EntryPoint = "poll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Poll(ref Polled descriptor, nuint count, int milliseconds);

    /// <summary><c>struct pollfd</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Polled
    {
        public int Descriptor;
        public short Wanted;
        public short Found;
    }
}
