namespace DeepHealth.Ecvl.Signals;

/// <summary>Designs FIR filters whose error is spread evenly over their bands: for a length and bands none has a smaller greatest error.</summary>
/// <remarks>Parks and McClellan, "Chebyshev Approximation for Nonrecursive Digital Filters with Linear Phase", IEEE Transactions on Circuit Theory
/// 19, 1972. Equal to <c>scipy.signal.remez</c> within 1e-6 (tests: 1e-7). The delay is <c>(taps − 1) / 2</c> samples.</remarks>
public static class Remez
{
    private const int MostTaps = 4096;

    /// <summary>Designs a filter.</summary>
    /// <param name="taps">Length of the filter, 3 to 4096. A filter that passes half the rate needs an odd number, a Hilbert transformer of all but the lowest frequencies an even one.</param>
    /// <param name="bandsHz">Rising edges of the bands, two per band, from 0 to half the rate; what lies between bands is left free.</param>
    /// <param name="desired">Gain per band; for a differentiator the gain per cycle per sample.</param>
    /// <param name="rateHz">Sampling rate in Hz.</param>
    /// <param name="weights">Weight of the error per band, above 0; 1 each by default.</param>
    /// <param name="kind">Kind of filter.</param>
    /// <param name="gridDensity">Points per unknown at which the error is measured, 4 to 256.</param>
    /// <returns>The taps.</returns>
    /// <exception cref="ArgumentException">A value is out of range, or rounding prevents a solution: take fewer taps or wider transitions.</exception>
    public static double[] Design(
        int taps,
        ReadOnlySpan<double> bandsHz,
        ReadOnlySpan<double> desired,
        double rateHz,
        ReadOnlySpan<double> weights = default,
        RemezKind kind = RemezKind.MultiBand,
        int gridDensity = 16)
    {
        Check(taps, gridDensity, kind);
        double[] edges = Edges(bandsHz, desired, rateHz);
        double[] weight = new double[desired.Length];
        Array.Fill(weight, 1);
        if (!weights.IsEmpty)
        {
            CheckWeights(weights, desired.Length);
            weights.CopyTo(weight);
        }

        var grid = new RemezGrid(taps, edges, desired, weight, kind, gridDensity);
        if (grid.Cosines.Length <= grid.Unknowns)
        {
            throw new ArgumentException($"Remez: the bands hold {grid.Cosines.Length} points of the grid, but {taps} taps need {grid.Unknowns + 1}; take wider bands, fewer taps or a denser grid.", nameof(bandsHz));
        }

        var exchange = new RemezExchange(grid);
        return exchange.Solve()
            ? Taps(taps, grid, exchange)
            : throw new ArgumentException($"Remez: {taps} taps over {desired.Length} bands did not converge; take fewer taps or wider transitions.", nameof(taps));
    }

    /// <summary>Taps from as many samples of the response, by the inverse transform.</summary>
    private static double[] Taps(int taps, RemezGrid grid, RemezExchange exchange)
    {
        double[] response = new double[(taps / 2) + 1];
        for (int k = 0; k < response.Length; k++)
        {
            double f = (double)k / taps;
            response[k] = grid.Factor(f) * exchange.At(Math.Cos(2 * Math.PI * f));
        }

        double[] result = new double[taps];
        for (int n = 0; n < taps; n++)
        {
            double from = n - ((taps - 1) / 2.0);
            double sum = grid.IsAntisymmetric ? 0 : response[0];
            for (int k = 1; k < response.Length; k++)
            {
                double angle = 2 * Math.PI * k * from / taps;
                // Half the rate, which only an even length has, stands for one frequency, the others for two.
                double count = 2 * k == taps ? 1 : 2;
                sum += count * response[k] * (grid.IsAntisymmetric ? -Math.Sin(angle) : Math.Cos(angle));
            }

            result[n] = sum / taps;
        }

        return result;
    }

    private static void Check(int taps, int gridDensity, RemezKind kind)
    {
        if (taps is < 3 or > MostTaps)
        {
            throw new ArgumentOutOfRangeException(nameof(taps), $"Remez: {taps} taps; 3 to {MostTaps} are possible.");
        }

        if (gridDensity is < 4 or > 256)
        {
            throw new ArgumentOutOfRangeException(nameof(gridDensity), $"Remez: the grid density is {gridDensity}; 4 to 256 are possible.");
        }

        if (!Enum.IsDefined(kind))
        {
            throw new ArgumentOutOfRangeException(nameof(kind), $"Remez: there is no kind {kind}.");
        }
    }

    private static double[] Edges(ReadOnlySpan<double> bandsHz, ReadOnlySpan<double> desired, double rateHz)
    {
        if (desired.IsEmpty || bandsHz.Length != 2 * desired.Length || !(rateHz > 0) || double.IsInfinity(rateHz))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"Remez: {bandsHz.Length} band edges and {desired.Length} gains at {rateHz} Hz; two edges per gain and a rate above 0 are needed."), nameof(bandsHz));
        }

        double[] edges = new double[bandsHz.Length];
        for (int i = 0; i < edges.Length; i++)
        {
            edges[i] = bandsHz[i] / rateHz;
            if (!(edges[i] >= 0 && edges[i] <= 0.5) || (i > 0 && !(edges[i] > edges[i - 1])) || !double.IsFinite(desired[i / 2]))
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"Remez: band edge {i} is {bandsHz[i]} Hz with gain {desired[i / 2]} at a rate of {rateHz} Hz; edges must rise from 0 to half the rate, gains be finite."), nameof(bandsHz));
            }
        }

        return edges;
    }

    private static void CheckWeights(ReadOnlySpan<double> weights, int bands)
    {
        if (weights.Length != bands)
        {
            throw new ArgumentException($"Remez: {weights.Length} weights for {bands} bands; one each is needed.", nameof(weights));
        }

        foreach (double weight in weights)
        {
            if (!(weight > 0) || double.IsInfinity(weight))
            {
                throw new ArgumentOutOfRangeException(nameof(weights), FormattableString.Invariant($"Remez: a weight is {weight}; it must be finite and above 0."));
            }
        }
    }
}
