namespace DeepHealth.Eddl;

/// <summary>Eigenvalues and eigenvectors of a real symmetric matrix, the greatest value first.</summary>
/// <remarks>Householder's reduction to a tridiagonal matrix, then the QL iteration with implicit shifts: Golub and Van Loan, "Matrix Computations",
/// 4th edition, 2013, algorithms 8.3.1 and 8.3.3. Takes about 3 n³ multiplications.</remarks>
internal sealed class SymmetricEigen
{
    private const int MostRounds = 60;

    private readonly int _size;
    private readonly double[] _rows;
    private readonly double[] _diagonal;
    private readonly double[] _beside;

    /// <summary>Decomposes a matrix.</summary>
    /// <param name="matrix"><c>[size, size]</c>; only its lower triangle is read, and it is overwritten.</param>
    /// <param name="size">Rows and columns.</param>
    public SymmetricEigen(double[] matrix, int size)
    {
        _size = size;
        _diagonal = new double[size];
        _beside = new double[size];
        _rows = Reduce(matrix);
        Iterate();
        int[] order = [.. Enumerable.Range(0, size).OrderByDescending(i => _diagonal[i])];
        Values = [.. order.Select(i => _diagonal[i])];
        Vectors = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            _rows.AsSpan(order[i] * size, size).CopyTo(Vectors.AsSpan(i * size));
        }
    }

    /// <summary>Eigenvalues in falling order.</summary>
    public double[] Values { get; }

    /// <summary>Unit eigenvectors, one per row.</summary>
    public double[] Vectors { get; }

    /// <summary>Brings the matrix to tridiagonal form; returns the transposed basis of that form.</summary>
    private double[] Reduce(double[] a)
    {
        int n = _size;
        double[] reflectors = new double[n * n];
        double[] p = new double[n];
        for (int k = n - 1; k >= 1; k--)
        {
            // The reflector maps row k, left of the diagonal, to a multiple of its last unit vector.
            Span<double> v = reflectors.AsSpan(k * n, k);
            a.AsSpan(k * n, k).CopyTo(v);
            _diagonal[k] = a[(k * n) + k];
            double squares = Dot(v, v);
            double last = v[k - 1];
            double tail = squares - (last * last);
            if (tail <= 0)
            {
                _beside[k] = last;
                v.Clear();
                continue;
            }

            double length = Math.CopySign(Math.Sqrt(squares), last);
            _beside[k] = -length;
            v[k - 1] += length;

            // Scaled so that the reflection is I − v vᵀ.
            double scale = 1 / Math.Sqrt(length * v[k - 1]);
            for (int i = 0; i < k; i++)
            {
                v[i] *= scale;
            }

            SymmetricTimes(a, v, p.AsSpan(0, k));
            double half = Dot(p.AsSpan(0, k), v) / 2;
            for (int i = 0; i < k; i++)
            {
                p[i] -= half * v[i];
            }

            for (int i = 0; i < k; i++)
            {
                Span<double> row = a.AsSpan(i * n, i + 1);
                AddScaled(row, p.AsSpan(0, i + 1), -v[i]);
                AddScaled(row, v[..(i + 1)], -p[i]);
            }
        }

        _diagonal[0] = a[0];
        return Accumulate(reflectors);
    }

    /// <summary>Product of the reflections, transposed: row i becomes eigenvector i after the iteration.</summary>
    private double[] Accumulate(double[] reflectors)
    {
        int n = _size;
        double[] basis = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            basis[(i * n) + i] = 1;
        }

        // Q = H(n−1) ... H(1); rows of Qᵀ are built up from the smallest reflector, which touches fewest entries.
        for (int k = 1; k < n; k++)
        {
            ReadOnlySpan<double> v = reflectors.AsSpan(k * n, k);
            for (int i = 0; i < k; i++)
            {
                Span<double> row = basis.AsSpan(i * n, k);
                AddScaled(row, v, -Dot(row, v));
            }
        }

        return basis;
    }

    private void Iterate()
    {
        int n = _size;
        for (int i = 1; i < n; i++)
        {
            _beside[i - 1] = _beside[i];
        }

        _beside[n - 1] = 0;
        for (int first = 0; first < n; first++)
        {
            int rounds = 0;
            while (true)
            {
                int last = first;
                while (last < n - 1 && Math.Abs(_beside[last]) > double.Epsilon + (1e-16 * (Math.Abs(_diagonal[last]) + Math.Abs(_diagonal[last + 1]))))
                {
                    last++;
                }

                if (last == first)
                {
                    break;
                }

                if (++rounds > MostRounds)
                {
                    throw new ArithmeticException($"SymmetricEigen: eigenvalue {first} of {n} did not converge in {MostRounds} rounds.");
                }

                Sweep(first, last);
            }
        }
    }

    /// <summary>One implicit QL step on the block from first to last.</summary>
    private void Sweep(int first, int last)
    {
        int n = _size;
        double shift = (_diagonal[first + 1] - _diagonal[first]) / (2 * _beside[first]);
        double root = double.Hypot(shift, 1);
        double g = _diagonal[last] - _diagonal[first] + (_beside[first] / (shift + Math.CopySign(root, shift)));
        double sine = 1;
        double cosine = 1;
        double p = 0;
        for (int i = last - 1; i >= first; i--)
        {
            double f = sine * _beside[i];
            double b = cosine * _beside[i];
            root = double.Hypot(f, g);
            _beside[i + 1] = root;
            if (root == 0)
            {
                _diagonal[i + 1] -= p;
                _beside[last] = 0;
                return;
            }

            sine = f / root;
            cosine = g / root;
            g = _diagonal[i + 1] - p;
            double r = ((_diagonal[i] - g) * sine) + (2 * cosine * b);
            p = sine * r;
            _diagonal[i + 1] = g + p;
            g = (cosine * r) - b;
            Rotate(_rows.AsSpan(i * n, n), _rows.AsSpan((i + 1) * n, n), cosine, sine);
        }

        _diagonal[first] -= p;
        _beside[first] = g;
        _beside[last] = 0;
    }

    private static void Rotate(Span<double> low, Span<double> high, double cosine, double sine)
    {
        for (int i = 0; i < low.Length; i++)
        {
            double h = high[i];
            high[i] = (sine * low[i]) + (cosine * h);
            low[i] = (cosine * low[i]) - (sine * h);
        }
    }

    /// <summary>Product of the symmetric leading block, of which the lower triangle is stored, with a vector.</summary>
    private void SymmetricTimes(double[] a, ReadOnlySpan<double> v, Span<double> result)
    {
        result.Clear();
        for (int i = 0; i < v.Length; i++)
        {
            ReadOnlySpan<double> row = a.AsSpan(i * _size, i);
            AddScaled(result[..i], row, v[i]);
            result[i] += Dot(row, v[..i]) + (a[(i * _size) + i] * v[i]);
        }
    }

    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right) => VectorLoops.Dot(left, right);

    private static void AddScaled(Span<double> destination, ReadOnlySpan<double> source, double factor) => VectorLoops.AddScaled(destination, source, factor);
}
