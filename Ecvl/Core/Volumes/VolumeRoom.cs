using DeepHealth.Numerics;

namespace DeepHealth.Ecvl;

/// <summary>Checks that a volume can be what its header claims, before memory is taken for it.</summary>
internal static class VolumeRoom
{
    // Below this a wrong claim does no harm; above, packed data that would have to be packed unusually well are unpacked once for nothing.
    private const long HarmlessBytes = 128L << 20;
    private const long UsualExpansion = 50;

    /// <summary>Refuses a volume whose result is larger than allowed, or whose files cannot hold its samples.</summary>
    public static void Check(VolumeLayout layout, long resultBytes, VolumeReadOptions options)
    {
        long most = Math.Min(options.MaximumBytes, BufferPool.MaxBytes);
        if (resultBytes > most)
        {
            throw layout.Fault(
                layout.Pieces[0].Source,
                $"{layout.Header} takes {resultBytes} bytes, the limit is {most}; VolumeReadOptions.MaximumBytes raises it up to {BufferPool.MaxBytes}, or read a part of an axis.");
        }

        foreach (VolumePiece piece in layout.Pieces)
        {
            CheckPiece(layout, piece);
        }
    }

    private static void CheckPiece(VolumeLayout layout, VolumePiece piece)
    {
        long held = Math.Max(0, piece.Source.Length - piece.Offset);
        long needed = layout.Form switch
        {
            // A digit and a space for each number, but no space behind the last.
            SampleForm.Text => Saturate(2, piece.Bytes) - 1,
            SampleForm.Hex => Saturate(2, piece.Bytes),
            _ => piece.Bytes,
        };
        needed = needed > long.MaxValue - piece.SkippedBytes ? long.MaxValue : needed + piece.SkippedBytes;
        bool fits = piece.Packing == VolumePacking.None ? needed <= held : needed / VolumeSource.MostExpansion <= held;
        if (!fits)
        {
            string text = piece.Packing == VolumePacking.None ? $"{held} bytes behind offset {piece.Offset}" : $"{held} packed bytes behind offset {piece.Offset}, which unpack to at most {VolumeSource.MostExpansion} times as many";
            throw layout.Fault(piece.Source, $"{layout.Header} needs {needed} bytes of samples{(piece.SkippedBytes > 0 ? $" and of what lies before them ({piece.SkippedBytes})" : string.Empty)}, the file has {text}.");
        }

        if (piece.Packing != VolumePacking.None && needed > HarmlessBytes && needed / UsualExpansion > held)
        {
            using VolumeBytes bytes = new(layout with { Pieces = [piece] });
            bytes.Skip(piece.Bytes);
        }
    }

    private static long Saturate(long factor, long count) => count > long.MaxValue / factor ? long.MaxValue : factor * count;
}
