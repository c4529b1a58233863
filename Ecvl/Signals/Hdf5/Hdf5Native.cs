using System.Runtime.InteropServices;

namespace DeepHealth.Ecvl.Signals;

/// <summary>The functions of the system's HDF5 library that signals need; any version from 1.10 on, where identifiers have 64 bits.</summary>
/// <remarks>HDF Group, "HDF5 Reference Manual". The library is found when it is first used. It is not thread-safe: <see cref="Gate"/> guards it.</remarks>
internal static partial class Hdf5Native
{
    private const string Library = "hdf5";

    /// <summary>Names under which systems install the library: Debian first, then by version, then plain.</summary>
    private static readonly string[] Names =
        ["libhdf5_serial.so.103", "libhdf5.so.310", "libhdf5.so.200", "libhdf5.so.103", "libhdf5_serial.so.310", "libhdf5_serial.so", "libhdf5.so", "libhdf5.dylib", "hdf5"];

    private static readonly Lazy<nint> Handle = new(Load);

    /// <summary>Held during every use of the library.</summary>
    public static readonly Lock Gate = new();

    /// <summary>True where the library is there.</summary>
    public static bool IsAvailable => Handle.Value != 0;

    /// <summary>The identifier of a built-in type or property class, for example <c>H5T_NATIVE_DOUBLE_g</c>; valid after <see cref="H5open"/>.</summary>
    public static long Global(string name) => Marshal.ReadInt64(NativeLibrary.GetExport(Handle.Value, name));

    [LibraryImport(Library)]
    public static partial int H5open();

    [LibraryImport(Library)]
    public static partial int H5dont_atexit();

    [LibraryImport(Library)]
    public static partial int H5Eset_auto2(long stack, nint function, nint data);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial long H5Fcreate(string name, uint flags, long create, long access);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial long H5Fopen(string name, uint flags, long access);

    [LibraryImport(Library)]
    public static partial int H5Fclose(long file);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial long H5Gcreate2(long at, string name, long link, long create, long access);

    [LibraryImport(Library)]
    public static partial int H5Gclose(long group);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int H5Lexists(long at, string name, long access);

    [LibraryImport(Library)]
    public static partial long H5Screate(int kind);

    [LibraryImport(Library)]
    public static partial long H5Screate_simple(int rank, in ulong size, nint largest);

    [LibraryImport(Library)]
    public static partial long H5Sget_simple_extent_npoints(long space);

    [LibraryImport(Library)]
    public static partial int H5Sclose(long space);

    [LibraryImport(Library)]
    public static partial long H5Pcreate(long kind);

    [LibraryImport(Library)]
    public static partial int H5Pset_chunk(long list, int rank, in ulong size);

    [LibraryImport(Library)]
    public static partial int H5Pset_shuffle(long list);

    [LibraryImport(Library)]
    public static partial int H5Pset_deflate(long list, uint level);

    [LibraryImport(Library)]
    public static partial int H5Pclose(long list);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial long H5Dcreate2(long at, string name, long type, long space, long link, long create, long access);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial long H5Dopen2(long at, string name, long access);

    [LibraryImport(Library)]
    public static partial long H5Dget_space(long set);

    [LibraryImport(Library)]
    public static partial long H5Dget_type(long set);

    [LibraryImport(Library)]
    public static unsafe partial int H5Dwrite(long set, long memoryType, long memorySpace, long fileSpace, long transfer, void* data);

    [LibraryImport(Library)]
    public static unsafe partial int H5Dread(long set, long memoryType, long memorySpace, long fileSpace, long transfer, void* data);

    [LibraryImport(Library)]
    public static partial int H5Dclose(long set);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial long H5Acreate2(long at, string name, long type, long space, long create, long access);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial long H5Aopen(long at, string name, long access);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int H5Aexists(long at, string name);

    [LibraryImport(Library)]
    public static partial long H5Aget_type(long attribute);

    [LibraryImport(Library)]
    public static unsafe partial int H5Awrite(long attribute, long memoryType, void* data);

    [LibraryImport(Library)]
    public static unsafe partial int H5Aread(long attribute, long memoryType, void* data);

    [LibraryImport(Library)]
    public static partial int H5Aclose(long attribute);

    [LibraryImport(Library)]
    public static partial long H5Tcopy(long type);

    [LibraryImport(Library)]
    public static partial int H5Tset_size(long type, nuint size);

    [LibraryImport(Library)]
    public static partial nuint H5Tget_size(long type);

    [LibraryImport(Library)]
    public static partial int H5Tget_class(long type);

    [LibraryImport(Library)]
    public static partial int H5Tset_strpad(long type, int padding);

    [LibraryImport(Library)]
    public static partial int H5Tset_cset(long type, int set);

    [LibraryImport(Library)]
    public static partial int H5Tis_variable_str(long type);

    [LibraryImport(Library)]
    public static partial int H5Tclose(long type);

    // The resolver answers for this library only; all others are found as usual.
    private static nint Load()
    {
        nint found = 0;
        foreach (string name in Names)
        {
            if (NativeLibrary.TryLoad(name, out found))
            {
                break;
            }
        }

        NativeLibrary.SetDllImportResolver(typeof(Hdf5Native).Assembly, (name, _, _) => name == Library ? found : 0);
        return found;
    }
}
