namespace DeepHealth.Ecvl.Dicom;

/// <summary>A segment: what was outlined, and by whom (DICOM PS3.3 section C.8.20.4).</summary>
public sealed record DicomSegment
{
    /// <summary>Describes a segment.</summary>
    /// <param name="number">Segment Number (0062,0004), from 1.</param>
    /// <param name="label">Segment Label (0062,0005), at most 64 characters.</param>
    /// <param name="category">Category, such as (123037004, SCT, "Anatomical Structure").</param>
    /// <param name="type">The thing itself, such as (10200004, SCT, "Liver").</param>
    public DicomSegment(int number, string label, DicomCode category, DicomCode type)
    {
        Number = number;
        Label = label;
        Category = category;
        Type = type;
    }

    /// <summary>Segment Number (0062,0004), from 1: the value in label volumes.</summary>
    public int Number { get; init; }

    /// <summary>Segment Label (0062,0005).</summary>
    public string Label { get; init; }

    /// <summary>Category of the thing.</summary>
    public DicomCode Category { get; init; }

    /// <summary>The thing itself.</summary>
    public DicomCode Type { get; init; }

    /// <summary>Terms that narrow <see cref="Type"/>, such as the side of the body.</summary>
    public IReadOnlyList<DicomCode> TypeModifiers { get; init; } = [];

    /// <summary>Where it lies; null where <see cref="Type"/> says it.</summary>
    public DicomCode? AnatomicRegion { get; init; }

    /// <summary>Segment Description (0062,0006); empty for none.</summary>
    public string Description { get; init; } = "";

    /// <summary>Who drew it. Default: a program alone.</summary>
    public DicomSegmentAlgorithm Algorithm { get; init; }

    /// <summary>Name of the program; must be stated unless a person drew the segment alone. Default <c>DeepHealth</c>.</summary>
    public string AlgorithmName { get; init; } = "DeepHealth";

    /// <summary>Name of the thing across studies; empty for none. Comes together with <see cref="TrackingUid"/>.</summary>
    public string TrackingId { get; init; } = "";

    /// <summary>Identifier of the thing across studies; empty for none.</summary>
    public string TrackingUid { get; init; } = "";

    /// <summary>Recommended Display CIELab Value (0062,000D): 16-bit L*, a*, b*; none where there is no recommendation.</summary>
    public IReadOnlyList<int> DisplayCieLab { get; init; } = [];

    /// <summary>Reads an item of the Segment Sequence (0062,0002).</summary>
    /// <exception cref="DicomException">A value is missing or does not follow the standard.</exception>
    internal static DicomSegment Of(DicomDataSet item)
    {
        DicomCode unknown = new("", "", "");
        return new DicomSegment(item.GetInt32(ObjectTags.SegmentNumber), item.GetString(ObjectTags.SegmentLabel),
            DicomCode.Find(item, ObjectTags.SegmentedPropertyCategoryCodeSequence) ?? unknown, DicomCode.Find(item, ObjectTags.SegmentedPropertyTypeCodeSequence) ?? unknown)
        {
            TypeModifiers = item.GetItems(ObjectTags.SegmentedPropertyTypeCodeSequence) is [DicomDataSet type, ..] ? DicomCode.FindAll(type, ObjectTags.SegmentedPropertyTypeModifierCodeSequence) : [],
            AnatomicRegion = DicomCode.Find(item, ObjectTags.AnatomicRegionSequence),
            Description = item.GetString(ObjectTags.SegmentDescription),
            Algorithm = item.GetString(ObjectTags.SegmentAlgorithmType) switch
            {
                "MANUAL" => DicomSegmentAlgorithm.Manual,
                "SEMIAUTOMATIC" => DicomSegmentAlgorithm.SemiAutomatic,
                _ => DicomSegmentAlgorithm.Automatic,
            },
            AlgorithmName = item.GetString(ObjectTags.SegmentAlgorithmName),
            TrackingId = item.GetString(ObjectTags.TrackingID),
            TrackingUid = item.GetString(ObjectTags.TrackingUID),
            DisplayCieLab = [.. item.GetDoubles(ObjectTags.RecommendedDisplayCIELabValue).Select(value => (int)value)],
        };
    }

    /// <summary>Fills an item of the Segment Sequence (0062,0002), which belongs to its sequence already.</summary>
    /// <exception cref="DicomException">The program has no name, the display colour no three numbers, or one tracking value is missing.</exception>
    internal void Fill(DicomDataSet item)
    {
        if (Algorithm != DicomSegmentAlgorithm.Manual && AlgorithmName.Length == 0)
        {
            throw new DicomException($"DicomSegment: segment {Number} \"{Label}\" is {Algorithm}, so the program needs a name; set AlgorithmName.") { Tag = ObjectTags.SegmentAlgorithmName };
        }

        if (DisplayCieLab.Count is not (0 or 3) || TrackingId.Length > 0 != TrackingUid.Length > 0)
        {
            throw new DicomException($"DicomSegment: segment {Number} \"{Label}\" has {DisplayCieLab.Count} colour values, tracking \"{TrackingId}\" and \"{TrackingUid}\"; "
                + "a colour has 3 values, and the tracking values come together.") { Tag = ObjectTags.SegmentSequence };
        }

        Category.AddTo(item, ObjectTags.SegmentedPropertyCategoryCodeSequence);
        item.Set(ObjectTags.SegmentNumber, Number);
        item.Set(ObjectTags.SegmentLabel, Label);
        DicomObjectStart.SetIfAny(item, ObjectTags.SegmentDescription, Description);
        item.Set(ObjectTags.SegmentAlgorithmType, Algorithm.ToString().ToUpperInvariant());
        if (Algorithm != DicomSegmentAlgorithm.Manual)
        {
            item.Set(ObjectTags.SegmentAlgorithmName, AlgorithmName);
        }

        if (DisplayCieLab.Count > 0)
        {
            item.Set(ObjectTags.RecommendedDisplayCIELabValue, [.. DisplayCieLab.Select(value => (double)value)]);
        }

        Type.AddTo(item, ObjectTags.SegmentedPropertyTypeCodeSequence);
        if (TypeModifiers.Count > 0)
        {
            DicomSequences.AddCodes(item.GetItems(ObjectTags.SegmentedPropertyTypeCodeSequence)[0], ObjectTags.SegmentedPropertyTypeModifierCodeSequence, TypeModifiers);
        }

        AnatomicRegion?.AddTo(item, ObjectTags.AnatomicRegionSequence);
        DicomObjectStart.SetIfAny(item, ObjectTags.TrackingID, TrackingId);
        DicomObjectStart.SetIfAny(item, ObjectTags.TrackingUID, TrackingUid);
    }
}
