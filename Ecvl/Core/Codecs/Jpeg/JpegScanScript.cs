namespace DeepHealth.Ecvl;

/// <summary>The scans that a file is written with.</summary>
internal static class JpegScanScript
{
    /// <summary>One scan of all for sequential frames; for progressive ones the usual order: DC but for a bit, low luminance, colours, the rest, and the bits left open.</summary>
    public static JpegScan[] Of(JpegFrame frame)
    {
        JpegComponent[] all = frame.Components;
        if (!frame.IsProgressive)
        {
            return [Scan(all, 0, 63, 0, 0)];
        }

        List<JpegScan> scans = [Scan(all, 0, 0, 0, 1), Scan([all[0]], 1, 5, 0, 2)];
        JpegComponent[] differences = all.Length == 3 ? [all[2], all[1]] : [];
        scans.AddRange(differences.Select(component => Scan([component], 1, 63, 0, 1)));
        scans.AddRange([Scan([all[0]], 6, 63, 0, 2), Scan([all[0]], 1, 63, 2, 1), Scan(all, 0, 0, 1, 0)]);
        scans.AddRange(differences.Select(component => Scan([component], 1, 63, 1, 0)));
        scans.Add(Scan([all[0]], 1, 63, 1, 0));
        return [.. scans];
    }

    private static JpegScan Scan(JpegComponent[] components, int first, int last, int high, int low) => new(components, first, last, high, low, 0, 0);
}
