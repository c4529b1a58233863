using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepHealth.Ecvl;

/// <summary>Decodes sequential and progressive frames.</summary>
/// <typeparam name="T">Type of a sample: byte for 8 bits, ushort for 12.</typeparam>
/// <param name="file">The file, behind its frame header.</param>
/// <param name="frame">The frame.</param>
/// <param name="data">First byte of the file.</param>
internal sealed unsafe class JpegLossyDecoder<T>(JpegFile file, JpegFrame frame, byte* data)
    where T : unmanaged, IBinaryInteger<T>
{
    private const int BlockValues = 64;

    /// <summary>Decodes the image.</summary>
    /// <param name="color">What is done to the components.</param>
    /// <param name="destination">Interleaved samples.</param>
    public void Run(JpegColor color, T* destination)
    {
        JpegScan scan = file.ReadScan(frame) ?? throw file.Fault("the image ends without a scan.");
        using JpegRowWriter<T> writer = new(frame, color, destination);
        if (!frame.IsProgressive && scan.Components.Length == frame.Components.Length)
        {
            // All is in one scan: blocks become pixels at once.
            Direct(scan, writer);
            return;
        }

        JpegMemory.CheckCoefficients(file, frame);
        using JpegCoefficients coefficients = new(frame);
        JpegScanBudget budget = new(file, frame);
        for (JpegScan? next = scan; next is not null; next = file.ReadScan(frame))
        {
            budget.Take(next);
            Buffered(next, coefficients);
        }

        Write(coefficients, writer);
    }

    private void Direct(JpegScan scan, JpegRowWriter<T> writer)
    {
        JpegScanReader reader = new(file, scan, data, file.RestartInterval, frame.IsArithmetic);
        int[] numbers = Array.ConvertAll(scan.Components, component => Array.IndexOf(frame.Components, component));
        short* block = stackalloc short[BlockValues];
        Clear(block);
        for (int unitY = 0; unitY < frame.UnitsHigh; unitY++)
        {
            for (int unitX = 0; unitX < frame.UnitsWide; unitX++)
            {
                bool has = reader.BeginUnit();
                for (int i = 0; i < numbers.Length; i++)
                {
                    JpegComponent component = scan.Components[i];
                    for (int part = 0; part < component.H * component.V; part++)
                    {
                        bool onlyDc = !has || Sequential(reader, scan, component, block);
                        (int y, int x) = component.H == 1 ? (part, 0) : (part / component.H, part % component.H);
                        writer.Put(numbers[i], (unitX * component.H) + x, (unitY * component.V) + y, block, onlyDc);
                        if (onlyDc)
                        {
                            block[0] = 0;
                        }
                        else
                        {
                            Clear(block);
                        }
                    }
                }

                if (has)
                {
                    reader.EndUnit();
                }
            }

            writer.FinishUnit(unitY);
        }

        reader.Finish();
        if (reader.HasLost && !file.AllowDamaged)
        {
            file.CheckTail(frame);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Sequential(JpegScanReader reader, JpegScan scan, JpegComponent component, short* block)
    {
        if (reader.Arithmetic is { } arithmetic)
        {
            arithmetic.Decode(isProgressive: false, scan, component, block);
            return JpegBlocks.IsOnlyDc(block);
        }

        return JpegBlocks.Sequential(ref reader.Bits, component, block);
    }

    private void Buffered(JpegScan scan, JpegCoefficients coefficients)
    {
        JpegScanReader reader = new(file, scan, data, file.RestartInterval, frame.IsArithmetic);
        JpegComponent first = scan.Components[0];
        bool single = scan.Components.Length == 1;

        // A scan of one component holds only the blocks that the picture needs (A.2.2).
        int wide = single ? first.BlocksWide : frame.UnitsWide;
        int high = single ? first.BlocksHigh : frame.UnitsHigh;
        int[] numbers = Array.ConvertAll(scan.Components, component => Array.IndexOf(frame.Components, component));
        for (int unitY = 0; unitY < high && !reader.IsExhausted; unitY++)
        {
            for (int unitX = 0; unitX < wide; unitX++)
            {
                if (!reader.BeginUnit())
                {
                    continue;
                }

                if (single)
                {
                    Decode(reader, scan, first, coefficients.Block(numbers[0], unitX, unitY));
                }
                else
                {
                    for (int i = 0; i < numbers.Length; i++)
                    {
                        JpegComponent component = scan.Components[i];
                        for (int part = 0; part < component.H * component.V; part++)
                        {
                            Decode(reader, scan, component, coefficients.Block(numbers[i], (unitX * component.H) + (part % component.H), (unitY * component.V) + (part / component.H)));
                        }
                    }
                }

                reader.EndUnit();
            }
        }

        reader.Finish();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Decode(JpegScanReader reader, JpegScan scan, JpegComponent component, short* block)
    {
        if (reader.Arithmetic is { } arithmetic)
        {
            arithmetic.Decode(frame.IsProgressive, scan, component, block);
        }
        else if (!frame.IsProgressive)
        {
            JpegBlocks.Sequential(ref reader.Bits, component, block);
        }
        else if (scan.First == 0 && scan.High == 0)
        {
            JpegBlocks.DcFirst(ref reader.Bits, component, block, scan.Low);
        }
        else if (scan.First == 0)
        {
            JpegBlocks.DcRefine(ref reader.Bits, block, scan.Low);
        }
        else if (scan.High == 0)
        {
            JpegBlocks.AcFirst(ref reader.Bits, component.Ac!, block, scan, ref reader.Ended);
        }
        else
        {
            JpegBlocks.AcRefine(ref reader.Bits, component.Ac!, block, scan, ref reader.Ended);
        }
    }

    private void Write(JpegCoefficients coefficients, JpegRowWriter<T> writer)
    {
        for (int unit = 0; unit < frame.UnitsHigh; unit++)
        {
            for (int i = 0; i < frame.Components.Length; i++)
            {
                JpegComponent component = frame.Components[i];
                for (int y = unit * component.V; y < (unit + 1) * component.V; y++)
                {
                    for (int x = 0; x < component.StoredBlocksWide; x++)
                    {
                        short* block = coefficients.Block(i, x, y);
                        writer.Put(i, x, y, block, JpegBlocks.IsOnlyDc(block));
                    }
                }
            }

            writer.FinishUnit(unit);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Clear(short* block)
    {
        Vector256<short>.Zero.Store(block);
        Vector256<short>.Zero.Store(block + 16);
        Vector256<short>.Zero.Store(block + 32);
        Vector256<short>.Zero.Store(block + 48);
    }
}
