namespace DeepHealth.Ecvl.Signals;

/// <summary>Chooses the ranges of a signal that is written, and converts its samples.</summary>
internal static class EdfScale
{
    /// <summary>The header of a signal with its ranges as eight characters hold them.</summary>
    /// <param name="signal">Samples and, perhaps, digital values.</param>
    /// <param name="channel">What the caller wants.</param>
    /// <param name="samplesPerRecord">Samples in a data record.</param>
    /// <param name="isBdf">True for 24-bit samples.</param>
    /// <param name="keepDigital">True where the digital values of the signal are stored as they are.</param>
    /// <exception cref="ArgumentException">The ranges contradict one another, or no header can hold them.</exception>
    public static EdfSignalHeader Choose(Signal signal, EdfChannel channel, int samplesPerRecord, bool isBdf, out bool keepDigital)
    {
        (int lowest, int highest) = isBdf ? (-(1 << 23), (1 << 23) - 1) : (short.MinValue, short.MaxValue);
        int digitalMinimum = channel.DigitalMinimum ?? lowest;
        int digitalMaximum = channel.DigitalMaximum ?? highest;
        if (digitalMinimum < lowest || digitalMaximum > highest || digitalMinimum >= digitalMaximum)
        {
            throw new ArgumentException($"EdfFile.Write: the digital range {digitalMinimum}..{digitalMaximum} of \"{signal.Label}\" must rise and lie within {lowest}..{highest}.");
        }

        (double physicalMinimum, double physicalMaximum) = (0, 0);
        if (channel.PhysicalMinimum is null != channel.PhysicalMaximum is null)
        {
            throw new ArgumentException($"EdfFile.Write: \"{signal.Label}\" has only one end of its physical range; state both or neither.");
        }

        keepDigital = signal.Digital is not null;
        if (channel.PhysicalMinimum is { } from && channel.PhysicalMaximum is { } to)
        {
            (physicalMinimum, physicalMaximum) = (Rounded(from, signal), Rounded(to, signal));
        }
        else if (signal.Digital is not { } digital || !FromDigital(signal, digital, ref digitalMinimum, ref digitalMaximum, channel, out physicalMinimum, out physicalMaximum))
        {
            keepDigital = false;
            (physicalMinimum, physicalMaximum) = FromSamples(signal);
        }

        if (physicalMinimum == physicalMaximum)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"EdfFile.Write: the physical range of \"{signal.Label}\" is {physicalMinimum}..{physicalMaximum} as eight characters hold it, which gives no scale; choose another range or unit."));
        }

        return new EdfSignalHeader
        {
            Label = signal.Label,
            Transducer = channel.Transducer,
            // The micro sign is no ASCII; EDF+ demands "u" in its place.
            Unit = signal.Unit.Replace('\u00B5', 'u').Replace('\u03BC', 'u'),
            PhysicalMinimum = physicalMinimum,
            PhysicalMaximum = physicalMaximum,
            DigitalMinimum = digitalMinimum,
            DigitalMaximum = digitalMaximum,
            Prefiltering = channel.Prefiltering,
            SamplesPerRecord = samplesPerRecord,
            Reserved = channel.Reserved,
        };
    }

    /// <summary>The digital value nearest to a physical one; far outside of any range where the signal cannot hold it.</summary>
    public static int Digital(EdfSignalHeader header, double physical)
    {
        double value = Math.Round(header.DigitalMinimum + ((physical - header.PhysicalMinimum) / header.Gain));
        return (int)Math.Clamp(value, int.MinValue, int.MaxValue);
    }

    /// <summary>The digital value that pads a signal: the nearest to physical 0.</summary>
    public static int Silence(EdfSignalHeader header) => Math.Clamp(Digital(header, 0), header.DigitalMinimum, header.DigitalMaximum);

    // Two samples far apart give the line from digital to physical; its ends give the range.
    private static bool FromDigital(Signal signal, int[] digital, ref int digitalMinimum, ref int digitalMaximum, EdfChannel channel, out double physicalMinimum, out double physicalMaximum)
    {
        (physicalMinimum, physicalMaximum) = (0, 0);
        (int low, int high) = (-1, -1);
        for (int i = 0; i < digital.Length; i++)
        {
            if (double.IsFinite(signal.Samples[i]))
            {
                low = low < 0 || digital[i] < digital[low] ? i : low;
                high = high < 0 || digital[i] > digital[high] ? i : high;
            }
        }

        if (low < 0 || digital[low] < digitalMinimum || digital[high] > digitalMaximum)
        {
            return false;
        }

        double gain = (signal.Samples[high] - signal.Samples[low]) / ((double)digital[high] - digital[low]);
        if (digital[low] == digital[high])
        {
            // A flat signal has no line; a narrow range keeps both its digital and its physical value.
            if (channel.DigitalMinimum is not null || channel.DigitalMaximum is not null)
            {
                return false;
            }

            digitalMinimum = Math.Max(digital[low] - 1, digitalMinimum);
            digitalMaximum = Math.Min(digital[low] + 1, digitalMaximum);
            gain = 1;
        }

        physicalMinimum = Rounded(signal.Samples[low] + (gain * ((double)digitalMinimum - digital[low])), signal);
        physicalMaximum = Rounded(signal.Samples[low] + (gain * ((double)digitalMaximum - digital[low])), signal);
        return physicalMinimum != physicalMaximum;
    }

    private static (double Minimum, double Maximum) FromSamples(Signal signal)
    {
        (double low, double high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (double value in signal.Samples)
        {
            if (double.IsFinite(value))
            {
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
            }
        }

        if (low > high)
        {
            return (-1, 1);
        }

        if (low == high)
        {
            (low, high) = (low - 1, high + 1);
        }

        return (Beyond(low, up: false, signal), Beyond(high, up: true, signal));
    }

    private static double Beyond(double value, bool up, Signal signal) =>
        EdfText.NumberBeyond(value, up) is { } text ? EdfText.Parse(text) : throw Unfit(value, signal);

    private static double Rounded(double value, Signal signal) =>
        EdfText.Number(value) is { } text ? EdfText.Parse(text) : throw Unfit(value, signal);

    private static ArgumentException Unfit(double value, Signal signal) => new(FormattableString.Invariant(
        $"EdfFile.Write: the end {value} of the physical range of \"{signal.Label}\" fits no eight characters; choose another unit."));
}
