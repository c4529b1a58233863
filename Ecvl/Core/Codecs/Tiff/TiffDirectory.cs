using System.Buffers.Binary;
using System.Text;

namespace DeepHealth.Ecvl;

/// <summary>The fields of one page of a TIFF file.</summary>
internal sealed class TiffDirectory
{
    private readonly TiffFile _file;
    private readonly Dictionary<int, TiffField> _fields = [];

    public TiffDirectory(TiffFile file, long offset)
    {
        _file = file;
        int countBytes = file.IsBig ? 8 : 2;
        long count = file.Integer(offset, countBytes);
        int bytes = EntryBytes(file.IsBig);
        int inline = file.IsBig ? 8 : 4;
        _ = file.Slice(offset, countBytes + (count * bytes), $"the directory at offset {offset}");
        for (long i = 0; i < count; i++)
        {
            long at = offset + countBytes + (i * bytes);
            TiffField field = new((int)file.Integer(at, 2), (int)file.Integer(at + 2, 2), file.Integer(at + 4, inline), at + 4 + inline);
            bool fits = field.ValueBytes > 0 && field.Count <= inline / field.ValueBytes;
            _fields.TryAdd(field.Tag, fits ? field : field with { Offset = file.Integer(field.Offset, inline) });
        }
    }

    public static int EntryBytes(bool isBig) => isBig ? 20 : 12;

    public bool Has(TiffTag tag) => _fields.ContainsKey((int)tag);

    /// <summary>Whole numbers; none where the field is missing.</summary>
    public long[] Integers(TiffTag tag)
    {
        if (!_fields.TryGetValue((int)tag, out TiffField field))
        {
            return [];
        }

        if (!field.IsInteger)
        {
            throw _file.Fault($"the field {tag} ({(int)tag}) has the type {field.Type}, it must hold whole numbers.");
        }

        ReadOnlySpan<byte> data = Data(field);
        long[] values = new long[field.Count];
        int bytes = field.ValueBytes;
        int unused = 64 - (8 * bytes);
        for (int i = 0; i < values.Length; i++)
        {
            long value = TiffFile.Integer(data[(i * bytes)..], bytes, _file.BigEndian);
            values[i] = field.IsSigned && bytes < 8 ? (value << unused) >> unused : value;
        }

        return values;
    }

    /// <summary>The first whole number, or what stands for a missing field.</summary>
    public long Integer(TiffTag tag, long missing)
    {
        long[] values = _fields.TryGetValue((int)tag, out TiffField field) && field.Count > 0 ? Integers(tag) : [];
        return values.Length > 0 ? values[0] : missing;
    }

    /// <summary>Numbers of any kind; none where the field is missing or holds none.</summary>
    public double[] Numbers(TiffTag tag)
    {
        if (!_fields.TryGetValue((int)tag, out TiffField field) || field.ValueBytes == 0)
        {
            return [];
        }

        if (field.IsInteger)
        {
            return Array.ConvertAll(Integers(tag), value => (double)value);
        }

        ReadOnlySpan<byte> data = Data(field);
        double[] values = new double[field.Type == 2 ? 0 : field.Count];
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> value = data[(i * field.ValueBytes)..];
            values[i] = field.Type switch
            {
                11 => _file.BigEndian ? BinaryPrimitives.ReadSingleBigEndian(value) : BinaryPrimitives.ReadSingleLittleEndian(value),
                12 => _file.BigEndian ? BinaryPrimitives.ReadDoubleBigEndian(value) : BinaryPrimitives.ReadDoubleLittleEndian(value),
                10 => (double)(int)TiffFile.Integer(value, 4, _file.BigEndian) / (int)TiffFile.Integer(value[4..], 4, _file.BigEndian),
                _ => (double)TiffFile.Integer(value, 4, _file.BigEndian) / TiffFile.Integer(value[4..], 4, _file.BigEndian),
            };
        }

        return values;
    }

    /// <summary>A text without its end mark, or null where the field is missing. UTF-8, else Latin-1.</summary>
    public string? Text(TiffTag tag)
    {
        ReadOnlySpan<byte> data = Bytes(tag).Span;
        int end = data.IndexOf((byte)0);
        data = end < 0 ? data : data[..end];
        return data.IsEmpty ? null
            : System.Text.Unicode.Utf8.IsValid(data) ? Encoding.UTF8.GetString(data)
            : Encoding.Latin1.GetString(data);
    }

    /// <summary>The bytes of a field of texts or bytes; none where it is missing or of another type.</summary>
    public ReadOnlyMemory<byte> Bytes(TiffTag tag)
        => _fields.TryGetValue((int)tag, out TiffField field) && field.Type is 1 or 2 or 7
            ? _file.Slice(field.Offset, field.Count, $"the field {tag} ({(int)tag})")
            : default;

    private ReadOnlySpan<byte> Data(TiffField field)
    {
        if (field.ValueBytes == 0 || field.Count > _file.Source.Data.Length / field.ValueBytes)
        {
            throw _file.Fault($"the field {(TiffTag)field.Tag} ({field.Tag}) claims {field.Count} values of the type {field.Type}, the file has {_file.Source.Data.Length} bytes.");
        }

        return _file.Slice(field.Offset, field.Count * field.ValueBytes, $"the field {(TiffTag)field.Tag} ({field.Tag})").Span;
    }
}
