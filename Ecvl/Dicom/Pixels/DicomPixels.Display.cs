namespace DeepHealth.Ecvl.Dicom;

/// <content>Frames as they are looked at.</content>
public sealed partial class DicomPixels
{
    /// <summary>A frame of PALETTE COLOR in red, green and blue (PS3.3 section C.7.6.3.1.5).</summary>
    /// <param name="frame">Number of the frame, from 0.</param>
    /// <returns><c>[rows, columns, 3]</c>: entries of the tables, of 8 or 16 bits as they state.</returns>
    /// <exception cref="DicomException">The frame is not in palette colours, or a table is missing or too short.</exception>
    public ushort[] ReadPalette(int frame)
    {
        (DicomLookupTable red, DicomLookupTable green, DicomLookupTable blue) = Palette(frame);
        long[] stored = ReadFrame<long>(frame);
        ushort[] colors = new ushort[stored.Length * 3];
        for (int i = 0; i < stored.Length; i++)
        {
            (colors[3 * i], colors[(3 * i) + 1], colors[(3 * i) + 2]) = (red[stored[i]], green[stored[i]], blue[stored[i]]);
        }

        return colors;
    }

    /// <summary>A colour frame in red, green and blue: RGB, YBR_FULL, YBR_PARTIAL and PALETTE COLOR, and what JPEG 2000 makes of YBR_RCT and YBR_ICT.</summary>
    /// <param name="frame">Number of the frame, from 0.</param>
    /// <returns><c>cxy</c> of <see cref="PixelType.UInt8"/> for samples of up to 8 bits, else <see cref="PixelType.UInt16"/>.</returns>
    /// <exception cref="DicomException">The frame has other colours, or is damaged.</exception>
    public Image ReadRgb(int frame)
    {
        ushort[] values;
        int bits = Format.BitsStored;
        switch (Photometric)
        {
            case "PALETTE COLOR":
                values = ReadPalette(frame);
                bits = Palette(frame).Red.Bits;
                break;
            case "RGB" or "YBR_FULL" or "YBR_PARTIAL" or "YBR_ICT" when Format is { SamplesPerPixel: 3, IsSigned: false, BitsStored: <= 16, IsFloat: false }:
                values = ReadFrame<ushort>(frame);
                if (Photometric != "RGB")
                {
                    DicomColors.ToRgb(values, bits, Photometric == "YBR_PARTIAL");
                }

                break;
            default:
                throw new DicomException($"DicomPixels: frame {frame} of \"{_name}\" is {Photometric} with {Format.SamplesPerPixel} {Format.StoredType} samples; RGB is made of PALETTE COLOR and of unsigned "
                    + "RGB, YBR_FULL, YBR_PARTIAL and YBR_ICT with 3. Read gray frames by ReadDisplay.") { SourceName = _name, Tag = DicomTags.PhotometricInterpretation };
        }

        Image image = new("cxy", [3, Format.Columns, Format.Rows], bits <= 8 ? PixelType.UInt8 : PixelType.UInt16, ColorType.Rgb, GeometryOf(frame));
        if (bits > 8)
        {
            values.CopyTo(image.AsSpan<ushort>());
            return image;
        }

        Span<byte> bytes = image.AsSpan<byte>();
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)values[i];
        }

        return image;
    }

    /// <summary>A gray frame as it is displayed: modality units, window or VOI LUT, inverted for MONOCHROME1 (PS3.3 section C.11).</summary>
    /// <param name="frame">Number of the frame, from 0.</param>
    /// <param name="window">The window; where it is not given the first of the file that is permitted, else its first VOI LUT, else the range of the values of the frame.</param>
    /// <returns><c>xy</c> of <see cref="PixelType.UInt8"/>, 0 black; black too where a value is no number.</returns>
    /// <exception cref="DicomException">The frame is in colours, or damaged.</exception>
    public Image ReadDisplay(int frame, DicomWindow? window = null)
    {
        if (Format.SamplesPerPixel != 1 || !Photometric.StartsWith("MONOCHROME", StringComparison.Ordinal))
        {
            throw new DicomException($"DicomPixels: frame {frame} of \"{_name}\" is {Photometric} with {Format.SamplesPerPixel} samples; read colours by ReadRgb.") { SourceName = _name, Tag = DicomTags.PhotometricInterpretation };
        }

        float[] values = ReadModality(frame);
        DicomDataSet voi = DicomFrameGroups.Of(_dataSet, frame, DicomPixelTags.FrameVOILUTSequence);
        DicomWindow? chosen = window ?? DicomWindow.FirstPermitted(voi);
        DicomLookupTable? table = chosen is null && _dataSet.GetItems(DicomTags.VOILUTSequence) is [DicomDataSet item, ..] ? DicomLookupTable.Of(item, Format.IsSigned || RescaleOf(frame).Intercept < 0) : null;
        bool inverted = Photometric == "MONOCHROME1";
        Image image = new("xy", [Format.Columns, Format.Rows], PixelType.UInt8, ColorType.None, GeometryOf(frame));
        Span<byte> bytes = image.AsSpan<byte>();
        (double least, double range) = chosen is null && table is null ? RangeOf(values) : (0, 1);
        for (int i = 0; i < bytes.Length; i++)
        {
            double level = chosen is { } line ? line.Apply(values[i])
                : table is not null ? table[(long)Math.Round(values[i])] / (double)table.Most
                : (values[i] - least) / range;
            bytes[i] = double.IsNaN(level) ? (byte)0 : (byte)Math.Round(255 * Math.Clamp(inverted ? 1 - level : level, 0, 1));
        }

        return image;
    }

    private static (double Least, double Range) RangeOf(float[] values)
    {
        // Maps hold infinities and what is no number outside of the body.
        (float least, float most) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (float value in values)
        {
            if (float.IsFinite(value))
            {
                least = value < least ? value : least;
                most = value > most ? value : most;
            }
        }

        return most > least ? (least, (double)most - least) : (float.IsFinite(least) ? least : 0, 1);
    }

    private (DicomLookupTable Red, DicomLookupTable Green, DicomLookupTable Blue) Palette(int frame)
        => Format.Photometric == "PALETTE COLOR" && Format.SamplesPerPixel == 1
            ? (DicomLookupTable.OfPalette(_dataSet, 0, Format.IsSigned), DicomLookupTable.OfPalette(_dataSet, 1, Format.IsSigned), DicomLookupTable.OfPalette(_dataSet, 2, Format.IsSigned))
            : throw new DicomException($"DicomPixels: frame {frame} is {Format.Photometric} with {Format.SamplesPerPixel} samples, a palette needs PALETTE COLOR with 1.") { Tag = DicomTags.PhotometricInterpretation };
}
