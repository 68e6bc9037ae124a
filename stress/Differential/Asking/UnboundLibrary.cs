using System.Runtime.InteropServices;

namespace DaneCore.Stress.Differential.Asking;

/// <summary>The functions of libunbound that are used here, as its manual page lists them.</summary>
internal static partial class UnboundLibrary
{
    private const string File = "libunbound.so.8";

    [LibraryImport(File, EntryPoint = "ub_version")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial IntPtr Version();

    [LibraryImport(File, EntryPoint = "ub_ctx_create")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial IntPtr Create();

    [LibraryImport(File, EntryPoint = "ub_ctx_delete")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial void Delete(IntPtr context);

    [LibraryImport(File, EntryPoint = "ub_ctx_set_option", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int SetOption(IntPtr context, string option, string value);

    [LibraryImport(File, EntryPoint = "ub_ctx_set_fwd", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int SetForwarder(IntPtr context, string address);

    [LibraryImport(File, EntryPoint = "ub_ctx_add_ta", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int AddAnchor(IntPtr context, string record);

    [LibraryImport(File, EntryPoint = "ub_resolve", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Resolve(IntPtr context, string name, int type, int @class, out IntPtr result);

    [LibraryImport(File, EntryPoint = "ub_resolve_free")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial void Free(IntPtr result);
}
