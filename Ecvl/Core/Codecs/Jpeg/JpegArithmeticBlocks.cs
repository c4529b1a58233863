namespace DeepHealth.Ecvl;

/// <summary>Decodes the coefficients of one arithmetic-coded block; ITU-T T.81, F.2.4 and G.2.</summary>
internal sealed unsafe class JpegArithmeticBlocks(JpegArithmeticModel model, byte* position, byte* end)
{
    private const int MagnitudeStates = 14;
    private const int DcMagnitudes = 20;
    private const int LowMagnitudes = 189;
    private const int HighMagnitudes = 217;
    private const int LargestMagnitude = 1 << 15;

    /// <summary>The data.</summary>
    public JpegArithmeticDecoder Decoder { get; } = new(position, end);

    /// <summary>Goes on behind a restart marker, or begins a scan.</summary>
    public void Restart(JpegScan scan, byte* next)
    {
        model.Reset();
        Decoder.Restart(next);
        foreach (JpegComponent component in scan.Components)
        {
            component.DcContext = 0;
        }
    }

    /// <summary>Decodes a block.</summary>
    /// <param name="isProgressive">Whether the scan holds a part of the coefficients, as its header says.</param>
    /// <param name="scan">Band and bits.</param>
    /// <param name="component">The component.</param>
    /// <param name="block">The block: zeros, or what earlier scans have decoded.</param>
    public void Decode(bool isProgressive, JpegScan scan, JpegComponent component, short* block)
    {
        if (!isProgressive)
        {
            block[0] = (short)Dc(component);
            Ac(component, block, 1, 63, 0);
        }
        else if (scan.First == 0 && scan.High == 0)
        {
            block[0] = (short)(Dc(component) << scan.Low);
        }
        else if (scan.First == 0)
        {
            block[0] |= (short)(Decoder.DecideEven() << scan.Low);
        }
        else if (scan.High == 0)
        {
            Ac(component, block, scan.First, scan.Last, scan.Low);
        }
        else
        {
            Refine(component, block, scan);
        }
    }

    // F.2.4.1.
    private int Dc(JpegComponent component)
    {
        Span<byte> states = model.Dc(component.DcNumber);
        int context = component.DcContext;
        if (Decoder.Decide(ref states[context]) == 0)
        {
            component.DcContext = 0;
            return component.Prediction;
        }

        int negative = Decoder.Decide(ref states[context + 1]);
        int at = context + 2 + negative;
        int magnitude = Decoder.Decide(ref states[at]);
        if (magnitude != 0)
        {
            at = DcMagnitudes;
            magnitude = Magnitude(states, ref at, magnitude);
        }

        component.DcContext = model.Context(component.DcNumber, magnitude, negative);
        int value = Rest(states, at, magnitude);
        component.Prediction += negative != 0 ? -value : value;
        return component.Prediction;
    }

    // F.2.4.2.
    private void Ac(JpegComponent component, short* block, int first, int last, int low)
    {
        Span<byte> states = model.Ac(component.AcNumber);
        for (int k = first; k <= last && !Decoder.HasFailed; k++)
        {
            int at = 3 * (k - 1);
            if (Decoder.Decide(ref states[at]) != 0)
            {
                return;
            }

            while (Decoder.Decide(ref states[at + 1]) == 0)
            {
                at += 3;
                if (++k > last)
                {
                    Decoder.HasFailed = true;
                    return;
                }
            }

            int negative = Decoder.DecideEven();
            at += 2;
            int magnitude = Decoder.Decide(ref states[at]);
            if (magnitude != 0 && Decoder.Decide(ref states[at]) != 0)
            {
                at = k <= model.LastLow(component.AcNumber) ? LowMagnitudes : HighMagnitudes;
                magnitude = Magnitude(states, ref at, 2);
            }

            int value = Rest(states, at, magnitude);
            block[JpegOrder.Natural[k]] = (short)((negative != 0 ? -value : value) << low);
        }
    }

    // G.1.3.3.
    private void Refine(JpegComponent component, short* block, JpegScan scan)
    {
        Span<byte> states = model.Ac(component.AcNumber);
        int plus = 1 << scan.Low;
        int known = scan.Last;
        while (known > 0 && block[JpegOrder.Natural[known]] == 0)
        {
            known--;
        }

        for (int k = scan.First; k <= scan.Last && !Decoder.HasFailed; k++)
        {
            int at = 3 * (k - 1);
            if (k > known && Decoder.Decide(ref states[at]) != 0)
            {
                return;
            }

            for (; ; at += 3)
            {
                short* coefficient = block + JpegOrder.Natural[k];
                if (*coefficient != 0)
                {
                    if (Decoder.Decide(ref states[at + 2]) != 0)
                    {
                        *coefficient += (short)(*coefficient < 0 ? -plus : plus);
                    }

                    break;
                }

                if (Decoder.Decide(ref states[at + 1]) != 0)
                {
                    *coefficient = (short)(Decoder.DecideEven() != 0 ? -plus : plus);
                    break;
                }

                if (++k > scan.Last)
                {
                    Decoder.HasFailed = true;
                    return;
                }
            }
        }
    }

    // The highest bit; F.2.4.3.1.
    private int Magnitude(Span<byte> states, ref int at, int magnitude)
    {
        while (Decoder.Decide(ref states[at]) != 0)
        {
            magnitude <<= 1;
            if (magnitude == LargestMagnitude)
            {
                Decoder.HasFailed = true;
                return 0;
            }

            at++;
        }

        return magnitude;
    }

    // The bits below it; F.2.4.3.2.
    private int Rest(Span<byte> states, int at, int magnitude)
    {
        int value = magnitude;
        for (int bit = magnitude >> 1; bit != 0; bit >>= 1)
        {
            if (Decoder.Decide(ref states[at + MagnitudeStates]) != 0)
            {
                value |= bit;
            }
        }

        return value + 1;
    }
}
