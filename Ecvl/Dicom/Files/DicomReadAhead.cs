using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>Asks the system to bring whole files into memory while others are looked at.</summary>
/// <remarks>It is advice: where the system takes none, files are read when they are needed.</remarks>
/// <param name="limit">Most bytes that are asked for.</param>
internal sealed partial class DicomReadAhead(long limit)
{
    // POSIX_FADV_WILLNEED; the numbers differ between systems, so that Linux alone is asked.
    private const int WillNeed = 3;

    private long _asked;

    /// <summary>Read-ahead of as much as a part of the memory takes.</summary>
    public static DicomReadAhead OfMemory() => new(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4);

    /// <summary>Asks for a whole file, unless the limit would be passed.</summary>
    public void Ask(SafeFileHandle file, long length)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        if (Interlocked.Add(ref _asked, length) > limit)
        {
            Interlocked.Add(ref _asked, -length);
            return;
        }

        _ = Advise(file, 0, (nint)length, WillNeed);
    }

    [LibraryImport("libc", EntryPoint = "posix_fadvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(SafeFileHandle file, nint offset, nint length, int advice);
}
