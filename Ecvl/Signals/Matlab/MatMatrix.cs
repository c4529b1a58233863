using System.Buffers.Binary;
using System.Text;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Where a matrix lies in a MATLAB level 4 file, and how its numbers are stored.</summary>
/// <remarks>MathWorks, "MAT-File Format", section "Level 4 MAT-Files": five 32-bit integers (type, rows, columns, imaginary flag, length
/// of the name), the name, then the values column by column. The decimal digits of the type are byte order, 0, number type, matrix kind.</remarks>
internal sealed record MatMatrix(int NumberType, bool IsBigEndian, int Rows, int Columns, long DataOffset)
{
    private const int HeaderBytes = 20;

    /// <summary>Bytes of each number type: double, single, int32, int16, uint16, uint8.</summary>
    private static readonly int[] Sizes = [8, 4, 4, 2, 2, 1];

    /// <summary>Bytes of one value.</summary>
    public int ValueBytes => Sizes[NumberType];

    /// <summary>True where the values are stored as integers.</summary>
    public bool IsInteger => NumberType >= 2;

    /// <summary>Finds a matrix by its name.</summary>
    public static MatMatrix Find(ByteFile file, string path, string variable)
    {
        if (file.Length == 0)
        {
            throw new MatException(path, $"MAT: \"{path}\" is empty.");
        }

        Span<byte> header = stackalloc byte[HeaderBytes];
        var others = new List<string>();
        for (long at = 0; at < file.Length;)
        {
            if (file.Length - at < HeaderBytes)
            {
                throw new MatException(path, $"MAT: \"{path}\" ends at byte {file.Length}, inside the matrix header at byte {at}; it is cut.");
            }

            file.ReadExactly(at, header);
            (MatMatrix matrix, string name) = One(file, path, at, header);
            if (name == variable)
            {
                return matrix;
            }

            if (others.Count < 8)
            {
                others.Add(Printable.Of(name));
            }

            at = matrix.DataOffset + ((long)matrix.Rows * matrix.Columns * matrix.ValueBytes);
        }

        throw new MatException(path, $"MAT: \"{path}\" holds no matrix \"{variable}\"; it holds {string.Join(", ", others)}.");
    }

    /// <summary>What stands before the values of a matrix of 16-bit integers, low byte first.</summary>
    public static byte[] Int16Header(string name, int rows, long columns)
    {
        const int Int16Type = 30;
        byte[] bytes = new byte[HeaderBytes + name.Length + 1];
        int[] fields = [Int16Type, rows, checked((int)columns), 0, name.Length + 1];
        for (int i = 0; i < fields.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4 * i), fields[i]);
        }

        Encoding.Latin1.GetBytes(name).CopyTo(bytes, HeaderBytes);
        return bytes;
    }

    /// <summary>The value at a place of a buffer, for the integer types.</summary>
    public int Integer(ReadOnlySpan<byte> value) => NumberType switch
    {
        2 => IsBigEndian ? BinaryPrimitives.ReadInt32BigEndian(value) : BinaryPrimitives.ReadInt32LittleEndian(value),
        3 => IsBigEndian ? BinaryPrimitives.ReadInt16BigEndian(value) : BinaryPrimitives.ReadInt16LittleEndian(value),
        4 => IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(value) : BinaryPrimitives.ReadUInt16LittleEndian(value),
        _ => value[0],
    };

    /// <summary>The value at a place of a buffer, for any type.</summary>
    public double Real(ReadOnlySpan<byte> value) => NumberType switch
    {
        0 => IsBigEndian ? BinaryPrimitives.ReadDoubleBigEndian(value) : BinaryPrimitives.ReadDoubleLittleEndian(value),
        1 => IsBigEndian ? BinaryPrimitives.ReadSingleBigEndian(value) : BinaryPrimitives.ReadSingleLittleEndian(value),
        _ => Integer(value),
    };

    private static (MatMatrix Matrix, string Name) One(ByteFile file, string path, long at, ReadOnlySpan<byte> header)
    {
        int type = BinaryPrimitives.ReadInt32LittleEndian(header);
        bool bigEndian = type is < 0 or > 4052;
        if (bigEndian)
        {
            type = BinaryPrimitives.ReadInt32BigEndian(header);
        }

        int order = type / 1000;
        int numbers = type / 10 % 10;
        if (type < 0 || order != (bigEndian ? 1 : 0) || type / 100 % 10 != 0 || numbers > 5)
        {
            string hint = header[..6].SequenceEqual("MATLAB"u8) ? "a newer level; save it with -v4" : "damaged or another kind of file";
            throw new MatException(path, $"MAT: at byte {at} of \"{path}\" no level 4 matrix begins; the file is {hint}.");
        }

        if (type % 10 != 0)
        {
            throw new MatException(path, $"MAT: the matrix at byte {at} of \"{path}\" is text or sparse (type {type}); a full numeric matrix is needed.");
        }

        int rows = Field(header, 4, bigEndian);
        int columns = Field(header, 8, bigEndian);
        int imaginary = Field(header, 12, bigEndian);
        int nameBytes = Field(header, 16, bigEndian);
        if (rows < 0 || columns < 0 || imaginary != 0 || nameBytes is < 1 or > 256)
        {
            throw new MatException(path, $"MAT: the matrix at byte {at} of \"{path}\" is said to be {rows} x {columns}, imaginary {imaginary}, with a name of {nameBytes} bytes; it is damaged or complex.");
        }

        long data = at + HeaderBytes + nameBytes;
        UInt128 values = (UInt128)(ulong)rows * (ulong)columns * (ulong)Sizes[numbers];
        if (data > file.Length || values > (ulong)(file.Length - data))
        {
            throw new MatException(path, $"MAT: the {rows} x {columns} matrix at byte {at} of \"{path}\" needs {values} bytes from byte {data}, but the file has {file.Length} bytes; it is cut.");
        }

        byte[] name = new byte[nameBytes];
        file.ReadExactly(at + HeaderBytes, name);
        return (new MatMatrix(numbers, bigEndian, rows, columns, data), Encoding.Latin1.GetString(name).TrimEnd('\0'));
    }

    private static int Field(ReadOnlySpan<byte> header, int at, bool bigEndian) =>
        bigEndian ? BinaryPrimitives.ReadInt32BigEndian(header[at..]) : BinaryPrimitives.ReadInt32LittleEndian(header[at..]);
}
