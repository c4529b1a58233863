using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeepHealth.Ecvl.Dicom;

/// <content>Values in the units of the modality.</content>
public sealed partial class DicomPixels
{
    // Sums of a 16-bit value and an integer up to this are exact in single precision.
    private const double MostExact = 1 << 22;

    /// <summary>A frame in modality units, such as Hounsfield units: <c>slope · stored + intercept</c> (PS3.3 section C.11.1).</summary>
    /// <remarks>A Modality LUT Sequence (0028,3000) takes the place of the line; a Pixel Value Transformation of the frame comes before that of the file; doses are
    /// multiplied by Dose Grid Scaling (3004,000E). Of large frames a fresh array takes longer than reading does, as with <see cref="ReadFrame{T}(int)"/>.</remarks>
    /// <param name="frame">Number of the frame, from 0.</param>
    /// <returns><c>[rows, columns, samples]</c>.</returns>
    /// <exception cref="DicomException">The pixel data are too short or damaged, or the table is.</exception>
    public float[] ReadModality(int frame)
    {
        float[] values = GC.AllocateUninitializedArray<float>(CheckedLength(frame));
        ReadModality(frame, values);
        return values;
    }

    /// <summary>Reads a frame in modality units into memory of the caller.</summary>
    /// <param name="frame">Number of the frame, from 0.</param>
    /// <param name="values">As long as a frame has values.</param>
    /// <exception cref="ArgumentException">The length differs.</exception>
    /// <exception cref="DicomException">The pixel data are too short or damaged, or the table is.</exception>
    public void ReadModality(int frame, Span<float> values)
    {
        int length = CheckedLength(frame);
        if (values.Length != length)
        {
            throw new ArgumentException($"DicomPixels: {values.Length} numbers do not hold the {length} of a frame.", nameof(values));
        }

        (double slope, double intercept) = RescaleOf(frame);
        switch (Format.StoredType)
        {
            case PixelType.Float32 or PixelType.Float64:
                double[] numbers = ReadFloatFrame(frame);
                for (int i = 0; i < numbers.Length; i++)
                {
                    values[i] = (float)((slope * numbers[i]) + intercept);
                }

                break;
            case PixelType.UInt8:
                Scale<byte>(frame, values, slope, intercept);
                break;
            case PixelType.Int8:
                Scale<sbyte>(frame, values, slope, intercept);
                break;
            case PixelType.UInt16:
                Scale<ushort>(frame, values, slope, intercept);
                break;
            case PixelType.Int16:
                Scale<short>(frame, values, slope, intercept);
                break;
            case PixelType.UInt32:
                Scale<uint>(frame, values, slope, intercept);
                break;
            default:
                Scale<int>(frame, values, slope, intercept);
                break;
        }
    }

    /// <summary>The line that leads from stored values to modality units; 1 and 0 where the file states none.</summary>
    /// <param name="frame">Number of the frame, from 0.</param>
    public (double Slope, double Intercept) RescaleOf(int frame)
    {
        DicomDataSet group = DicomFrameGroups.Of(_dataSet, frame, DicomPixelTags.PixelValueTransformationSequence);
        double dose = _dataSet.GetDouble(DicomPixelTags.DoseGridScaling, 1);
        return (group.GetDouble(DicomTags.RescaleSlope, 1) * dose, group.GetDouble(DicomTags.RescaleIntercept, 0));
    }

    private void Scale<T>(int frame, Span<float> values, double slope, double intercept)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        T[] rented = ArrayPool<T>.Shared.Rent(values.Length);
        Span<T> stored = rented.AsSpan(0, values.Length);
        try
        {
            ReadFrame(frame, stored);
            if (_dataSet.GetItems(DicomTags.ModalityLUTSequence) is [DicomDataSet item, ..])
            {
                DicomLookupTable table = DicomLookupTable.Of(item, Format.IsSigned);
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = table[long.CreateTruncating(stored[i])];
                }

                return;
            }

            int done = slope == 1 && intercept == Math.Truncate(intercept) && Math.Abs(intercept) <= MostExact ? AddExactly(stored, values, (float)intercept) : 0;
            for (int i = done; i < values.Length; i++)
            {
                values[i] = (float)((slope * double.CreateTruncating(stored[i])) + intercept);
            }
        }
        finally
        {
            ArrayPool<T>.Shared.Return(rented);
        }
    }

    // Sixteen values of 16 bits at a time; returns how many were done.
    private static int AddExactly<T>(Span<T> stored, Span<float> values, float intercept)
        where T : unmanaged
    {
        int i = 0;
        if (!Vector256.IsHardwareAccelerated || (typeof(T) != typeof(short) && typeof(T) != typeof(ushort)))
        {
            return i;
        }

        ref float first = ref MemoryMarshal.GetReference(values);
        ref short words = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<T, short>(stored));
        Vector256<float> added = Vector256.Create(intercept);
        for (; i <= values.Length - Vector256<short>.Count; i += Vector256<short>.Count)
        {
            Vector256<short> row = Vector256.LoadUnsafe(ref words, (nuint)i);
            (Vector256<int> low, Vector256<int> high) = Vector256.Widen(row);
            if (typeof(T) == typeof(ushort))
            {
                // Widening repeated the sign bit of values above 32,767.
                low &= Vector256.Create(0xFFFF);
                high &= Vector256.Create(0xFFFF);
            }

            (Vector256.ConvertToSingle(low) + added).StoreUnsafe(ref first, (nuint)i);
            (Vector256.ConvertToSingle(high) + added).StoreUnsafe(ref first, (nuint)(i + Vector256<int>.Count));
        }

        return i;
    }
}
