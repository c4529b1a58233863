namespace DeepHealth.Ecvl.Signals;

/// <summary>The frequencies at which an equiripple design measures its error.</summary>
/// <remarks>Evenly spaced in each band, its edges included, as in the program of McClellan, Parks and Rabiner 1973, so that results can be compared.
/// What the symmetry of the taps forces on the response, a factor Q(f), is divided out: the rest is a polynomial in cos 2πf.</remarks>
internal sealed class RemezGrid
{
    private readonly List<double> _frequencies = [];
    private readonly List<int> _bands = [];

    /// <param name="taps">Length of the filter.</param>
    /// <param name="edges">Band edges in cycles per sample, rising, two per band.</param>
    /// <param name="desired">Gain per band.</param>
    /// <param name="weights">Weight per band.</param>
    /// <param name="kind">Kind of filter.</param>
    /// <param name="density">Points per unknown.</param>
    public RemezGrid(int taps, double[] edges, ReadOnlySpan<double> desired, ReadOnlySpan<double> weights, RemezKind kind, int density)
    {
        IsOdd = int.IsOddInteger(taps);
        IsAntisymmetric = kind != RemezKind.MultiBand;
        Unknowns = (taps / 2) + (IsOdd && !IsAntisymmetric ? 1 : 0);
        double step = 0.5 / (density * Unknowns);
        for (int band = 0; band < desired.Length; band++)
        {
            AddBand(band, edges[2 * band], edges[(2 * band) + 1], step);
        }

        // Where the symmetry makes the gain 0 at half the rate, no error can be measured.
        if (IsAntisymmetric == IsOdd && _frequencies[^1] > 0.5 - step)
        {
            _frequencies.RemoveAt(_frequencies.Count - 1);
            _bands.RemoveAt(_bands.Count - 1);
        }

        Cosines = new double[_frequencies.Count];
        Desired = new double[_frequencies.Count];
        Weights = new double[_frequencies.Count];
        for (int i = 0; i < Cosines.Length; i++)
        {
            double f = _frequencies[i];
            int band = _bands[i];
            bool isSlope = kind == RemezKind.Differentiator;
            double gain = desired[band] * (isSlope ? f : 1);
            double weight = weights[band] / (isSlope && desired[band] >= 0.0001 ? f : 1);
            double factor = Factor(f);
            Cosines[i] = Math.Cos(2 * Math.PI * f);
            Desired[i] = gain / factor;
            Weights[i] = weight * factor;
        }
    }

    /// <summary>Whether the filter has an odd number of taps.</summary>
    public bool IsOdd { get; }

    /// <summary>Whether the taps change sign about the middle.</summary>
    public bool IsAntisymmetric { get; }

    /// <summary>Coefficients of the polynomial.</summary>
    public int Unknowns { get; }

    /// <summary>cos 2πf of each point, falling.</summary>
    public double[] Cosines { get; }

    /// <summary>Wanted value of the polynomial at each point.</summary>
    public double[] Desired { get; }

    /// <summary>Weight of the error at each point.</summary>
    public double[] Weights { get; }

    /// <summary>Whether a point is the first of its band.</summary>
    public bool Begins(int i) => i == 0 || _bands[i] != _bands[i - 1];

    /// <summary>Q(f): what the symmetry of the taps forces on the response.</summary>
    public double Factor(double f) => (IsAntisymmetric, IsOdd) switch
    {
        (false, true) => 1,
        (false, false) => Math.Cos(Math.PI * f),
        (true, true) => Math.Sin(2 * Math.PI * f),
        (true, false) => Math.Sin(Math.PI * f),
    };

    private void AddBand(int band, double low, double high, double step)
    {
        double f = IsAntisymmetric && band == 0 && low < step ? step : low;
        int first = _frequencies.Count;
        do
        {
            _frequencies.Add(f);
            _bands.Add(band);
            f += step;
        }
        while (f <= high);
        if (_frequencies.Count - first > 1 || high > _frequencies[^1])
        {
            _frequencies[^1] = high;
        }
    }
}
