namespace DeepHealth.Eddl;

/// <summary>Rows of the kernel matrix of a training set, the last used of which are kept.</summary>
internal sealed class KernelRows
{
    private const long CacheBytes = 256L << 20;

    private readonly FeatureTable _samples;
    private readonly SvmKernel _kernel;
    private readonly double _gamma;
    private readonly double[] _squares;
    private readonly double[]?[] _rows;
    private readonly LinkedList<int> _recent = new();
    private readonly LinkedListNode<int>?[] _places;
    private readonly int _most;

    public KernelRows(FeatureTable samples, SvmKernel kernel, double gamma)
    {
        _samples = samples;
        _kernel = kernel;
        _gamma = gamma;
        _rows = new double[]?[samples.Rows];
        _places = new LinkedListNode<int>?[samples.Rows];
        _most = (int)Math.Clamp(CacheBytes / (sizeof(double) * (long)samples.Rows), 2, samples.Rows + 2L);
        _squares = new double[samples.Rows];
        for (int i = 0; i < _squares.Length; i++)
        {
            _squares[i] = VectorLoops.Dot(samples.Row(i), samples.Row(i));
        }
    }

    /// <summary>Similarity of a sample to itself.</summary>
    public double Diagonal(int row) => _kernel == SvmKernel.Rbf ? 1 : _squares[row];

    /// <summary>Similarity of a sample to all. The array is valid until two other rows were asked for.</summary>
    public double[] Row(int row)
    {
        if (_rows[row] is { } kept)
        {
            _recent.Remove(_places[row]!);
            _recent.AddLast(_places[row]!);
            return kept;
        }

        double[] values;
        if (_recent.Count < _most)
        {
            values = new double[_samples.Rows];
        }
        else
        {
            int oldest = _recent.First!.Value;
            _recent.RemoveFirst();
            values = _rows[oldest]!;
            _rows[oldest] = null;
        }

        ReadOnlySpan<double> sample = _samples.Row(row);
        for (int other = 0; other < values.Length; other++)
        {
            values[other] = Value(_kernel, _gamma, sample, _squares[row], _samples.Row(other), _squares[other]);
        }

        _rows[row] = values;
        _places[row] = _recent.AddLast(row);
        return values;
    }

    /// <summary>Similarity of two samples with known squared lengths.</summary>
    public static double Value(SvmKernel kernel, double gamma, ReadOnlySpan<double> left, double leftSquare, ReadOnlySpan<double> right, double rightSquare)
    {
        double product = VectorLoops.Dot(left, right);
        return kernel == SvmKernel.Linear ? product : Math.Exp(-gamma * Math.Max(leftSquare + rightSquare - (2 * product), 0));
    }
}
