namespace DeepHealth.Ecvl.Signals;

/// <summary>How a signal is cut, faded and scaled for spectra. The defaults are those of <c>scipy.signal.welch</c>.</summary>
public sealed record SpectralOptions
{
    /// <summary>Samples of a segment, at least 1; default 256. A shorter signal is one segment.</summary>
    public int SegmentLength { get; init; } = 256;

    /// <summary>Samples that neighbouring segments share, 0 to below the segment's length; default (null) half a segment.</summary>
    public int? Overlap { get; init; }

    /// <summary>Length of the transform, at least that of a segment, which is filled up with zeros; default (null) that of a segment.</summary>
    public int? FftLength { get; init; }

    /// <summary>Makes the window of a length; default a periodic Hann window.</summary>
    public Func<int, double[]> Window { get; init; } = static length => WindowFunctions.Hann(length, periodic: true);

    /// <summary>What is taken out of each segment; default the mean.</summary>
    public TrendRemoval Trend { get; init; } = TrendRemoval.Constant;

    /// <summary>Unit of the result; default density.</summary>
    public SpectralScaling Scaling { get; init; } = SpectralScaling.Density;

    /// <summary>How segments are averaged; default the mean.</summary>
    public SpectralAverage Average { get; init; } = SpectralAverage.Mean;
}
