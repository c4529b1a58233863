namespace DeepHealth.Ecvl.Dicom;

/// <summary>What an anonymised data set keeps beyond the basic profile (DICOM PS3.15 section E.3), and what stands in place of the patient.</summary>
public sealed record DicomAnonymizeOptions
{
    /// <summary>Whether identifiers stay: Retain UIDs Option. Default false.</summary>
    public bool RetainUids { get; init; }

    /// <summary>Whether the identity of devices stays: Retain Device Identity Option. Default false.</summary>
    public bool RetainDevice { get; init; }

    /// <summary>Whether the institution stays: Retain Institution Identity Option. Default false.</summary>
    public bool RetainInstitution { get; init; }

    /// <summary>Whether sex, age, size, weight and the like stay: Retain Patient Characteristics Option. Default false.</summary>
    public bool RetainPatientCharacteristics { get; init; }

    /// <summary>Days that are added to dates; 0 keeps them. Default null: dates are removed or replaced.</summary>
    /// <remarks>Retain Longitudinal Temporal Information with Modified Dates, or with Full Dates for 0. Times of day stay with either. One patient must always
    /// have the same number.</remarks>
    public int? DateShiftDays { get; init; }

    /// <summary>Patient's Name (0010,0010) of the result. Default empty.</summary>
    public string PatientName { get; init; } = "";

    /// <summary>Patient ID (0010,0020) of the result. Default empty.</summary>
    public string PatientId { get; init; } = "";

    /// <summary>Whether objects are taken whose Burned In Annotation (0028,0301) says that the pixels show text. Default false: they are refused, because
    /// pixels are not changed.</summary>
    public bool AllowBurnedInAnnotation { get; init; }
}
