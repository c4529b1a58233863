namespace DeepHealth.Ecvl;

/// <summary>Reads scan headers and gives the components of a scan their tables; ITU-T T.81, B.2.3 and G.1.1.1.1.</summary>
internal static class JpegScanParser
{
    // T.81, B.2.3: blocks of a minimum coded unit.
    private const int MostBlocks = 10;

    public static JpegScan Parse(JpegFile file, JpegFrame frame, (int Offset, int Length) segment)
    {
        (int offset, int length) = segment;
        ReadOnlySpan<byte> data = file.Source.Data.Span.Slice(offset, length);
        int count = length > 0 ? data[0] : 0;
        if (count is < 1 or > 4 || length != 4 + (2 * count))
        {
            throw file.Fault($"the scan header at offset {offset} has {length} bytes for {count} components; 1 to 4 components need {4 + (2 * count)}.");
        }

        // Components come in the order of the frame.
        JpegComponent[] components = new JpegComponent[count];
        int next = 0;
        for (int i = 0; i < count; i++)
        {
            byte id = data[1 + (2 * i)];
            int found = Array.FindIndex(frame.Components, next, component => component.Id == id);
            components[i] = found >= 0 ? frame.Components[found] : throw file.Fault($"the scan at offset {offset} names component {id}, which the frame does not have behind {(i == 0 ? "its start" : $"component {components[i - 1].Id}")}.");
            next = found + 1;
        }

        ReadOnlySpan<byte> tail = data[(1 + (2 * count))..];
        JpegScan scan = new(components, tail[0], tail[1], tail[2] >> 4, tail[2] & 15, offset, offset + length);
        Check(file, frame, scan);
        for (int i = 0; i < count; i++)
        {
            byte tables = data[2 + (2 * i)];
            Assign(file, frame, scan, components[i], tables >> 4, tables & 15);
        }

        return scan;
    }

    private static void Check(JpegFile file, JpegFrame frame, JpegScan scan)
    {
        int blocks = scan.Components.Sum(component => component.H * component.V);
        if (scan.Components.Length > 1 && blocks > MostBlocks && !frame.IsLossless)
        {
            throw file.Fault($"the scan at offset {scan.Offset} has {blocks} blocks in a minimum coded unit, at most {MostBlocks} are allowed.");
        }

        bool right = true;
        if (frame.IsLossless)
        {
            right = scan.First is >= 1 and <= 7 && scan.Low < frame.Bits;
        }
        else if (frame.IsProgressive)
        {
            bool band = scan.First == 0 ? scan.Last == 0 : scan.First <= scan.Last && scan.Last < 64 && scan.Components.Length == 1;
            right = band && (scan.High == 0 || scan.Low == scan.High - 1) && scan.Low <= 13;
        }

        // Sequential scans are decoded as 0, 63, 0, 0 whatever they say, as libjpeg does.
        if (!right)
        {
            throw file.Fault($"the scan at offset {scan.Offset} has the parameters {scan.First}, {scan.Last}, {scan.High}, {scan.Low} for {scan.Components.Length} components, which no {(frame.IsLossless ? "lossless" : "progressive")} scan can have.");
        }
    }

    private static void Assign(JpegFile file, JpegFrame frame, JpegScan scan, JpegComponent component, int dc, int ac)
    {
        component.Prediction = 0;
        bool needsDc = !frame.IsProgressive || (scan.First == 0 && scan.High == 0);
        bool needsAc = frame.IsProgressive ? scan.First > 0 : !frame.IsLossless;
        if (frame.IsArithmetic && (dc > 3 || ac > 3))
        {
            throw file.Fault($"the scan at offset {scan.Offset} uses the arithmetic tables {dc} and {ac}; there are 0 to 3.");
        }

        component.DcNumber = dc;
        component.AcNumber = ac;
        needsDc &= !frame.IsArithmetic;
        needsAc &= !frame.IsArithmetic;
        component.Dc = needsDc ? file.Huffman(ac: false, dc, scan.Offset) : null;
        component.Ac = needsAc ? file.Huffman(ac: true, ac, scan.Offset) : null;
        int most = frame.IsLossless ? 16 : 15;
        if (component.Dc?.LargestSymbol > most)
        {
            throw file.Fault($"the DC Huffman table {dc} of the scan at offset {scan.Offset} has the symbol {component.Dc.LargestSymbol}, at most {most} is allowed.");
        }

        if (!component.IsScanned && !frame.IsLossless)
        {
            short[] steps = file.Quantization(component.QuantizationSelector)
                ?? throw file.Fault($"the scan at offset {scan.Offset} uses the quantisation table {component.QuantizationSelector}, which is not defined.");
            steps.CopyTo(component.Quantization, 0);
        }

        component.IsScanned = true;
    }
}
