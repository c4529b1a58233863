namespace DeepHealth.Ecvl.Signals;

/// <summary>Real values by frequency.</summary>
/// <param name="FrequenciesHz">Rising frequencies from 0 Hz to half the rate.</param>
/// <param name="Values">One value per frequency: power, density or coherence.</param>
public sealed record PowerSpectrum(double[] FrequenciesHz, double[] Values)
{
    /// <summary>Power in a band: the area under the values by the trapezoidal rule, over the frequencies that lie in the band.</summary>
    /// <param name="lowHz">Lowest frequency, included.</param>
    /// <param name="highHz">Highest frequency, included.</param>
    public double BandPower(double lowHz, double highHz)
    {
        double power = 0;
        for (int i = 1; i < FrequenciesHz.Length; i++)
        {
            if (FrequenciesHz[i - 1] >= lowHz && FrequenciesHz[i] <= highHz)
            {
                power += (FrequenciesHz[i] - FrequenciesHz[i - 1]) * (Values[i] + Values[i - 1]) / 2;
            }
        }

        return power;
    }
}
