namespace DeepHealth.Ecvl.Dicom;

/// <summary>Slices in order: at each place those of every time point, and what is irregular.</summary>
internal sealed class DicomSeriesOrder
{
    // Positions are rounded in files, and tables move with some hundredths of a millimetre.
    private const double SamePlaceMm = 1e-3;
    private const double StepTolerance = 0.01;
    private const double LeastStepToleranceMm = 0.01;
    private const double MostTiltDegrees = 0.1;
    private const double MostShiftPixels = 0.5;

    private readonly List<DicomSeriesFinding> _findings = [];

    public DicomSeriesOrder(List<DicomSlice> slices)
    {
        slices = WithoutCopies(slices);
        List<List<DicomSlice>> places = slices.TrueForAll(slice => slice.Plane is not null) ? ByPosition(slices) : ByNumber(slices);
        int usual = UsualCount(places);
        foreach (List<DicomSlice> place in places.Where(place => place.Count > usual))
        {
            _findings.Add(new(DicomSeriesProblem.Duplicate, FormattableString.Invariant(
                $"{place[usual]} lies at the same place as {place[0]}: {place.Count} slices there, {usual} at others; it is left out.")));
        }

        foreach (List<DicomSlice> place in places.Where(place => place.Count < usual))
        {
            _findings.Add(new(DicomSeriesProblem.Incomplete, FormattableString.Invariant(
                $"At the place of {place[0]} are {place.Count} slices, {usual} at others: a time point is not complete.")));
        }

        int times = places.Min(place => place.Count);
        if (times < usual)
        {
            times = KeepCommonTimes(places) ?? times;
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

    // A folder may hold a file twice, under two names.
    private List<DicomSlice> WithoutCopies(List<DicomSlice> slices)
    {
        Dictionary<(string, int, int, double, Vector3D?), DicomSlice> seen = [];
        List<DicomSlice> kept = [];
        foreach (DicomSlice slice in slices)
        {
            if (slice.InstanceUid.Length == 0 || seen.TryAdd((slice.InstanceUid, slice.Frame, slice.InstanceNumber, slice.Time, slice.Plane?.OriginMm), slice))
            {
                kept.Add(slice);
            }
            else
            {
                DicomSlice first = seen[(slice.InstanceUid, slice.Frame, slice.InstanceNumber, slice.Time, slice.Plane?.OriginMm)];
                _findings.Add(new(DicomSeriesProblem.Duplicate, $"{slice} is a copy of {first}: both are the object {slice.InstanceUid}; it is left out."));
            }
        }

        return kept;
    }

    // How many slices most places hold; of two numbers that are as frequent the smaller one.
    private static int UsualCount(List<List<DicomSlice>> places)
        => places.GroupBy(place => place.Count).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).First().Key;

    // Leaves only slices of times that every place has, so that times do not mix; null where the times do not tell slices apart.
    private static int? KeepCommonTimes(List<List<DicomSlice>> places)
    {
        HashSet<double> common = [.. places[0].Select(slice => slice.Time)];
        foreach (List<DicomSlice> place in places)
        {
            common.IntersectWith(place.Select(slice => slice.Time));
            if (place.DistinctBy(slice => slice.Time).Count() < place.Count)
            {
                return null;
            }
        }

        if (common.Count == 0)
        {
            return null;
        }

        places.ForEach(place => place.RemoveAll(slice => !common.Contains(slice.Time)));
        return common.Count;
    }

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
        FindShifted();
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

    // Slices that lie beside the line from the first to the last one, or beside the slice of the first time, would be put at a wrong place.
    private void FindShifted()
    {
        if (TimePoints[0][0].Plane is not { } first || TimePoints[0][^1].Plane is not { } last)
        {
            return;
        }

        Vector3D way = last.OriginMm - first.OriginMm;
        double length = Vector3D.Dot(way, first.Normal);
        double tolerance = MostShiftPixels * Math.Min(first.SpacingXMm, first.SpacingYMm);
        foreach (DicomSlice slice in TimePoints.SelectMany(slices => slices))
        {
            if (slice.Plane is not { } plane)
            {
                continue;
            }

            Vector3D from = plane.OriginMm - first.OriginMm;
            double along = Vector3D.Dot(from, first.Normal);
            double aside = (from - (length > 0 ? along / length * way : along * first.Normal)).Length;
            if (aside > tolerance)
            {
                _findings.Add(new(DicomSeriesProblem.Shift, FormattableString.Invariant($"{slice} lies {aside:0.####} mm beside the line of the others within its plane.")));
            }
        }
    }
}
