namespace DeepHealth.Ecvl;

/// <summary>The fields of an NRRD header by name, with the lines of its <c>key:=value</c> pairs.</summary>
internal sealed class NrrdFields
{
    private readonly Dictionary<string, string> _fields = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Pairs of key and value, unescaped.</summary>
    public List<(string Key, string Value)> Pairs { get; } = [];

    /// <summary>The files that the header lists behind <c>data file: LIST</c>.</summary>
    public List<string>? Listed { get; private set; }

    /// <summary>Offset of the samples where they follow the header; null where the header ends without the blank line.</summary>
    public long? DataOffset { get; private set; }

    /// <summary>Reads a header.</summary>
    /// <exception cref="ImageFileException">A line is no field, or a field comes twice.</exception>
    public static NrrdFields Read(HeaderLines lines)
    {
        NrrdFields fields = new();
        lines.Next();
        while (lines.Next() is { } line)
        {
            if (line.Length == 0)
            {
                fields.DataOffset = lines.Position;
                return fields;
            }

            if (line[0] == '#')
            {
                continue;
            }

            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 1 || colon + 1 >= line.Length || line[colon + 1] is not (' ' or '='))
            {
                throw lines.Fault($"line {lines.Line} is \"{Short(line)}\", it must be \"field: value\" or \"key:=value\".");
            }

            string name = line[..colon];
            string value = line[(colon + 2)..];
            if (line[colon + 1] == '=')
            {
                fields.Pairs.Add((Unescape(name), Unescape(value)));
            }
            else if (!fields._fields.TryAdd(Plain(name), value.Trim()))
            {
                throw lines.Fault($"the field \"{name}\" in line {lines.Line} was there before.");
            }

            if (line[colon + 1] == ' ' && Plain(name) == "datafile" && HeaderLines.Words(value) is ["LIST", ..])
            {
                fields.Listed = DataFiles.List(lines);
                return fields;
            }
        }

        return fields;
    }

    /// <summary>The value of a field, named without spaces; null where the header has none.</summary>
    public string? this[string name] => _fields.GetValueOrDefault(name);

    /// <summary>A part of a text for a message.</summary>
    public static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";

    // The format allows "line skip" and "lineskip"; no two fields differ by spaces only.
    private static string Plain(string name) => name.Replace(" ", string.Empty, StringComparison.Ordinal).ToLowerInvariant();

    private static string Unescape(string text) => text.Replace("\\\\", "\0", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal).Replace('\0', '\\');
}
