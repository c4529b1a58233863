using System.Globalization;

namespace DeepHealth.Ecvl;

/// <summary>Finds the samples of an NRRD file.</summary>
internal static class NrrdData
{
    /// <summary>Describes where and how the samples lie.</summary>
    public static VolumeLayout Layout(VolumeSource source, HeaderLines lines, NrrdFields fields, VolumeHeader header, bool headerOnly)
    {
        string encoding = fields["encoding"]?.ToLowerInvariant() ?? throw lines.Fault("the field \"encoding\" is missing.");
        (SampleForm form, VolumePacking packing) = encoding switch
        {
            "raw" => (Order(lines, fields, header), VolumePacking.None),
            "gz" or "gzip" => (Order(lines, fields, header), VolumePacking.Gzip),
            "txt" or "text" or "ascii" => (SampleForm.Text, VolumePacking.None),
            "hex" when header.StoredType.ByteCount() == 1 || Order(lines, fields, header) == SampleForm.LittleEndian => (SampleForm.Hex, VolumePacking.None),
            "hex" => throw lines.Fault("encoding is hex with big endian samples, which cannot be read; convert the file to raw."),
            "bz2" or "bzip2" => throw lines.Fault("encoding is bzip2, which cannot be read; convert the file to gzip or raw."),
            _ => throw lines.Fault($"encoding is \"{NrrdFields.Short(encoding)}\", known are raw, gzip, text and hex."),
        };
        if (headerOnly)
        {
            return new VolumeLayout(header, form, []);
        }

        int skippedLines = fields["lineskip"] is { } skip ? (int)lines.Integer("line skip", skip, 0, int.MaxValue) : 0;
        long skippedBytes = fields["byteskip"] is { } bytes ? lines.Integer("byte skip", bytes, -1, long.MaxValue / 4) : 0;
        if (skippedBytes < 0 && (encoding != "raw" || skippedLines > 0))
        {
            throw lines.Fault($"byte skip is {skippedBytes} with encoding {encoding} and line skip {skippedLines}; -1 is for raw samples without line skip.");
        }

        long units = form == SampleForm.Text ? header.SampleCount : header.StoredBytes;
        VolumePiece Piece(VolumeSource file, long offset, long part) => skippedBytes >= 0
            ? new VolumePiece(file, packing, offset, skippedLines, skippedBytes, part)

            // -1: the samples end with the file. A file that is too short is found when the room is checked.
            : new VolumePiece(file, packing, Math.Max(offset, file.Length - part), 0, 0, part);
        if (fields["datafile"] is not { } name)
        {
            long offset = fields.DataOffset ?? throw lines.Fault("the header does not end with a blank line, and names no data file.");
            return new VolumeLayout(header, form, [Piece(source, offset, units)]);
        }

        return new VolumeLayout(header, form, DataFiles.Pieces(source, NrrdFormat.FormatName, Names(lines, fields, name), units, (file, part) => Piece(file, 0, part)));
    }

    private static List<string> Names(HeaderLines lines, NrrdFields fields, string text)
    {
        if (fields.Listed is { } listed)
        {
            // "LIST 2" states that every file holds that many axes; the equal shares say the same.
            return listed;
        }

        // "slice%03d.raw 1 60 1": a pattern with three numbers, perhaps with the number of axes behind.
        string[] words = HeaderLines.Words(text);
        bool series = words.Length is 4 or 5 && words[0].Contains('%', StringComparison.Ordinal)
            && words[1..].All(word => long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _));
        return series ? DataFiles.Series(lines, "data file", words[0], lines.Integers("data file", string.Join(' ', words[1..4]), long.MinValue, 3)) : [text];
    }

    private static SampleForm Order(HeaderLines lines, NrrdFields fields, VolumeHeader header)
        => fields["endian"]?.ToLowerInvariant() switch
        {
            "little" => SampleForm.LittleEndian,
            "big" => SampleForm.BigEndian,
            null when header.StoredType.ByteCount() == 1 => SampleForm.LittleEndian,
            null => throw lines.Fault($"the field \"endian\" is missing, samples of type {header.StoredType} need it."),
            string other => throw lines.Fault($"endian is \"{NrrdFields.Short(other)}\", it must be little or big."),
        };
}
