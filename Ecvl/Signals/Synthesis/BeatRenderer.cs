namespace DeepHealth.Ecvl.Signals;

/// <summary>Turns beats into samples: the closed solution of the dynamical model on its limit cycle.</summary>
/// <remarks>McSharry et al. 2003, eq. 1, moves a point with <c>x' = αx − ωy, y' = αy + ωx</c> and <c>z' = −Σ aᵢ Δθᵢ exp(−Δθᵢ²/2bᵢ²) − (z − z0)</c>.
/// From a start on the unit circle α stays 0 and θ' = ω, so the sum is the time derivative of <c>G(t) = Σ (aᵢ bᵢ² / ω) exp(−Δθᵢ²/2bᵢ²)</c>, which
/// leaves <c>z' = G' − (z − z0)</c>: bells followed by a high-pass of 1 s, as in an AC-coupled recorder. No ODE solver is needed.</remarks>
internal static class BeatRenderer
{
    /// <summary>Bells are cut at this many standard deviations, where they have fallen to 1.3e-5 of their height.</summary>
    private const double Reach = 4.75;

    /// <summary>Adds the bells of one beat.</summary>
    /// <param name="beat">Shape.</param>
    /// <param name="time">R peak in seconds from the first sample.</param>
    /// <param name="interval">Time since the previous beat in seconds; stretches the waves that follow the rate.</param>
    /// <param name="gain">Multiplies all amplitudes.</param>
    /// <param name="rateHz">Sampling rate.</param>
    /// <param name="destination">Samples in millivolt.</param>
    public static void Add(EcgMorphology beat, double time, double interval, double gain, double rateHz, Span<float> destination)
    {
        AddWave(beat.P, time, interval, gain, rateHz, destination);
        foreach (EcgWave wave in beat.Qrs)
        {
            AddWave(wave, time, interval, gain, rateHz, destination);
        }

        foreach (EcgWave wave in beat.T)
        {
            AddWave(wave, time, interval, gain, rateHz, destination);
        }
    }

    /// <summary>Solves <c>z' = G' − z</c> in place: exact decay over a sample, the forcing placed in its middle.</summary>
    public static void Relax(Span<float> samples, double rateHz)
    {
        double decay = Math.Exp(-1 / rateHz);
        double half = Math.Exp(-0.5 / rateHz);
        double z = 0;
        double previous = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            double g = samples[i];
            z = (decay * z) + (half * (g - previous));
            previous = g;
            samples[i] = (float)z;
        }
    }

    /// <summary>Adds one bell.</summary>
    public static void AddWave(EcgWave wave, double time, double interval, double gain, double rateHz, Span<float> destination)
    {
        double amplitude = gain * wave.AmplitudeMv;
        if (amplitude == 0)
        {
            return;
        }

        double stretch = Math.Pow(interval, wave.RateExponent);
        double center = (time + (wave.OffsetSeconds * stretch)) * rateHz;
        double width = wave.WidthSeconds * stretch * rateHz;
        int first = (int)Math.Clamp(Math.Ceiling(center - (Reach * width)), 0, destination.Length);
        int end = (int)Math.Clamp(Math.Floor(center + (Reach * width)) + 1, first, destination.Length);
        float scale = (float)(-0.5 / (width * width));
        for (int i = first; i < end; i++)
        {
            float distance = (float)(i - center);
            destination[i] += (float)amplitude * MathF.Exp(scale * distance * distance);
        }
    }
}
