namespace DeepHealth.Eddl;

/// <summary>Finds the multipliers of a two-class support vector machine, two at a time.</summary>
/// <remarks>Platt, "Fast Training of Support Vector Machines Using Sequential Minimal Optimization", 1998; the pair is chosen by second-order
/// information: Fan, Chen and Lin, "Working Set Selection Using Second Order Information for Training Support Vector Machines", JMLR 6,
/// 2005, algorithm 2.</remarks>
internal sealed class SmoSolver
{
    private const double LeastCurvature = 1e-12;
    private const int MostRoundsPerSample = 10_000;

    private readonly KernelRows _kernel;
    private readonly sbyte[] _sides;
    private readonly double[] _prices;
    private readonly double _tolerance;
    private readonly double[] _gradient;

    /// <summary>Solves the problem.</summary>
    /// <param name="kernel">Kernel of the training set.</param>
    /// <param name="sides">+1 or −1 of each sample.</param>
    /// <param name="prices">Greatest multiplier of each sample.</param>
    /// <param name="tolerance">Greatest violation at the end.</param>
    public SmoSolver(KernelRows kernel, sbyte[] sides, double[] prices, double tolerance)
    {
        _kernel = kernel;
        _sides = sides;
        _prices = prices;
        _tolerance = tolerance;
        Multipliers = new double[sides.Length];
        _gradient = new double[sides.Length];
        Array.Fill(_gradient, -1);
        long rounds = (long)MostRoundsPerSample * Math.Max(sides.Length, 1000);
        while (SelectPair(out int first, out int second))
        {
            if (rounds-- == 0)
            {
                throw new ArithmeticException($"SupportVectorMachine: {sides.Length} samples did not converge in {(long)MostRoundsPerSample * Math.Max(sides.Length, 1000)} rounds; scale the features or raise the tolerance of {tolerance}.");
            }

            Move(first, second);
        }

        Bias = FindBias();
    }

    /// <summary>Multiplier of each sample, from 0 to its price.</summary>
    public double[] Multipliers { get; }

    /// <summary>What is subtracted from the weighted sum of similarities.</summary>
    public double Bias { get; }

    private bool CanRise(int i) => _sides[i] > 0 ? Multipliers[i] < _prices[i] : Multipliers[i] > 0;

    private bool CanFall(int i) => _sides[i] > 0 ? Multipliers[i] > 0 : Multipliers[i] < _prices[i];

    private bool SelectPair(out int first, out int second)
    {
        first = -1;
        second = -1;
        double greatest = double.NegativeInfinity;
        for (int i = 0; i < _sides.Length; i++)
        {
            if (CanRise(i) && -_sides[i] * _gradient[i] >= greatest)
            {
                greatest = -_sides[i] * _gradient[i];
                first = i;
            }
        }

        if (first < 0)
        {
            return false;
        }

        double[] row = _kernel.Row(first);
        double least = double.PositiveInfinity;
        double best = double.PositiveInfinity;
        for (int i = 0; i < _sides.Length; i++)
        {
            if (!CanFall(i))
            {
                continue;
            }

            double slope = -_sides[i] * _gradient[i];
            least = Math.Min(least, slope);
            double violation = greatest - slope;
            if (violation > 0)
            {
                double curvature = Math.Max(_kernel.Diagonal(first) + _kernel.Diagonal(i) - (2 * row[i]), LeastCurvature);
                double gain = -violation * violation / curvature;
                if (gain <= best)
                {
                    best = gain;
                    second = i;
                }
            }
        }

        return second >= 0 && greatest - least >= _tolerance;
    }

    /// <summary>Moves two multipliers along the line on which the sum of sides stays 0.</summary>
    private void Move(int first, int second)
    {
        double[] firstRow = _kernel.Row(first);
        double[] secondRow = _kernel.Row(second);
        double curvature = Math.Max(_kernel.Diagonal(first) + _kernel.Diagonal(second) - (2 * firstRow[second]), LeastCurvature);

        // Along y_i Δa_i = −y_j Δa_j = step the objective falls at the difference of the slopes.
        double step = ((-_sides[first] * _gradient[first]) + (_sides[second] * _gradient[second])) / curvature;
        step = Math.Min(step, Room(first, _sides[first]));
        step = Math.Min(step, Room(second, -_sides[second]));
        Shift(first, _sides[first] * step, firstRow);
        Shift(second, -_sides[second] * step, secondRow);
    }

    private double Room(int i, int direction) => direction > 0 ? _prices[i] - Multipliers[i] : Multipliers[i];

    private void Shift(int i, double by, double[] row)
    {
        double before = Multipliers[i];
        double after = Math.Clamp(before + by, 0, _prices[i]);

        // Rounding must not leave a multiplier a hair inside of its bounds.
        after = after < 1e-14 * _prices[i] ? 0 : after > _prices[i] * (1 - 1e-14) ? _prices[i] : after;
        Multipliers[i] = after;
        double change = (after - before) * _sides[i];
        for (int other = 0; other < _gradient.Length; other++)
        {
            _gradient[other] += change * _sides[other] * row[other];
        }
    }

    private double FindBias()
    {
        double high = double.PositiveInfinity;
        double low = double.NegativeInfinity;
        double sum = 0;
        int free = 0;
        for (int i = 0; i < _sides.Length; i++)
        {
            double value = _sides[i] * _gradient[i];
            if (Multipliers[i] > 0 && Multipliers[i] < _prices[i])
            {
                sum += value;
                free++;
            }
            else if (CanRise(i))
            {
                high = Math.Min(high, value);
            }
            else
            {
                low = Math.Max(low, value);
            }
        }

        return free > 0 ? sum / free : (high + low) / 2;
    }
}
