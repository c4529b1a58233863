namespace DeepHealth.Ecvl;

/// <summary>Turns coefficients into the symbols of a scan; ITU-T T.81, F.1.2 and G.1.2.</summary>
/// <param name="frame">The frame.</param>
/// <param name="coefficients">All coefficients.</param>
/// <param name="restartInterval">Units between restart markers; 0 for none.</param>
internal sealed unsafe class JpegScanEncoder(JpegFrame frame, JpegCoefficients coefficients, int restartInterval)
{
    // Bits that a run of ended blocks may collect, and blocks that it may have.
    private const int MostCorrections = 937;
    private const int MostEnded = 0x7FFF;

    private readonly byte[] _corrections = new byte[MostCorrections + 64];
    private JpegTokens _tokens = new();
    private int _ended;
    private int _waiting;

    /// <summary>Encodes a scan.</summary>
    public JpegTokens Encode(JpegScan scan)
    {
        _tokens = new JpegTokens();
        JpegComponent first = scan.Components[0];
        bool single = scan.Components.Length == 1;
        int wide = single ? first.BlocksWide : frame.UnitsWide;
        int high = single ? first.BlocksHigh : frame.UnitsHigh;
        int[] numbers = Array.ConvertAll(scan.Components, component => Array.IndexOf(frame.Components, component));
        int left = restartInterval;
        Array.ForEach(scan.Components, component => component.Prediction = 0);
        for (int unit = 0; unit < wide * high; unit++)
        {
            if (restartInterval > 0 && left-- == 0)
            {
                EndRun(AcCode(numbers[0]));
                _tokens.AddRestart();
                Array.ForEach(scan.Components, component => component.Prediction = 0);
                left = restartInterval - 1;
            }

            (int unitY, int unitX) = Math.DivRem(unit, wide);
            for (int i = 0; i < numbers.Length; i++)
            {
                JpegComponent component = scan.Components[i];
                int parts = single ? 1 : component.H * component.V;
                for (int part = 0; part < parts; part++)
                {
                    short* block = single
                        ? coefficients.Block(numbers[i], unitX, unitY)
                        : coefficients.Block(numbers[i], (unitX * component.H) + (part % component.H), (unitY * component.V) + (part / component.H));
                    EncodeBlock(scan, component, numbers[i], block);
                }
            }
        }

        EndRun(AcCode(numbers[0]));
        return _tokens;
    }

    /// <summary>Number of the DC code of a component.</summary>
    public static int DcCode(int component) => component == 0 ? 0 : 1;

    /// <summary>Number of the AC code of a component.</summary>
    public static int AcCode(int component) => component == 0 ? 2 : 3;

    private void EncodeBlock(JpegScan scan, JpegComponent component, int number, short* block)
    {
        if (scan.First == 0 && scan.High > 0)
        {
            _tokens.AddBit((block[0] >> scan.Low) & 1);
            return;
        }

        if (scan.First == 0)
        {
            int value = block[0] >> scan.Low;
            _tokens.AddNumber(DcCode(number), 0, value - component.Prediction);
            component.Prediction = value;
        }

        if (!frame.IsProgressive)
        {
            Sequential(block, AcCode(number));
        }
        else if (scan.First > 0 && scan.High == 0)
        {
            First(block, scan, AcCode(number));
        }
        else if (scan.First > 0)
        {
            Refine(block, scan, AcCode(number));
        }
    }

    private void Sequential(short* block, int code)
    {
        // Most blocks end early: behind the last value there is nothing to look for.
        int left = 63 - new ReadOnlySpan<short>(block + 1, 63).Count((short)0);
        int run = 0;
        int k = 1;
        for (; left > 0; k++)
        {
            int value = block[JpegOrder.Natural[k]];
            if (value == 0)
            {
                run++;
                continue;
            }

            for (; run > 15; run -= 16)
            {
                _tokens.Add(code, 0xF0);
            }

            _tokens.AddNumber(code, run, value);
            run = 0;
            left--;
        }

        if (k < 64)
        {
            _tokens.Add(code, 0);
        }
    }

    private void First(short* block, JpegScan scan, int code)
    {
        int run = 0;
        for (int k = scan.First; k <= scan.Last; k++)
        {
            // The point transform of AC coefficients goes towards 0.
            int value = block[JpegOrder.Natural[k]] / (1 << scan.Low);
            if (value == 0)
            {
                run++;
                continue;
            }

            EndRun(code);
            for (; run > 15; run -= 16)
            {
                _tokens.Add(code, 0xF0);
            }

            _tokens.AddNumber(code, run, value);
            run = 0;
        }

        if (run > 0)
        {
            _ended++;
            if (_ended == MostEnded)
            {
                EndRun(code);
            }
        }
    }

    private void Refine(short* block, JpegScan scan, int code)
    {
        int last = scan.First - 1;
        for (int k = scan.First; k <= scan.Last; k++)
        {
            last = Math.Abs((int)block[JpegOrder.Natural[k]]) >> scan.Low == 1 ? k : last;
        }

        // Bits of this block lie behind those that wait with the run of ended blocks.
        int run = 0;
        int own = 0;
        for (int k = scan.First; k <= scan.Last; k++)
        {
            int value = block[JpegOrder.Natural[k]];
            int magnitude = Math.Abs(value) >> scan.Low;
            if (magnitude == 0)
            {
                run++;
                continue;
            }

            for (; run > 15 && k <= last; run -= 16)
            {
                own = EndRun(code, own);
                _tokens.Add(code, 0xF0);
                own = AddCorrections(own);
            }

            if (magnitude > 1)
            {
                _corrections[_waiting + own++] = (byte)(magnitude & 1);
                continue;
            }

            own = EndRun(code, own);
            _tokens.Add(code, (run << 4) | 1, value < 0 ? 0 : 1, 1);
            own = AddCorrections(own);
            run = 0;
        }

        if (run > 0 || own > 0)
        {
            _ended++;
            _waiting += own;
            if (_ended == MostEnded || _waiting > MostCorrections - 63)
            {
                EndRun(code);
            }
        }
    }

    // Writes the run of ended blocks and its bits.
    private void EndRun(int code) => EndRun(code, 0);

    // The same, moving the bits of the current block to the front.
    private int EndRun(int code, int own)
    {
        if (_ended > 0)
        {
            int size = System.Numerics.BitOperations.Log2((uint)_ended);
            _tokens.Add(code, size << 4, _ended, size);
            _ended = 0;
            int count = _waiting;
            _waiting = 0;
            AddCorrections(count);
            _corrections.AsSpan(count, own).CopyTo(_corrections);
        }

        return own;
    }

    private int AddCorrections(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _tokens.AddBit(_corrections[i]);
        }

        return 0;
    }
}
