namespace DeepHealth.Ecvl.Signals;

/// <summary>Finds onset, peak and end of the P wave, the QRS complex and the T wave of each beat.</summary>
/// <remarks>
/// Martínez, Almeida, Olmos, Rocha and Laguna, "A Wavelet-Based ECG Delineator: Evaluation on Standard Databases", IEEE Transactions on Biomedical
/// Engineering 51, 2004: a wave is a pair of opposite peaks of the slope, smoothed over 4 samples at 250 Hz for QRS complexes and over 16 or 32
/// for P and T waves; it begins and ends where the slope fades. Here one constant holds for both signs, so that a lead upside down has the same
/// bounds, and complexes are bridged by straight lines before P and T waves are sought, so that they do not spill over.
/// <para>Errors in milliseconds, mean ± deviation, against 730 beats that <see cref="EcgSynthesizer"/> made of subjects 100 to 119 at 500 Hz, where a bell begins and ends at
/// a twentieth of its height and bells of 3 to 12 % of a complex may count or not: P onset −3.1 ± 2.5, peak −0.1 ± 0.7, end −11.5 ± 4.8; QRS onset −7.3 ± 2.5,
/// end 8.0 ± 2.3; T onset 20.8 ± 13.9, peak −3.7 ± 0.7, end −5.6 ± 3.3; all waves found. With white noise of 0.01 mV at 250 Hz: P onset ± 7.9, end ± 15.7, QRS onset ± 5.5,
/// end ± 14.1, T peak ± 2.1, end ± 5.4; 99.8 % found. Seen in the output of the test EcgDelineatorTests.</para>
/// </remarks>
public static class EcgDelineator
{
    private const double BaseRateHz = 250;

    /// <summary>Finds the waves of beats.</summary>
    /// <param name="ecg">One lead, in any unit, without NaN.</param>
    /// <param name="rateHz">Samples per second, 100 to 16,000. Other rates than 250, 500, 1000... are converted to the next higher of these and must be in a ratio of integers to it (<see cref="RationalRate"/>).</param>
    /// <param name="peaks">Samples of R peaks, rising.</param>
    /// <returns>One entry per peak.</returns>
    /// <exception cref="ArgumentException">The rate is out of range, a sample is not finite, or a peak out of order or place.</exception>
    public static BeatWaves[] Delineate(ReadOnlySpan<double> ecg, double rateHz, ReadOnlySpan<int> peaks)
    {
        if (!(rateHz >= 100 && rateHz <= 16000))
        {
            throw new ArgumentException(FormattableString.Invariant($"EcgDelineator: the rate is {rateHz} Hz; it must be from 100 to 16000 Hz."), nameof(rateHz));
        }

        DetectorInput.Check("EcgDelineator", ecg, rateHz);
        for (int i = 0; i < peaks.Length; i++)
        {
            if (peaks[i] >= ecg.Length || peaks[i] < 0 || (i > 0 && peaks[i] <= peaks[i - 1]))
            {
                throw new ArgumentException($"EcgDelineator: peak {i} is at sample {peaks[i]} of {ecg.Length}; peaks must rise and lie in the signal.", nameof(peaks));
            }
        }

        int octave = Math.Max((int)Math.Ceiling(Math.Log2(rateHz / BaseRateHz) - 1e-9), 0);
        double workHz = BaseRateHz * (1 << octave);
        double ratio = workHz / rateHz;
        double[] samples = ratio == 1 ? ecg.ToArray() : PolyphaseResampler.Resample(ecg, rateHz, workHz);
        int[] places = new int[peaks.Length];
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = Math.Min((int)Math.Round(peaks[i] * ratio), samples.Length - 1);
        }

        WaveBounds?[] complexes = new ComplexBounds(samples, workHz, octave + 2).Find(places);
        Bridge(samples, complexes);
        var waves = new WaveSearch(samples, workHz, octave + 4);
        var result = new BeatWaves[peaks.Length];
        int floor = 0;
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = new BeatWaves(peaks[i], null, null, null);
            if (complexes[i] is WaveBounds complex)
            {
                WaveBounds? p = waves.FindP(places, i, complex, floor);
                WaveBounds? t = waves.FindT(places, complexes, i, complex);
                floor = t?.End ?? complex.End;
                result[i] = new BeatWaves(peaks[i], Back(p, ratio, ecg.Length), Back(complex, ratio, ecg.Length) is WaveBounds found ? found with { Peak = peaks[i] } : null, Back(t, ratio, ecg.Length));
            }
        }

        return result;
    }

    /// <summary>Straight lines in place of complexes.</summary>
    private static void Bridge(double[] samples, WaveBounds?[] complexes)
    {
        foreach (WaveBounds? complex in complexes)
        {
            if (complex is not WaveBounds bounds)
            {
                continue;
            }

            double left = samples[bounds.Onset];
            double step = (samples[bounds.End] - left) / Math.Max(bounds.End - bounds.Onset, 1);
            for (int i = bounds.Onset + 1; i < bounds.End; i++)
            {
                samples[i] = left + (step * (i - bounds.Onset));
            }
        }
    }

    private static WaveBounds? Back(WaveBounds? wave, double ratio, int length)
        => wave is WaveBounds found ? new WaveBounds(Back(found.Onset, ratio, length), Back(found.Peak, ratio, length), Back(found.End, ratio, length)) : null;

    private static int Back(int place, double ratio, int length) => Math.Clamp((int)Math.Round(place / ratio), 0, length - 1);
}
