using DeepHealth.Ecvl;
using DeepHealth.Ecvl.Dicom;

namespace DeepHealth.Samples.Tests.DicomTool;

/// <summary>Small DICOM files for the tests.</summary>
internal static class DicomFiles
{
    public static DicomObjectOptions Patient { get; } = new()
    {
        PatientName = "Doe^Jane", PatientId = "MRN-77", BirthDate = new DateOnly(1970, 1, 2), PatientSex = "F", StudyDescription = "Abdomen", SeriesDescription = "thin / soft", SeriesNumber = 4,
        Moment = new DateTime(2024, 2, 3, 4, 5, 6, DateTimeKind.Unspecified),
    };

    /// <summary>Values -100, -99 and so on.</summary>
    public static Image Volume()
    {
        Image volume = new("xyz", [6, 5, 4], PixelType.Int16, geometry: new ImageGeometry(new VoxelCounts(6, 5, 4), new Vector3D(0.5, 0.75, 2.5), new Vector3D(-10, 20, 30)));
        Span<short> values = volume.AsSpan<short>();
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (short)(i - 100);
        }

        return volume;
    }

    /// <summary>A CT series of four slices in a folder.</summary>
    public static void Series(string folder, DicomObjectOptions? options = null)
    {
        Directory.CreateDirectory(folder);
        int slice = 0;
        foreach (DicomFile file in DicomVolumeSlices.Create(Volume(), DicomVolumeKind.Ct, options ?? Patient))
        {
            file.Save(Path.Combine(folder, $"slice{slice++}.dcm"));
        }
    }

    /// <summary>A DICOM file that is cut off.</summary>
    public static void Broken(string path)
    {
        using MemoryStream stream = new();
        DicomSecondaryCapture.Create(Volume().Crop('z', 0..1), Patient).Save(stream);
        File.WriteAllBytes(path, stream.ToArray()[..^20]);
    }
}
