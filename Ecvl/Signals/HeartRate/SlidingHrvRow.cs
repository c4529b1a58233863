namespace DeepHealth.Ecvl.Signals;

/// <summary>Heart rate variability of the past at one moment.</summary>
/// <param name="TimeMs">The moment; windows end before it.</param>
/// <param name="Time">Figures in time; null before the first whole window, or with fewer than two intervals in it.</param>
/// <param name="Poincare">Non-linear figures; null before the first whole window, or with fewer than three intervals.</param>
/// <param name="SampleEntropy">Sample entropy of the medium window; null with fewer than four intervals.</param>
/// <param name="Frequency">Figures in frequency; null before the first whole window, or with too few intervals.</param>
public readonly record struct SlidingHrvRow(double TimeMs, TimeDomainHrv? Time, PoincareHrv? Poincare, double? SampleEntropy, FrequencyDomainHrv? Frequency);
