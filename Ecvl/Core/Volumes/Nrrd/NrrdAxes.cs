using System.Globalization;

namespace DeepHealth.Ecvl;

/// <summary>Finds out which axis of an NRRD file is which, and where the volume lies.</summary>
internal sealed class NrrdAxes
{
    private readonly HeaderLines _lines;
    private readonly NrrdFields _fields;
    private readonly int _rank;
    private readonly string[] _kinds;
    private readonly double[]?[] _directions;
    private readonly double _unit;

    /// <param name="lines">The header, for messages.</param>
    /// <param name="fields">Its fields.</param>
    /// <param name="rank">Number of axes.</param>
    public NrrdAxes(HeaderLines lines, NrrdFields fields, int rank)
    {
        _lines = lines;
        _fields = fields;
        _rank = rank;
        _kinds = Words("kinds") ?? [];
        SpaceRank = Space(fields["space"], out (double X, double Y) signs);
        Signs = signs;
        _directions = fields["spacedirections"] is { } directions ? Vectors("space directions", directions, rank) : [];
        _unit = Unit(fields["spaceunits"]?.Split('"', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault());
    }

    /// <summary>Signs that turn the file's x and y into LPS.</summary>
    public (double X, double Y) Signs { get; }

    private int SpaceRank { get; }

    /// <summary>One letter for each axis.</summary>
    /// <exception cref="ImageFileException">There are more axes of one sort than letters.</exception>
    public string Letters()
    {
        char[] letters = new char[_rank];
        string free = "xyztco";
        for (int axis = 0; axis < _rank; axis++)
        {
            string kind = axis < _kinds.Length ? _kinds[axis].ToLowerInvariant() : string.Empty;
            bool time = kind == "time" || (axis < _directions.Length && _directions[axis] is { Length: 4 } vector && vector[3] != 0);
            bool spatial = !time && (_directions.Length > 0 ? _directions[axis] is not null : kind is "" or "???" or "domain" or "space" or "none");
            string wanted = time ? "tco" : spatial ? "xyztco" : kind is "list" or "none" or "???" or "" && axis > 0 ? "oct" : "cot";
            int at = wanted.AsSpan().IndexOfAny(free);
            if (at < 0)
            {
                throw _lines.Fault($"axis {axis} of {_rank} finds no letter left of \"xyztco\"; kinds are [{string.Join(", ", _kinds)}].");
            }

            letters[axis] = wanted[at];
            free = free.Replace(wanted[at].ToString(), string.Empty, StringComparison.Ordinal);
        }

        return new string(letters);
    }

    /// <summary>Meaning of the axis <c>c</c> with so many samples.</summary>
    public ColorType Color(string letters, long samples)
    {
        int axis = letters.IndexOf('c', StringComparison.Ordinal);
        string kind = axis >= 0 && axis < _kinds.Length ? _kinds[axis].ToLowerInvariant() : string.Empty;
        return (kind, samples) switch
        {
            ("rgb-color", 3) => ColorType.Rgb,
            ("rgba-color", 4) => ColorType.Rgba,
            ("hsv-color", 3) => ColorType.Hsv,
            _ => ColorType.None,
        };
    }

    /// <summary>Whether the samples along <c>c</c> are real and imaginary parts.</summary>
    public bool IsComplex(string letters) => letters.IndexOf('c', StringComparison.Ordinal) is int axis and >= 0 && axis < _kinds.Length && _kinds[axis] == "complex";

    /// <summary>The place in space; null where the header states nothing that spans it.</summary>
    public ImageGeometry? Geometry(string letters, int[] sizes)
    {
        double[] affine = new double[16];
        affine[15] = 1;
        double[]? origin = _fields["spaceorigin"] is { } text ? Vectors("space origin", text, 1)[0] : null;
        double[]? spacings = PerAxis("spacings");
        double[]? minima = PerAxis("axismins");
        string[] centers = Words("centers") ?? Words("centerings") ?? [];
        if (_directions.Length == 0 && origin is null && spacings is null && minima is null)
        {
            return null;
        }

        Vector3D[] columns = new Vector3D[3];
        for (int i = 0; i < 3; i++)
        {
            int axis = letters.IndexOf("xyz"[i], StringComparison.Ordinal);
            Vector3D unit = new(i == 0 ? 1 : 0, i == 1 ? 1 : 0, i == 2 ? 1 : 0);
            double step = axis >= 0 && spacings is not null && double.IsFinite(spacings[axis]) ? spacings[axis] : 1;
            columns[i] = axis >= 0 && axis < _directions.Length && _directions[axis] is { } vector ? Patient(vector) : step * unit;
            if (axis >= 0 && origin is null && minima is not null && double.IsFinite(minima[axis]))
            {
                // The minimum is the edge of the first sample unless samples lie on nodes.
                bool node = axis < centers.Length && centers[axis] == "node";
                affine[(i * 4) + 3] = minima[axis] + (node ? 0 : step / 2);
            }
        }

        // A plane in space: its third direction follows from the other two.
        if (!letters.Contains('z', StringComparison.Ordinal) && _directions.Length > 0 && Vector3D.Cross(columns[0], columns[1]) is { Length: > 0 } normal)
        {
            columns[2] = (1 / normal.Length) * normal;
        }

        for (int i = 0; i < 3; i++)
        {
            (affine[i], affine[4 + i], affine[8 + i]) = (columns[i].X, columns[i].Y, columns[i].Z);
        }

        if (origin is not null)
        {
            Vector3D first = Patient(origin);
            (affine[3], affine[7], affine[11]) = (first.X, first.Y, first.Z);
        }

        for (int i = 0; i < 12; i++)
        {
            affine[i] *= _unit;
        }

        return ImageGeometry.TryFromAffine(VolumeAxes.Voxels(letters, sizes), affine, out ImageGeometry? geometry) ? geometry : null;
    }

    /// <summary>The step of the axis <c>t</c>, where one is stated.</summary>
    public double? TimeStep(string letters)
    {
        int axis = letters.IndexOf('t', StringComparison.Ordinal);
        double step = axis < 0 ? double.NaN
            : axis < _directions.Length && _directions[axis] is { Length: 4 } vector ? vector[3]
            : PerAxis("spacings")?[axis] ?? double.NaN;
        return double.IsFinite(step) ? step : null;
    }

    /// <summary>The three vectors of the measurement frame in LPS; null where there is none.</summary>
    public double[]? MeasurementFrame()
    {
        if (_fields["measurementframe"] is not { } text || SpaceRank < 3)
        {
            return null;
        }

        double[] frame = new double[9];
        double[]?[] vectors = Vectors("measurement frame", text, SpaceRank);
        for (int i = 0; i < 3; i++)
        {
            if (vectors[i] is not { } vector)
            {
                return null;
            }

            Vector3D patient = Patient(vector);
            (frame[3 * i], frame[(3 * i) + 1], frame[(3 * i) + 2]) = (patient.X, patient.Y, patient.Z);
        }

        return frame;
    }

    private static double Unit(string? unit) => unit?.Trim() switch
    {
        "m" => 1000,
        "cm" => 10,
        "um" or "µm" or "micron" => 0.001,
        _ => 1,
    };

    private Vector3D Patient(double[] vector) => new(Signs.X * vector[0], vector.Length > 1 ? Signs.Y * vector[1] : 0, vector.Length > 2 ? vector[2] : 0);

    private int Space(string? space, out (double X, double Y) signs)
    {
        string name = space?.ToLowerInvariant() ?? string.Empty;
        bool time = name.EndsWith("-time", StringComparison.Ordinal);
        signs = (time ? name[..^5] : name) switch
        {
            "right-anterior-superior" or "ras" or "rast" => (-1, -1),
            "left-anterior-superior" or "las" or "last" => (1, -1),
            _ => (1, 1),
        };
        if (name.Length > 0)
        {
            return time || name is "rast" or "last" or "lpst" ? 4 : 3;
        }

        return _fields["spacedimension"] is { } text ? (int)_lines.Integer("space dimension", text, 1, 8) : 0;
    }

    private string[]? Words(string field)
        => _fields[field] is { } text
            ? HeaderLines.Words(text) is { } words && words.Length == _rank ? words : throw _lines.Fault($"{field} is \"{NrrdFields.Short(text)}\", it must have {_rank} words, one for each axis.")
            : null;

    private double[]? PerAxis(string field) => _fields[field] is { } text ? _lines.Reals(field, text, _rank) : null;

    // "(1,0,0) none (0,0,1)": a vector or none for each axis.
    private double[]?[] Vectors(string field, string text, int count)
    {
        List<double[]?> vectors = [];
        int at = 0;
        while (at < text.Length)
        {
            if (text[at] is ' ' or '\t')
            {
                at++;
            }
            else if (text.AsSpan(at).StartsWith("none", StringComparison.OrdinalIgnoreCase))
            {
                vectors.Add(null);
                at += 4;
            }
            else
            {
                int end = text[at] == '(' ? text.IndexOf(')', at) : -1;
                vectors.Add(Vector(field, end < 0 ? null : text[(at + 1)..end], text));
                at = end + 1;
            }
        }

        return vectors.Count == count ? [.. vectors] : throw _lines.Fault($"{field} is \"{NrrdFields.Short(text)}\", it must have {count} vectors.");
    }

    private double[]? Vector(string field, string? inner, string text)
    {
        string[] parts = inner?.Split(',') ?? [];
        double[] vector = new double[parts.Length];
        bool sound = parts.Length == SpaceRank && SpaceRank > 0;
        for (int i = 0; sound && i < parts.Length; i++)
        {
            sound = double.TryParse(parts[i].Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out vector[i]);
        }

        return sound
            ? Array.TrueForAll(vector, double.IsNaN) ? null : vector
            : throw _lines.Fault($"{field} is \"{NrrdFields.Short(text)}\", its vectors must be numbers in brackets, {SpaceRank} in each as the space says.");
    }
}
