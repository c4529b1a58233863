using System.Runtime.InteropServices;

namespace DeepHealth.Ecvl;

/// <summary>The functions of OpenSlide that are used. They are safe for any number of threads on one slide.</summary>
internal static unsafe partial class OpenSlideLibrary
{
    private static readonly Lazy<string?> s_fault = new(Load);

    static OpenSlideLibrary() => NativeLibraries.Register();

    /// <summary>Why OpenSlide cannot be used, as a sentence; null where it can.</summary>
    public static string? Fault => s_fault.Value;

    /// <summary>Version of the library, such as <c>3.4.1</c>.</summary>
    public static string Version => Marshal.PtrToStringUTF8(GetVersion()) ?? string.Empty;

    [LibraryImport(NativeLibraries.OpenSlide, EntryPoint = "openslide_open", StringMarshalling = StringMarshalling.Utf8)]
    public static partial OpenSlideHandle Open(string path);

    [LibraryImport(NativeLibraries.OpenSlide, EntryPoint = "openslide_close")]
    public static partial void Close(nint slide);

    [LibraryImport(NativeLibraries.OpenSlide, EntryPoint = "openslide_get_error")]
    public static partial nint GetError(OpenSlideHandle slide);

    [LibraryImport(NativeLibraries.OpenSlide, EntryPoint = "openslide_get_level_count")]
    public static partial int GetLevelCount(OpenSlideHandle slide);

    [LibraryImport(NativeLibraries.OpenSlide, EntryPoint = "openslide_get_level_dimensions")]
    public static partial void GetLevelDimensions(OpenSlideHandle slide, int level, out long width, out long height);

    [LibraryImport(NativeLibraries.OpenSlide, EntryPoint = "openslide_get_level_downsample")]
    public static partial double GetLevelDownsample(OpenSlideHandle slide, int level);

    [LibraryImport(NativeLibraries.OpenSlide, EntryPoint = "openslide_read_region")]
    public static partial void ReadRegion(OpenSlideHandle slide, uint* destination, long x, long y, int level, long width, long height);

    [LibraryImport(NativeLibraries.OpenSlide, EntryPoint = "openslide_get_property_names")]
    public static partial nint* GetPropertyNames(OpenSlideHandle slide);

    [LibraryImport(NativeLibraries.OpenSlide, EntryPoint = "openslide_get_property_value", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint GetPropertyValue(OpenSlideHandle slide, string name);

    [LibraryImport(NativeLibraries.OpenSlide, EntryPoint = "openslide_get_associated_image_names")]
    public static partial nint* GetAssociatedImageNames(OpenSlideHandle slide);

    [LibraryImport(NativeLibraries.OpenSlide, EntryPoint = "openslide_get_associated_image_dimensions", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void GetAssociatedImageDimensions(OpenSlideHandle slide, string name, out long width, out long height);

    [LibraryImport(NativeLibraries.OpenSlide, EntryPoint = "openslide_read_associated_image", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void ReadAssociatedImage(OpenSlideHandle slide, string name, uint* destination);

    /// <summary>The texts of a list that ends with null.</summary>
    public static IReadOnlyList<string> Texts(nint* list)
    {
        List<string> texts = [];
        for (; list != null && *list != 0; list++)
        {
            texts.Add(Marshal.PtrToStringUTF8(*list) ?? string.Empty);
        }

        return texts;
    }

    [LibraryImport(NativeLibraries.OpenSlide, EntryPoint = "openslide_get_version")]
    private static partial nint GetVersion();

    private static string? Load()
    {
        try
        {
            _ = GetVersion();
            return null;
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            return "WholeSlide: OpenSlide 3.4 or later is missing; install it (Debian, Ubuntu: libopenslide0; others: openslide).";
        }
    }
}
