namespace DeepHealth.Ecvl.Dicom;

/// <summary>Slices in order: at each place those of every time point, and what is irregular.</summary>
internal sealed class DicomSeriesOrder
{
    // Positions are rounded in files, and tables move with some hundredths of a millimetre.
    private const double SamePlaceMm = 1e-3;
    private const double StepTolerance = 0.01;
    private const double LeastStepToleranceMm = 0.01;
    private const double MostTiltDegrees = 0.1;

    private readonly List<DicomSeriesFinding> _findings = [];

    public DicomSeriesOrder(List<DicomSlice> slices)
    {
        List<List<DicomSlice>> places = slices.TrueForAll(slice => slice.Plane is not null) ? ByPosition(slices) : ByNumber(slices);
        int times = places.Min(place => place.Count);
        foreach (List<DicomSlice> place in places.Where(place => place.Count > times))
        {
            _findings.Add(new(DicomSeriesProblem.Duplicate, FormattableString.Invariant(
                $"{place[times]} lies at the same place as {place[0]}: {place.Count} slices there, {times} at others; it is left out.")));
        }

        TimePoints = [.. Enumerable.Range(0, times).Select(time => places.Select(place => place[time]).ToArray())];
        Measure();
    }

    /// <summary>Slices of each time point, from one end to the other.</summary>
    public DicomSlice[][] TimePoints { get; }

    /// <summary>Distance of slices: the median step; where there is one slice what its file states, else 1.</summary>
    public double SpacingMm { get; private set; }

    public double TiltDegrees { get; private set; }

    public IReadOnlyList<DicomSeriesFinding> Findings => _findings;

    private static List<List<DicomSlice>> ByPosition(List<DicomSlice> slices)
    {
        Vector3D normal = slices[0].Plane!.Normal;
        double along(DicomSlice slice) => slice.Plane!.AlongMm(normal);
        List<List<DicomSlice>> places = [];
        foreach (DicomSlice slice in Sorted(slices, along))
        {
            if (places.Count > 0 && along(slice) - along(places[^1][0]) <= SamePlaceMm)
            {
                places[^1].Add(slice);
            }
            else
            {
                places.Add([slice]);
            }
        }

        foreach (List<DicomSlice> place in places)
        {
            if (place.Count > 1)
            {
                DicomSlice[] sorted = Sorted(place, slice => slice.Time);
                place.Clear();
                place.AddRange(sorted);
            }
        }

        return places;
    }

    // By a key, then by number, path and frame.
    private static DicomSlice[] Sorted(List<DicomSlice> slices, Func<DicomSlice, double> key)
    {
        DicomSlice[] sorted = [.. slices];
        Array.Sort(sorted, (left, right) =>
        {
            int order = key(left).CompareTo(key(right));
            order = order != 0 ? order : left.InstanceNumber.CompareTo(right.InstanceNumber);
            order = order != 0 ? order : string.CompareOrdinal(left.Path, right.Path);
            return order != 0 ? order : left.Frame.CompareTo(right.Frame);
        });
        return sorted;
    }

    private List<List<DicomSlice>> ByNumber(List<DicomSlice> slices)
    {
        if (slices.Count > 1)
        {
            DicomSlice lost = slices.Find(slice => slice.Plane is null)!;
            _findings.Add(new(DicomSeriesProblem.NoPosition, $"{lost} does not state position, orientation and spacing; {slices.Count} slices are in the order of their instance numbers."));
        }

        return [.. Sorted(slices, slice => slice.InstanceNumber).Select(slice => new List<DicomSlice> { slice })];
    }

    private void Measure()
    {
        DicomSlice[] slices = TimePoints[0];
        DicomPlane? first = slices[0].Plane;
        SpacingMm = first is { ThicknessMm: > 0 } ? first.ThicknessMm : 1;
        if (slices.Length < 2 || first is null || slices[^1].Plane is not { } last)
        {
            return;
        }

        Vector3D normal = first.Normal;
        double[] steps = new double[slices.Length - 1];
        for (int i = 0; i < steps.Length; i++)
        {
            steps[i] = slices[i + 1].Plane!.AlongMm(normal) - slices[i].Plane!.AlongMm(normal);
        }

        double[] sorted = [.. steps];
        Array.Sort(sorted);
        double median = sorted[steps.Length / 2];
        double tolerance = Math.Max(LeastStepToleranceMm, StepTolerance * median);
        int regular = 0;
        double sum = 0;
        for (int i = 0; i < steps.Length; i++)
        {
            if (Math.Abs(steps[i] - median) <= tolerance)
            {
                regular++;
                sum += steps[i];
                continue;
            }

            double missing = Math.Round(steps[i] / median) - 1;
            bool isGap = missing >= 1 && Math.Abs(steps[i] - ((missing + 1) * median)) <= tolerance * (missing + 1);
            _findings.Add(new(isGap ? DicomSeriesProblem.Gap : DicomSeriesProblem.UnevenSpacing, FormattableString.Invariant(
                $"{slices[i + 1]} lies {steps[i]:0.####} mm behind {slices[i]}, the usual step is {median:0.####} mm{(isGap ? $"; {missing} slices are missing" : "")}.")));
        }

        // The mean of the regular steps is less rounded than one of them.
        SpacingMm = sum / regular;
        Vector3D way = last.OriginMm - first.OriginMm;
        double forward = Vector3D.Dot(way, first.Normal);
        TiltDegrees = Math.Atan2((way - (forward * first.Normal)).Length, forward) * (180 / Math.PI);
        if (TiltDegrees > MostTiltDegrees)
        {
            _findings.Add(new(DicomSeriesProblem.Tilt, FormattableString.Invariant($"The slices are shifted along a line {TiltDegrees:0.##} degrees off their normal, from {slices[0]} to {slices[^1]}.")));
        }
    }
}
