namespace DeepHealth.Ecvl.Dicom;

/// <summary>Patient, study, series and equipment of objects that this library makes.</summary>
public sealed record DicomObjectOptions
{
    /// <summary>Patient's Name (0010,0010), components separated by <c>^</c>; empty for an unknown one.</summary>
    public string PatientName { get; init; } = "";

    /// <summary>Patient ID (0010,0020).</summary>
    public string PatientId { get; init; } = "";

    /// <summary>Patient's Birth Date (0010,0030); null for an unknown one.</summary>
    public DateOnly? BirthDate { get; init; }

    /// <summary>Patient's Sex (0010,0040): <c>M</c>, <c>F</c>, <c>O</c> or empty.</summary>
    public string PatientSex { get; init; } = "";

    /// <summary>Study Instance UID (0020,000D); empty for a new study.</summary>
    public string StudyInstanceUid { get; init; } = "";

    /// <summary>Study ID (0020,0010).</summary>
    public string StudyId { get; init; } = "";

    /// <summary>Accession Number (0008,0050).</summary>
    public string AccessionNumber { get; init; } = "";

    /// <summary>Study Description (0008,1030); empty to leave it out.</summary>
    public string StudyDescription { get; init; } = "";

    /// <summary>Series Instance UID (0020,000E); empty for a new series.</summary>
    public string SeriesInstanceUid { get; init; } = "";

    /// <summary>Series Number (0020,0011), at least 0. Default 1.</summary>
    public int SeriesNumber { get; init; } = 1;

    /// <summary>Series Description (0008,103E); empty to leave it out.</summary>
    public string SeriesDescription { get; init; } = "";

    /// <summary>Instance Number (0020,0013) of the first object, at least 1. Default 1.</summary>
    public int InstanceNumber { get; init; } = 1;

    /// <summary>Frame of Reference UID (0020,0052); empty for a new one.</summary>
    public string FrameOfReferenceUid { get; init; } = "";

    /// <summary>Manufacturer (0008,0070) of what makes the object. Default <c>DeepHealth</c>.</summary>
    public string Manufacturer { get; init; } = "DeepHealth";

    /// <summary>Manufacturer's Model Name (0008,1090). Default <c>DeepHealth</c>.</summary>
    public string ModelName { get; init; } = "DeepHealth";

    /// <summary>Local time of the content, and of the study and series where they are new; null for the present moment.</summary>
    public DateTime? Moment { get; init; }

    /// <summary>Local time of the study, where the object joins an existing one; null for <see cref="Moment"/>.</summary>
    public DateTime? StudyMoment { get; init; }

    /// <summary>Options that put new objects into the study of an existing one: same patient, study and frame of reference, new series.</summary>
    /// <exception cref="DicomException">A value of the source does not follow the standard.</exception>
    public static DicomObjectOptions InStudyOf(DicomDataSet source)
    {
        ArgumentNullException.ThrowIfNull(source);
        DateOnly? date = source.TryGet(DicomTags.StudyDate, out DicomElement? day) && day.GetDates() is [DateOnly first, ..] ? first : null;
        TimeOnly time = source.TryGet(DicomTags.StudyTime, out DicomElement? clock) && clock.GetTimes() is [TimeOnly known, ..] ? known : TimeOnly.MinValue;
        return new DicomObjectOptions
        {
            PatientName = source.GetString(DicomTags.PatientName),
            PatientId = source.GetString(DicomTags.PatientID),
            BirthDate = source.TryGet(DicomTags.PatientBirthDate, out DicomElement? birth) && birth.GetDates() is [DateOnly born, ..] ? born : null,
            PatientSex = source.GetString(DicomTags.PatientSex),
            StudyInstanceUid = source.GetString(DicomTags.StudyInstanceUID),
            StudyId = source.GetString(DicomTags.StudyID),
            AccessionNumber = source.GetString(DicomTags.AccessionNumber),
            StudyDescription = source.GetString(DicomTags.StudyDescription),
            FrameOfReferenceUid = source.GetString(DicomTags.FrameOfReferenceUID),
            StudyMoment = date?.ToDateTime(time),
        };
    }
}
