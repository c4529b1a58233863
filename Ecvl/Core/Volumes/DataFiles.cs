using System.Globalization;

namespace DeepHealth.Ecvl;

/// <summary>Finds the files that a text header names for its samples, and shares the samples out among them.</summary>
internal static class DataFiles
{
    private const int MostFiles = 65536;

    /// <summary>The names of a numbered series: <c>slice%03d.raw</c> with first, last and step.</summary>
    /// <param name="lines">The header, for messages.</param>
    /// <param name="field">Name of the field, for messages.</param>
    /// <param name="pattern">A name with one <c>%d</c> or <c>%0Nd</c>.</param>
    /// <param name="numbers">First, last, step.</param>
    /// <exception cref="ImageFileException">The pattern or the numbers are no series.</exception>
    public static List<string> Series(HeaderLines lines, string field, string pattern, ReadOnlySpan<long> numbers)
    {
        int at = pattern.IndexOf('%', StringComparison.Ordinal);
        int end = at < 0 ? -1 : pattern.IndexOf('d', at);
        string digits = end < 0 ? string.Empty : pattern[(at + 1)..end];
        int width = 0;
        if (end < 0 || (digits.Length > 0 && (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out width) || width > 32)))
        {
            throw lines.Fault($"{field} in line {lines.Line} is the pattern \"{pattern}\", it must hold one %d or %0Nd.");
        }

        (long first, long last, long step) = (numbers[0], numbers[1], numbers[2]);
        if (step == 0 || (step > 0 ? last < first : last > first) || Math.Abs((decimal)last - first) / Math.Abs((decimal)step) >= MostFiles)
        {
            throw lines.Fault($"{field} in line {lines.Line} counts from {first} to {last} in steps of {step}, which must be 1 to {MostFiles} files.");
        }

        List<string> names = [];
        for (long number = first; step > 0 ? number <= last : number >= last; number += step)
        {
            string text = number.ToString(CultureInfo.InvariantCulture);
            names.Add(pattern[..at] + (digits.StartsWith('0') ? text.PadLeft(width, '0') : text.PadLeft(width)) + pattern[(end + 1)..]);
        }

        return names;
    }

    /// <summary>The file names in the lines that are left.</summary>
    /// <exception cref="ImageFileException">There are more than any series has.</exception>
    public static List<string> List(HeaderLines lines)
    {
        List<string> names = [];
        while (lines.Next() is { } line)
        {
            if (line.Trim() is { Length: > 0 } name)
            {
                names.Add(name);
            }

            if (names.Count > MostFiles)
            {
                throw lines.Fault($"the header lists more than {MostFiles} files.");
            }
        }

        return names;
    }

    /// <summary>Opens the files and shares the samples out among them in equal parts.</summary>
    /// <param name="source">The header.</param>
    /// <param name="format">Name for messages.</param>
    /// <param name="names">The files.</param>
    /// <param name="units">Bytes of all samples, or their number for samples as text.</param>
    /// <param name="piece">Makes the piece of a file with its part.</param>
    /// <exception cref="ImageFileException">A file is missing, or the samples cannot be shared out.</exception>
    public static List<VolumePiece> Pieces(VolumeSource source, string format, IReadOnlyList<string> names, long units, Func<VolumeSource, long, VolumePiece> piece)
    {
        if (names.Count == 0 || units % names.Count != 0)
        {
            throw source.Fault(format, $"the header names {names.Count} files for {units} bytes of samples, which cannot be shared out equally.");
        }

        List<VolumePiece> pieces = [];
        foreach (string name in names)
        {
            VolumeSource file = source.Beside(name, format) ?? throw source.Fault(format, $"the samples lie in \"{name}\", which is not there.");
            pieces.Add(piece(file, units / names.Count));
        }

        return pieces;
    }
}
