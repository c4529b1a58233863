using System.Globalization;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>The modules that all objects begin with: patient, study, series, equipment and SOP common (DICOM PS3.3 C.7.1 to C.7.5 and C.12.1).</summary>
internal static class DicomObjectStart
{
    private const string Utf8 = "ISO_IR 192";

    /// <summary>A data set with these modules.</summary>
    /// <param name="options">Patient, study, series; the study, series and frame of reference must have their identifiers: see <see cref="Complete"/>.</param>
    /// <param name="sopClass">Keyword of the SOP class.</param>
    /// <param name="modality">Modality (0008,0060).</param>
    /// <param name="instanceNumber">Instance Number (0020,0013).</param>
    public static DicomDataSet Create(DicomObjectOptions options, string sopClass, string modality, int instanceNumber)
    {
        DateTime moment = options.Moment!.Value;
        DateTime study = options.StudyMoment ?? moment;
        DicomDataSet dataSet = new();
        dataSet.Set(DicomTags.SpecificCharacterSet, Utf8);
        dataSet.Set(DicomTags.SOPClassUID, SopClass(sopClass));
        dataSet.Set(DicomTags.SOPInstanceUID, DicomUid.Create());
        dataSet.Set(ObjectTags.InstanceCreationDate, Date(moment));
        dataSet.Set(ObjectTags.InstanceCreationTime, Time(moment));
        dataSet.Set(DicomTags.StudyDate, Date(study));
        dataSet.Set(DicomTags.SeriesDate, Date(moment));
        dataSet.Set(ObjectTags.ContentDate, Date(moment));
        dataSet.Set(DicomTags.StudyTime, Time(study));
        dataSet.Set(ObjectTags.SeriesTime, Time(moment));
        dataSet.Set(ObjectTags.ContentTime, Time(moment));
        SetOrEmpty(dataSet, DicomTags.AccessionNumber, options.AccessionNumber);
        dataSet.Set(DicomTags.Modality, modality);
        dataSet.Set(DicomTags.Manufacturer, options.Manufacturer);
        SetOrEmpty(dataSet, ObjectTags.ReferringPhysicianName, "");
        dataSet.Set(ObjectTags.ManufacturerModelName, options.ModelName);
        SetIfAny(dataSet, DicomTags.StudyDescription, options.StudyDescription);
        SetIfAny(dataSet, DicomTags.SeriesDescription, options.SeriesDescription);
        SetOrEmpty(dataSet, DicomTags.PatientName, options.PatientName);
        SetOrEmpty(dataSet, DicomTags.PatientID, options.PatientId);
        SetOrEmpty(dataSet, DicomTags.PatientBirthDate, options.BirthDate?.ToString("yyyyMMdd", CultureInfo.InvariantCulture) ?? "");
        SetOrEmpty(dataSet, DicomTags.PatientSex, options.PatientSex);
        dataSet.Set(ObjectTags.DeviceSerialNumber, "1");
        dataSet.Set(ObjectTags.SoftwareVersions, typeof(DicomObjectStart).Assembly.GetName().Version!.ToString(3));
        dataSet.Set(DicomTags.StudyInstanceUID, options.StudyInstanceUid);
        dataSet.Set(DicomTags.SeriesInstanceUID, options.SeriesInstanceUid);
        SetOrEmpty(dataSet, DicomTags.StudyID, options.StudyId);
        dataSet.Set(DicomTags.SeriesNumber, options.SeriesNumber);
        dataSet.Set(DicomTags.InstanceNumber, instanceNumber);
        return dataSet;
    }

    /// <summary>Options in which every identifier and the moment are stated.</summary>
    /// <exception cref="DicomException">An identifier is malformed, or a number is out of range.</exception>
    public static DicomObjectOptions Complete(DicomObjectOptions? options)
    {
        options ??= new DicomObjectOptions();
        if (options.SeriesNumber < 0 || options.InstanceNumber < 1)
        {
            throw new DicomException($"DicomObjectOptions: Series Number {options.SeriesNumber} must be at least 0 and Instance Number {options.InstanceNumber} at least 1.");
        }

        return options with
        {
            StudyInstanceUid = Uid(options.StudyInstanceUid),
            SeriesInstanceUid = Uid(options.SeriesInstanceUid),
            FrameOfReferenceUid = Uid(options.FrameOfReferenceUid),
            // No two parts of an object may show different moments.
            Moment = options.Moment ?? DateTime.Now,
        };
    }

    public static string SopClass(string keyword) => DicomUid.Find(keyword)!.Value;

    public static string Date(DateTime moment) => moment.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    public static string Time(DateTime moment) => moment.ToString("HHmmss.ffffff", CultureInfo.InvariantCulture);

    public static void SetOrEmpty(DicomDataSet dataSet, DicomTag tag, string value) => dataSet.Set(tag, value.Length > 0 ? [value] : []);

    public static void SetIfAny(DicomDataSet dataSet, DicomTag tag, string value)
    {
        if (value.Length > 0)
        {
            dataSet.Set(tag, value);
        }
    }

    private static string Uid(string given)
        => given.Length == 0 ? DicomUid.Create()
            : DicomUid.IsValid(given) ? given
            : throw new DicomException($"DicomObjectOptions: \"{given}\" is no identifier: at most 64 characters, numbers without leading zeros between dots.");
}
