using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>Asks the system to bring files into memory while others are looked at.</summary>
/// <remarks>It is advice: where the system takes none, files are read when they are needed.</remarks>
internal static partial class DicomReadAhead
{
    // POSIX_FADV_WILLNEED; the numbers differ between systems, so that Linux alone is asked.
    private const int WillNeed = 3;

    /// <summary>Asks for a whole file; one that cannot be opened is left to the one who reads it, and says why.</summary>
    public static void Ask(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            // A length of 0 means the whole file.
            _ = Advise(file, 0, 0, WillNeed);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }

    [LibraryImport("libc", EntryPoint = "posix_fadvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(SafeFileHandle file, nint offset, nint length, int advice);
}
