using System.Buffers;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Signals in a bare MATLAB level 4 file, such as a CinC 2017 record without its header: one matrix, a row per signal.</summary>
/// <remarks>Where the <c>.hea</c> header lies beside the file, open that with <see cref="WfdbRecord"/>: it knows rate, gain and labels.</remarks>
public sealed class MatRecord : SignalSource
{
    private readonly MatMatrix _matrix;
    private readonly MatOptions _options;
    private readonly SignalInfo[] _signals;

    private MatRecord(string path, MatMatrix matrix, MatOptions options)
        : base(path)
    {
        _matrix = matrix;
        _options = options;
        _signals = new SignalInfo[matrix.Rows];
        for (int i = 0; i < _signals.Length; i++)
        {
            _signals[i] = new SignalInfo(i, $"signal {i}", options.Unit, options.RateHz, matrix.Columns);
        }
    }

    /// <inheritdoc/>
    public override string Name => Path.GetFileNameWithoutExtension(FilePath);

    /// <inheritdoc/>
    public override IReadOnlyList<SignalInfo> Signals => _signals;

    /// <summary>Opens a file; reads its matrix headers only.</summary>
    /// <param name="path">The <c>.mat</c> file.</param>
    /// <param name="options">Rate, gain, unit and name of the matrix.</param>
    /// <exception cref="MatException">The file is missing, cut, of a newer level, or lacks the matrix.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Rate or gain is no finite number, the rate not above 0, or the gain 0.</exception>
    public static MatRecord Open(string path, MatOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        if (!(options.RateHz > 0) || double.IsInfinity(options.RateHz) || !double.IsFinite(options.Gain) || options.Gain == 0)
        {
            throw new ArgumentOutOfRangeException(nameof(options), FormattableString.Invariant(
                $"MatRecord: the rate is {options.RateHz} Hz and the gain {options.Gain}; the rate must be above 0 and the gain not 0, both finite."));
        }

        using var file = new ByteFile(path, "file", MatException.For(path));
        MatMatrix matrix = MatMatrix.Find(file, path, options.Variable);
        if (matrix.Rows > matrix.Columns)
        {
            throw new MatException(path, $"MAT: \"{options.Variable}\" in \"{path}\" is {matrix.Rows} x {matrix.Columns}: a row is a signal, so there must be fewer rows than columns; save the transpose.");
        }

        return new MatRecord(path, matrix, options);
    }

    private protected override bool HasDigital => _matrix.IsInteger;

    private protected override void CheckReadable(IReadOnlyList<int> signals) => OpenChecked().Dispose();

    private protected override void ReadSlices(SignalSlice[] slices)
    {
        SignalSlice[] own = [.. slices.Where(slice => slice.Physical.Length > 0)];
        if (own.Length == 0)
        {
            return;
        }

        // A column holds one sample of every signal.
        int columnBytes = _matrix.Rows * _matrix.ValueBytes;
        int perBlock = Math.Max(1, (1 << 18) / columnBytes);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(perBlock * columnBytes);
        using ByteFile file = OpenChecked();
        long end = own.Max(slice => slice.End);
        for (long first = own.Min(slice => slice.First); first < end; first += perBlock)
        {
            int columns = (int)Math.Min(perBlock, end - first);
            Span<byte> block = buffer.AsSpan(0, columns * columnBytes);
            file.ReadExactly(_matrix.DataOffset + (first * columnBytes), block);
            foreach (SignalSlice slice in own)
            {
                Copy(block, first, columns, columnBytes, slice);
            }
        }

        ArrayPool<byte>.Shared.Return(buffer);
    }

    private void Copy(ReadOnlySpan<byte> block, long first, int columns, int columnBytes, SignalSlice slice)
    {
        long from = Math.Max(first, slice.First);
        long to = Math.Min(first + columns, slice.End);
        for (long column = from; column < to; column++)
        {
            ReadOnlySpan<byte> value = block[(int)(((column - first) * columnBytes) + ((long)slice.Signal * _matrix.ValueBytes))..];
            int target = (int)(column - slice.First);
            slice.Physical[target] = _matrix.Real(value) / _options.Gain;
            if (slice.Digital is { } digital)
            {
                digital[target] = _matrix.Integer(value);
            }
        }
    }

    private ByteFile OpenChecked()
    {
        var file = new ByteFile(FilePath, "file", MatException.For(FilePath));
        long needed = _matrix.DataOffset + ((long)_matrix.Rows * _matrix.Columns * _matrix.ValueBytes);
        if (file.Length < needed)
        {
            long length = file.Length;
            file.Dispose();
            throw new MatException(FilePath, $"MAT: \"{FilePath}\" now has {length} bytes, fewer than the {needed} when it was opened; open it again.");
        }

        return file;
    }
}
