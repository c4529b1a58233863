namespace DeepHealth.Ecvl.Signals;

/// <summary>How an EDF file is written. The defaults give EDF+ with one annotation channel.</summary>
public sealed record EdfWriteOptions
{
    /// <summary>The member of the family; default <see cref="EdfVariant.EdfPlus"/>.</summary>
    public EdfVariant Variant { get; init; } = EdfVariant.EdfPlus;

    /// <summary>Time of the first sample; null takes that of the record. A file without any says 1 January 1985 and <c>Startdate X</c>.</summary>
    public DateTime? StartTime { get; init; }

    /// <summary>Patient of an EDF+ or BDF+ file; null: all unknown.</summary>
    public EdfPatient? Patient { get; init; }

    /// <summary>Recording of an EDF+ or BDF+ file; its start date is replaced by that of the start time. Null: all unknown.</summary>
    public EdfRecording? Recording { get; init; }

    /// <summary>Patient field of a plain EDF or BDF file, at most 80 characters; there <see cref="Patient"/> has no place.</summary>
    public string PlainPatient { get; init; } = "";

    /// <summary>Recording field of a plain EDF or BDF file, at most 80 characters; there <see cref="Recording"/> has no place.</summary>
    public string PlainRecording { get; init; } = "";

    /// <summary>Seconds in a data record; null chooses: 1 where every signal then has whole samples, else the fewest whole seconds up
    /// to 60, else the fewest that eight characters can hold.</summary>
    public double? RecordSeconds { get; init; }

    /// <summary>One entry per signal, or null for the defaults of each.</summary>
    public IReadOnlyList<EdfChannel>? Channels { get; init; }

    /// <summary>What happens to samples outside the range of their signal; default: the file is refused.</summary>
    public EdfOutOfRange OutOfRange { get; init; }

    /// <summary>Store missing samples (NaN) as the lowest digital value; default false: the file is refused, because EDF has no mark for them.</summary>
    public bool StoreMissingAsMinimum { get; init; }

    /// <summary>Annotation channels of an EDF+ or BDF+ file, 1 to 64; default 1.</summary>
    public int AnnotationChannels { get; init; } = 1;

    /// <summary>Bytes of each annotation channel in each data record, rounded up to whole samples. Null: as many as the annotations
    /// need, or 120 where they are not known in advance.</summary>
    public int? AnnotationBytes { get; init; }

    /// <summary>The unbroken stretches of a discontinuous recording (EDF+D), as <see cref="EdfFile.ReadSegments"/> gives them; null: no gaps.</summary>
    public IReadOnlyList<EdfSegment>? Segments { get; init; }

    /// <summary>True for the variants with annotations.</summary>
    internal bool IsPlus => Variant is EdfVariant.EdfPlus or EdfVariant.BdfPlus;

    /// <summary>True for 24-bit samples.</summary>
    internal bool IsBdf => Variant is EdfVariant.Bdf or EdfVariant.BdfPlus;
}
