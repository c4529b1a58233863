namespace DeepHealth.Ecvl.Signals;

/// <summary>Finds the polynomial whose greatest weighted error on a grid is least.</summary>
/// <remarks>Remez 1934: at the optimum the error has equal height and changing sign at one more point than there are unknowns. Each pass solves for
/// the polynomial with that property at trial points and moves the points to where its error is greatest. Values between points by barycentric
/// interpolation (Parks and McClellan 1972, equations 8 to 11).</remarks>
internal sealed class RemezExchange
{
    private const int MostPasses = 100;

    private readonly RemezGrid _grid;
    private readonly int[] _points;
    private readonly double[] _factors;
    private readonly double[] _values;
    private readonly double[] _errors;
    private readonly List<int> _peaks = [];
    private double _height;

    public RemezExchange(RemezGrid grid)
    {
        _grid = grid;
        _points = new int[grid.Unknowns + 1];
        _factors = new double[_points.Length];
        _values = new double[_points.Length];
        _errors = new double[grid.Cosines.Length];
        for (int k = 0; k < _points.Length; k++)
        {
            _points[k] = (int)((long)k * (grid.Cosines.Length - 1) / grid.Unknowns);
        }
    }

    /// <summary>Solves; false where rounding stops the passes before the error is level.</summary>
    public bool Solve()
    {
        for (int pass = 0; pass < MostPasses; pass++)
        {
            Level();
            FindErrors();
            FindPeaks();
            Thin();
            if (_peaks.Count != _points.Length)
            {
                return IsLevel(1e-6);
            }

            if (_peaks.SequenceEqual(_points))
            {
                return true;
            }

            _peaks.CopyTo(_points);
        }

        Level();
        FindErrors();
        return IsLevel(1e-6);
    }

    /// <summary>Value of the polynomial.</summary>
    /// <param name="x">cos 2πf.</param>
    public double At(double x)
    {
        double upper = 0;
        double lower = 0;
        for (int k = 0; k < _points.Length; k++)
        {
            double distance = x - _grid.Cosines[_points[k]];
            if (Math.Abs(distance) < 1e-14)
            {
                return _values[k];
            }

            double share = _factors[k] / distance;
            upper += share * _values[k];
            lower += share;
        }

        return upper / lower;
    }

    /// <summary>The polynomial whose error has the same height, with changing sign, at all trial points.</summary>
    private void Level()
    {
        double upper = 0;
        double lower = 0;
        for (int k = 0; k < _points.Length; k++)
        {
            double product = 1;
            for (int j = 0; j < _points.Length; j++)
            {
                // Twice the distance keeps the product near 1: half is the capacity of [-1, 1].
                product *= j == k ? 1 : 2 * (_grid.Cosines[_points[k]] - _grid.Cosines[_points[j]]);
            }

            _factors[k] = 1 / product;
            upper += _factors[k] * _grid.Desired[_points[k]];
            lower += Sign(k) * _factors[k] / _grid.Weights[_points[k]];
        }

        _height = upper / lower;
        for (int k = 0; k < _points.Length; k++)
        {
            _values[k] = _grid.Desired[_points[k]] - (Sign(k) * _height / _grid.Weights[_points[k]]);
        }
    }

    private void FindErrors()
    {
        for (int i = 0; i < _errors.Length; i++)
        {
            _errors[i] = _grid.Weights[i] * (_grid.Desired[i] - At(_grid.Cosines[i]));
        }

        for (int k = 0; k < _points.Length; k++)
        {
            _errors[_points[k]] = Sign(k) * _height;
        }
    }

    /// <summary>Greatest errors of each run of one sign.</summary>
    private void FindPeaks()
    {
        _peaks.Clear();
        for (int i = 0; i < _errors.Length; i++)
        {
            double sign = Math.Sign(_errors[i]);
            double height = Math.Abs(_errors[i]);
            bool isPeak = (_grid.Begins(i) || height >= sign * _errors[i - 1])
                && (i + 1 == _errors.Length || _grid.Begins(i + 1) || height >= sign * _errors[i + 1]);
            if (!isPeak || height < Math.Abs(_height) * (1 - 1e-9))
            {
                continue;
            }

            if (_peaks.Count > 0 && Math.Sign(_errors[_peaks[^1]]) == sign)
            {
                _peaks[^1] = height > Math.Abs(_errors[_peaks[^1]]) ? i : _peaks[^1];
            }
            else
            {
                _peaks.Add(i);
            }
        }
    }

    /// <summary>Takes the least peaks away, and with one inside a neighbour too, so that signs still change.</summary>
    private void Thin()
    {
        while (_peaks.Count > _points.Length)
        {
            int least = Size(0) < Size(_peaks.Count - 1) ? 0 : _peaks.Count - 1;
            for (int i = 1; i < _peaks.Count - 1 && _peaks.Count > _points.Length + 1; i++)
            {
                least = Size(i) < Size(least) ? i : least;
            }

            if (least > 0 && least < _peaks.Count - 1)
            {
                int neighbour = Size(least - 1) < Size(least + 1) ? least - 1 : least;
                _peaks.RemoveRange(neighbour, 2);
            }
            else
            {
                _peaks.RemoveAt(least);
            }
        }
    }

    private bool IsLevel(double tolerance)
    {
        double greatest = 0;
        foreach (double error in _errors)
        {
            greatest = Math.Max(greatest, Math.Abs(error));
        }

        return greatest <= (Math.Abs(_height) * (1 + tolerance)) + 1e-13;
    }

    private double Size(int peak) => Math.Abs(_errors[_peaks[peak]]);

    private static int Sign(int k) => int.IsEvenInteger(k) ? 1 : -1;
}
