namespace DeepHealth.Ecvl.Signals;

/// <summary>An orthogonal wavelet with compact support, by its four filters.</summary>
/// <remarks>
/// Daubechies, "Ten lectures on wavelets", 1992, tables 6.1 and 6.3, here computed to double precision by spectral factorisation. Order and
/// signs of the filters are those of PyWavelets.
/// </remarks>
public sealed class Wavelet
{
    private static readonly double[][] DaubechiesFilters =
    [
        [
            0.48296291314453416, 0.8365163037378079, 0.2241438680420134, -0.12940952255126037,
        ],
        [
            0.33267055295008263, 0.8068915093110925, 0.45987750211849154, -0.13501102001025458,
            -0.08544127388202666, 0.03522629188570953,
        ],
        [
            0.2303778133088965, 0.7148465705529157, 0.6308807679298589, -0.027983769416859854,
            -0.18703481171909309, 0.030841381835560764, 0.0328830116668852, -0.010597401785069032,
        ],
        [
            0.16010239797419293, 0.6038292697971896, 0.7243085284377729, 0.13842814590132074,
            -0.24229488706638203, -0.032244869584638375, 0.07757149384004572, -0.006241490212798274,
            -0.012580751999081999, 0.0033357252854737712,
        ],
        [
            0.11154074335010947, 0.49462389039845306, 0.7511339080210954, 0.31525035170919763,
            -0.22626469396543983, -0.12976686756726194, 0.09750160558732304, 0.027522865530305727,
            -0.03158203931748603, 0.0005538422011614961, 0.004777257510945511, -0.0010773010853084796,
        ],
        [
            0.07785205408500918, 0.3965393194819173, 0.7291320908462351, 0.4697822874051931,
            -0.14390600392856498, -0.22403618499387498, 0.07130921926683026, 0.08061260915108308,
            -0.03802993693501441, -0.01657454163066688, 0.01255099855609984, 0.0004295779729213665,
            -0.0018016407040474908, 0.00035371379997452024,
        ],
        [
            0.05441584224310401, 0.31287159091429995, 0.6756307362972898, 0.5853546836542067,
            -0.015829105256349306, -0.2840155429615469, 0.0004724845739132828, 0.12874742662047847,
            -0.017369301001807547, -0.044088253930794755, 0.013981027917398282, 0.008746094047405777,
            -0.004870352993451574, -0.00039174037337694705, 0.0006754494064505693, -0.00011747678412476953,
        ],
    ];

    private static readonly double[] SymletFilter =
    [
        0.032223100604051466, -0.012603967262031304, -0.09921954357663353, 0.29785779560530606,
        0.8037387518051321, 0.497618667632775, -0.029635527646002493, -0.07576571478950221,
    ];

    private readonly double[] _reconstructionLow;
    private readonly double[] _reconstructionHigh;
    private readonly double[] _decompositionLow;
    private readonly double[] _decompositionHigh;

    private Wavelet(string name, double[] low)
    {
        Name = name;
        int n = low.Length;
        _reconstructionLow = low;
        _decompositionLow = new double[n];
        _decompositionHigh = new double[n];
        _reconstructionHigh = new double[n];
        for (int k = 0; k < n; k++)
        {
            // The high pass is the low pass backwards with alternating signs.
            _decompositionLow[k] = low[n - 1 - k];
            _decompositionHigh[k] = int.IsEvenInteger(k) ? -low[k] : low[k];
            _reconstructionHigh[n - 1 - k] = _decompositionHigh[k];
        }
    }

    /// <summary>Haar's wavelet: a step (Haar 1910).</summary>
    public static Wavelet Haar { get; } = new("haar", [Math.Sqrt(0.5), Math.Sqrt(0.5)]);

    /// <summary>The least asymmetric wavelet with 4 vanishing moments and 8 taps.</summary>
    public static Wavelet Symlet4 { get; } = new("sym4", SymletFilter);

    /// <summary>Short name, such as <c>db4</c>.</summary>
    public string Name { get; }

    /// <summary>Taps of each filter.</summary>
    public int Length => _reconstructionLow.Length;

    /// <summary>Filter that gives the approximation.</summary>
    public ReadOnlySpan<double> DecompositionLow => _decompositionLow;

    /// <summary>Filter that gives the detail.</summary>
    public ReadOnlySpan<double> DecompositionHigh => _decompositionHigh;

    /// <summary>Filter that the approximation goes back through.</summary>
    public ReadOnlySpan<double> ReconstructionLow => _reconstructionLow;

    /// <summary>Filter that the detail goes back through.</summary>
    public ReadOnlySpan<double> ReconstructionHigh => _reconstructionHigh;

    /// <summary>Daubechies' wavelet with extremal phase.</summary>
    /// <param name="moments">Vanishing moments, 1 (Haar) to 8; the filters have twice as many taps.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of moments is out of range.</exception>
    public static Wavelet Daubechies(int moments) => moments switch
    {
        1 => Haar,
        >= 2 and <= 8 => new Wavelet($"db{moments}", DaubechiesFilters[moments - 2]),
        _ => throw new ArgumentOutOfRangeException(nameof(moments), $"Wavelet: {moments} vanishing moments are wanted; there are wavelets of 1 to 8."),
    };
}
