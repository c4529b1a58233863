namespace DeepHealth.Ecvl;

/// <summary>The fields of a MetaImage header by name.</summary>
internal sealed class MetaImageFields
{
    private readonly Dictionary<string, string> _fields = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Offset behind the line of <c>ElementDataFile</c>, which is the last.</summary>
    public long DataOffset { get; private set; }

    /// <summary>All fields, as they are written.</summary>
    public IReadOnlyDictionary<string, string> All => _fields;

    /// <summary>The value of a field under the first of its names that is there; null where none is.</summary>
    public string? this[params ReadOnlySpan<string> names]
    {
        get
        {
            foreach (string name in names)
            {
                if (_fields.TryGetValue(name, out string? value))
                {
                    return value;
                }
            }

            return null;
        }
    }

    /// <summary>Reads a header up to the field that says where the samples are.</summary>
    /// <exception cref="ImageFileException">A line is no field, or that field is missing.</exception>
    public static MetaImageFields Read(HeaderLines lines)
    {
        MetaImageFields fields = new();
        while (lines.Next() is { } line)
        {
            if (line.AsSpan().Trim().IsEmpty)
            {
                continue;
            }

            int equals = line.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? string.Empty : line[..equals].Trim();
            if (name.Length == 0)
            {
                throw lines.Fault($"line {lines.Line} is \"{NrrdFields.Short(line)}\", it must be \"Name = value\".");
            }

            fields._fields[name] = line[(equals + 1)..].Trim();
            if (name.Equals("ElementDataFile", StringComparison.OrdinalIgnoreCase))
            {
                fields.DataOffset = lines.Position;
                return fields;
            }
        }

        throw lines.Fault("the field ElementDataFile is missing, which ends the header.");
    }

    /// <summary>Whether a field says yes, under the first of its names that is there.</summary>
    public bool IsTrue(params ReadOnlySpan<string> names) => this[names] is [('T' or 't' or 'Y' or 'y' or '1'), ..];
}
