namespace DeepHealth.Ecvl.Signals;

/// <summary>A signal by scales, as <see cref="WaveletTransform"/> takes it apart and puts it together.</summary>
/// <param name="Wavelet">The wavelet used.</param>
/// <param name="Extension">How the ends were continued.</param>
/// <param name="SampleCount">Samples of the signal.</param>
/// <param name="Approximation">What is left at the coarsest scale.</param>
/// <param name="Details">Details from the finest scale (level 1, rate/4 to rate/2) to the coarsest.</param>
public sealed record WaveletDecomposition(Wavelet Wavelet, WaveletExtension Extension, int SampleCount, double[] Approximation, double[][] Details);
