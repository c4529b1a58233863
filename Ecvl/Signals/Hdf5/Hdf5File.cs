using System.Text;

namespace DeepHealth.Ecvl.Signals;

/// <summary>An open HDF5 file, with every failure as an exception that names the object.</summary>
internal sealed unsafe class Hdf5File : IDisposable
{
    private const uint Truncate = 2;
    private const uint ReadOnly = 0;
    private const int Scalar = 0;
    private const int NullPadded = 1;
    private const int Utf8 = 1;
    private const int StringClass = 3;

    /// <summary>No file of this library comes near: a larger count is damage.</summary>
    private const int MostStringBytes = 1 << 20;

    private readonly string _path;
    private readonly long _file;

    private Hdf5File(string path, long file)
    {
        _path = path;
        _file = file;
    }

    public static Hdf5File Create(string path)
    {
        Start(path);
        long file = Hdf5Native.H5Fcreate(path, Truncate, 0, 0);
        return file >= 0 ? new Hdf5File(path, file) : throw new Hdf5Exception(path, $"HDF5: \"{path}\" cannot be created; is the folder there and writable?");
    }

    public static Hdf5File Open(string path)
    {
        Start(path);
        if (!File.Exists(path))
        {
            throw new Hdf5Exception(path, $"HDF5: \"{path}\" does not exist.");
        }

        long file = Hdf5Native.H5Fopen(path, ReadOnly, 0);
        return file >= 0 ? new Hdf5File(path, file) : throw new Hdf5Exception(path, $"HDF5: \"{path}\" is damaged or no HDF5 file.");
    }

    public void Dispose() => _ = Hdf5Native.H5Fclose(_file);

    public void Group(string name) => _ = Hdf5Native.H5Gclose(Checked(Hdf5Native.H5Gcreate2(_file, name, 0, 0, 0), "create group", name));

    public bool Has(string name) => Hdf5Native.H5Lexists(_file, name, 0) > 0;

    /// <summary>Writes a row of numbers, in chunks and compressed where there are any.</summary>
    public void Write<T>(string name, ReadOnlySpan<T> values, int chunk, int level)
        where T : unmanaged
    {
        fixed (T* data = values)
        {
            WriteSet(name, TypeOf<T>(), values.Length, data, chunk, level);
        }
    }

    /// <summary>Writes a row of texts, all in fields of the longest one's length.</summary>
    public void Write(string name, IReadOnlyList<string> texts, int chunk, int level)
    {
        byte[][] bytes = [.. texts.Select(Encoding.UTF8.GetBytes)];
        int width = Math.Max(1, bytes.Length == 0 ? 1 : bytes.Max(text => text.Length));
        byte[] all = new byte[checked(width * bytes.Length)];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i].CopyTo(all, i * width);
        }

        long type = TextType(width);
        fixed (byte* data = all)
        {
            WriteSet(name, type, bytes.Length, data, chunk, level);
        }

        _ = Hdf5Native.H5Tclose(type);
    }

    /// <summary>Reads a row of numbers, converted by the library where the file has another type.</summary>
    public T[] Read<T>(string name)
        where T : unmanaged
    {
        long set = Checked(Hdf5Native.H5Dopen2(_file, name, 0), "open data set", name);
        try
        {
            T[] values = new T[Count(set, name)];
            fixed (T* data = values)
            {
                _ = values.Length == 0 ? 0 : Checked(Hdf5Native.H5Dread(set, TypeOf<T>(), 0, 0, 0, data), "read", name);
            }

            return values;
        }
        finally
        {
            _ = Hdf5Native.H5Dclose(set);
        }
    }

    /// <summary>Reads a row of texts of fixed length.</summary>
    public string[] ReadTexts(string name)
    {
        long set = Checked(Hdf5Native.H5Dopen2(_file, name, 0), "open data set", name);
        long type = Hdf5Native.H5Dget_type(set);
        try
        {
            int width = Width(type, name);
            int count = Count(set, name);
            byte[] bytes = new byte[checked(width * count)];
            fixed (byte* data = bytes)
            {
                _ = count == 0 ? 0 : Checked(Hdf5Native.H5Dread(set, type, 0, 0, 0, data), "read", name);
            }

            return [.. Enumerable.Range(0, count).Select(i => Encoding.UTF8.GetString(bytes, i * width, width).TrimEnd('\0'))];
        }
        finally
        {
            _ = Hdf5Native.H5Tclose(type);
            _ = Hdf5Native.H5Dclose(set);
        }
    }

    /// <summary>Gives an object, <c>/</c> for the file itself, a number.</summary>
    public void Attribute<T>(string at, string name, T value)
        where T : unmanaged => WriteAttribute(at, name, TypeOf<T>(), &value);

    /// <summary>Gives an object a text.</summary>
    public void Attribute(string at, string name, string text)
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(text), 0];
        long type = TextType(bytes.Length);
        fixed (byte* data = bytes)
        {
            WriteAttribute(at, name, type, data);
        }

        _ = Hdf5Native.H5Tclose(type);
    }

    public T Number<T>(string at, string name)
        where T : unmanaged
    {
        T[] value = new T[1];
        WithAttribute(at, name, attribute =>
        {
            fixed (T* data = value)
            {
                Checked(Hdf5Native.H5Aread(attribute, TypeOf<T>(), data), "read attribute", $"{at}@{name}");
            }
        });
        return value[0];
    }

    public string Text(string at, string name)
    {
        string text = "";
        WithAttribute(at, name, attribute =>
        {
            long type = Hdf5Native.H5Aget_type(attribute);
            byte[] bytes = new byte[Width(type, $"{at}@{name}")];
            fixed (byte* data = bytes)
            {
                Checked(Hdf5Native.H5Aread(attribute, type, data), "read attribute", $"{at}@{name}");
            }

            _ = Hdf5Native.H5Tclose(type);
            text = Encoding.UTF8.GetString(bytes).TrimEnd('\0');
        });
        return text;
    }

    public bool HasAttribute(string at, string name)
    {
        long owner = Owner(at);
        bool has = Hdf5Native.H5Aexists(owner, name) > 0;
        CloseOwner(owner);
        return has;
    }

    private static void Start(string path)
    {
        if (!Hdf5Native.IsAvailable)
        {
            throw new Hdf5Exception(path, $"HDF5: \"{path}\" needs the HDF5 library, which this system lacks; install it (Debian and Ubuntu: libhdf5-103-1 or libhdf5-310).");
        }

        // The library prints its errors unless told not to; they come as exceptions here.
        // Every handle is closed here. At the end of a process the library would look for its own, and print when messages of refused files are among them.
        _ = Hdf5Native.H5dont_atexit();
        _ = Hdf5Native.H5open();
        _ = Hdf5Native.H5Eset_auto2(0, 0, 0);
    }

    private static long TypeOf<T>() => typeof(T) == typeof(double) ? Hdf5Native.Global("H5T_NATIVE_DOUBLE_g")
        : typeof(T) == typeof(int) ? Hdf5Native.Global("H5T_NATIVE_INT_g")
        : throw new NotSupportedException($"Hdf5File: numbers of type {typeof(T)} are not stored.");

    private static long TextType(int width)
    {
        long type = Hdf5Native.H5Tcopy(Hdf5Native.Global("H5T_C_S1_g"));
        _ = Hdf5Native.H5Tset_size(type, (nuint)width);
        _ = Hdf5Native.H5Tset_strpad(type, NullPadded);
        _ = Hdf5Native.H5Tset_cset(type, Utf8);
        return type;
    }

    private void WriteSet(string name, long type, int count, void* data, int chunk, int level)
    {
        ulong size = (ulong)count;
        long space = Hdf5Native.H5Screate_simple(1, in size, 0);
        long list = Hdf5Native.H5Pcreate(Hdf5Native.Global("H5P_CLS_DATASET_CREATE_ID_g"));
        long set = -1;
        try
        {
            if (count > 0)
            {
                ulong part = (ulong)Math.Min(chunk, count);
                Checked(Hdf5Native.H5Pset_chunk(list, 1, in part), "chunk", name);
                if (level > 0)
                {
                    Checked(Hdf5Native.H5Pset_shuffle(list), "shuffle", name);
                    Checked(Hdf5Native.H5Pset_deflate(list, (uint)level), "compress", name);
                }
            }

            set = Checked(Hdf5Native.H5Dcreate2(_file, name, type, space, 0, list, 0), "create data set", name);
            _ = count == 0 ? 0 : Checked(Hdf5Native.H5Dwrite(set, type, 0, 0, 0, data), "write", name);
        }
        finally
        {
            _ = set >= 0 ? Hdf5Native.H5Dclose(set) : 0;
            _ = Hdf5Native.H5Pclose(list);
            _ = Hdf5Native.H5Sclose(space);
        }
    }

    private void WriteAttribute(string at, string name, long type, void* data)
    {
        long owner = Owner(at);
        long space = Hdf5Native.H5Screate(Scalar);
        long attribute = Checked(Hdf5Native.H5Acreate2(owner, name, type, space, 0, 0), "create attribute", $"{at}@{name}");
        int written = Hdf5Native.H5Awrite(attribute, type, data);
        _ = Hdf5Native.H5Aclose(attribute);
        _ = Hdf5Native.H5Sclose(space);
        CloseOwner(owner);
        Checked(written, "write attribute", $"{at}@{name}");
    }

    private void WithAttribute(string at, string name, Action<long> use)
    {
        long owner = Owner(at);
        long attribute = -1;
        try
        {
            attribute = Checked(Hdf5Native.H5Aopen(owner, name, 0), "open attribute", $"{at}@{name}");
            use(attribute);
        }
        finally
        {
            _ = attribute >= 0 ? Hdf5Native.H5Aclose(attribute) : 0;
            CloseOwner(owner);
        }
    }

    private long Owner(string at) => at == "/" ? _file : Checked(Hdf5Native.H5Dopen2(_file, at, 0), "open data set", at);

    private void CloseOwner(long owner) => _ = owner == _file ? 0 : Hdf5Native.H5Dclose(owner);

    private int Count(long set, string name)
    {
        long space = Checked(Hdf5Native.H5Dget_space(set), "measure", name);
        long count = Hdf5Native.H5Sget_simple_extent_npoints(space);
        _ = Hdf5Native.H5Sclose(space);
        return count >= 0 && count <= Array.MaxLength / 8 ? (int)count : throw new Hdf5Exception(_path, $"HDF5: \"{name}\" in \"{_path}\" has {count} values, more than an array holds.");
    }

    private int Width(long type, string name) => Hdf5Native.H5Tget_class(type) == StringClass && Hdf5Native.H5Tis_variable_str(type) == 0 && Hdf5Native.H5Tget_size(type) is var size and <= MostStringBytes
        ? (int)size
        : throw new Hdf5Exception(_path, $"HDF5: \"{name}\" in \"{_path}\" is no text of fixed length.");

    private long Checked(long result, string what, string name) => result >= 0
        ? result
        : throw new Hdf5Exception(_path, $"HDF5: cannot {what} \"{name}\" in \"{_path}\"; the file is damaged, of another layout, or the disk is full.");
}
