using System.Reflection;
using System.Runtime.InteropServices;

namespace DeepHealth.Ecvl;

/// <summary>Finds native libraries when a function of them is first called. Nothing is loaded before.</summary>
internal static class NativeLibraries
{
    /// <summary>Environment variable with the only folder in which the shims are looked for.</summary>
    public const string FolderVariable = "DEEPHEALTH_NATIVE";

    /// <summary>The name by which functions of the codec shim are imported.</summary>
    public const string Codecs = "deephealth_codecs";

    /// <summary>The name by which functions of OpenSlide are imported.</summary>
    public const string OpenSlide = "openslide";

    // An assembly has one resolver, and the runtime wants it set once.
    static NativeLibraries() => NativeLibrary.SetDllImportResolver(typeof(NativeLibraries).Assembly, Resolve);

    /// <summary>Makes sure that the resolver is in place; the static constructor has done it.</summary>
    public static void Register()
    {
    }

    /// <summary>The files that may be a shim, in the order in which they are tried.</summary>
    /// <param name="library">Name without prefix and ending.</param>
    /// <param name="folder">The only folder, or null for the usual ones.</param>
    /// <param name="start">Folder of the program.</param>
    public static IEnumerable<string> Candidates(string library, string? folder, string start)
    {
        string file = FileName(library);
        if (!string.IsNullOrEmpty(folder))
        {
            yield return Path.Combine(folder, file);
            yield break;
        }

        yield return Path.Combine(start, file);
        yield return Path.Combine(start, "runtimes", Platform(), "native", file);

        // A program of a checkout lies some folders below the solution.
        for (DirectoryInfo? parent = new(start); parent is not null; parent = parent.Parent)
        {
            if (File.Exists(Path.Combine(parent.FullName, "DeepHealth.sln")))
            {
                yield return Path.Combine(parent.FullName, "native", "build", file);
            }
        }

        // Without a folder the loader of the system looks where it always does.
        yield return file;
    }

    /// <summary>Name of a library's file on this system.</summary>
    public static string FileName(string library)
        => OperatingSystem.IsWindows() ? $"{library}.dll" : OperatingSystem.IsMacOS() ? $"lib{library}.dylib" : $"lib{library}.so";

    private static string Platform()
    {
        string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
    }

    // The interface used is the same in versions 3 (number 0) and 4 (number 1) of OpenSlide; development files bring the name without a number.
    private static IEnumerable<string> OpenSlideNames()
        => OperatingSystem.IsWindows() ? ["libopenslide-1.dll", "libopenslide-0.dll"]
        : OperatingSystem.IsMacOS() ? ["libopenslide.1.dylib", "libopenslide.0.dylib", "libopenslide.dylib"]
        : ["libopenslide.so.1", "libopenslide.so.0", "libopenslide.so"];

    private static nint Resolve(string library, Assembly assembly, DllImportSearchPath? search)
    {
        IEnumerable<string> files = library switch
        {
            Codecs => Candidates(library, Environment.GetEnvironmentVariable(FolderVariable), AppContext.BaseDirectory),
            OpenSlide => OpenSlideNames(),
            _ => [],
        };
        foreach (string file in files)
        {
            if (NativeLibrary.TryLoad(file, out nint handle))
            {
                return handle;
            }
        }

        // Zero lets the runtime look by itself, and throw where it finds nothing.
        return 0;
    }
}
