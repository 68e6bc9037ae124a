using System.Runtime.InteropServices;

namespace DaneCore.Cli.Output;

/// <summary>
/// Whether somebody still reads standard output. The runtime drops what is written to a pipe that nobody reads, and says nothing; what goes on for hours has to
/// notice. Where the system cannot be asked, somebody reads.
/// </summary>
internal static class StandardOutput
{
    private const int Descriptor = 1;

    // POLLERR and POLLHUP, which poll(2) tells without being asked, the same on Linux and macOS.
    private const short Gone = 0x0008 | 0x0010;

    public static bool IsGone
    {
        get
        {
            if (OperatingSystem.IsWindows())
            {
                return false;
            }

            try
            {
                Watched output = new() { Descriptor = Descriptor };
                return Poll(ref output, 1, 0) > 0 && (output.Told & Gone) != 0;
            }
            catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
            {
                return false;
            }
        }
    }

    [DllImport("libc", EntryPoint = "poll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Poll(ref Watched watched, nuint count, int milliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private struct Watched
    {
        public int Descriptor;
        public short Asked;
        public short Told;
    }
}
