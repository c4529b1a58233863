using System.Globalization;
using System.Runtime.InteropServices;
using DeepHealth.Ecvl;
using DeepHealth.Ecvl.Dicom;

namespace DeepHealth.Dicom.Tests;

/// <summary>Makes small series: 4 x 3 pixels, every value its slice number times 100 plus its place.</summary>
internal static class SeriesFiles
{
    public const string Uid = "1.2.826.0.1.3680043.10.1";

    /// <summary>A slice.</summary>
    public static DicomDataSet Slice(int number, Vector3D? position, double[]? orientation = null)
    {
        DicomDataSet dataSet = new();
        dataSet.Set(DicomTags.SOPClassUID, "1.2.840.10008.5.1.4.1.1.2");
        dataSet.Set(DicomTags.SOPInstanceUID, string.Create(CultureInfo.InvariantCulture, $"{Uid}.{number}"));
        dataSet.Set(DicomTags.Modality, "CT");
        dataSet.Set(DicomTags.SeriesInstanceUID, Uid);
        dataSet.Set(DicomTags.SeriesDescription, "made");
        dataSet.Set(DicomTags.InstanceNumber, number);
        if (position is { } at)
        {
            dataSet.Set(DicomTags.ImagePositionPatient, at.X, at.Y, at.Z);
            dataSet.Set(DicomTags.ImageOrientationPatient, orientation ?? [1, 0, 0, 0, 1, 0]);
            dataSet.Set(DicomTags.PixelSpacing, 0.5, 0.75);
        }

        dataSet.Set(DicomTags.SliceThickness, 2.5);
        dataSet.Set(DicomTags.Rows, 3);
        dataSet.Set(DicomTags.Columns, 4);
        dataSet.Set(DicomTags.BitsAllocated, 16);
        dataSet.Set(DicomTags.BitsStored, 16);
        dataSet.Set(DicomTags.HighBit, 15);
        dataSet.Set(DicomTags.PixelRepresentation, 1);
        dataSet.Set(DicomTags.PhotometricInterpretation, "MONOCHROME2");
        dataSet.Set(DicomTags.RescaleSlope, 2);
        dataSet.Set(DicomTags.RescaleIntercept, -1000);
        short[] values = [.. Enumerable.Range(0, 12).Select(place => (short)((number * 100) + place))];
        dataSet.Set(new DicomElement(DicomTags.PixelData, DicomVr.OW, new DicomBytes(MemoryMarshal.AsBytes<short>(values).ToArray())));
        return dataSet;
    }

    /// <summary>A file of several frames, whose values are its number times 1,000, that of the frame times 100, and their place.</summary>
    public static DicomDataSet Frames(int number, params Vector3D[] positions)
    {
        DicomDataSet dataSet = Slice(number, null);
        dataSet.Set(DicomTags.NumberOfFrames, positions.Length);
        dataSet.Set(DicomTags.ImageOrientationPatient, 1, 0, 0, 0, 1, 0);
        dataSet.Set(DicomTags.PixelSpacing, 0.5, 0.75);
        dataSet.Set(new DicomElement(DicomTagTable.TagOf("PerFrameFunctionalGroupsSequence"), [.. positions.Select(PerFrame)]));
        short[] values = [.. Enumerable.Range(0, 12 * positions.Length).Select(i => (short)((number * 1000) + (i / 12 * 100) + (i % 12)))];
        dataSet.Set(new DicomElement(DicomTags.PixelData, DicomVr.OW, new DicomBytes(MemoryMarshal.AsBytes<short>(values).ToArray())));
        return dataSet;
    }

    /// <summary>Writes slices at positions along z; names are in another order than positions.</summary>
    public static void Write(string folder, params double[] positions)
    {
        for (int i = 0; i < positions.Length; i++)
        {
            Save(folder, string.Create(CultureInfo.InvariantCulture, $"{(i * 7) % 10}_{i}.dcm"), Slice(i + 1, new Vector3D(10, 20, positions[i])));
        }
    }

    private static DicomDataSet PerFrame(Vector3D position)
    {
        DicomDataSet place = new();
        place.Set(DicomTags.ImagePositionPatient, position.X, position.Y, position.Z);
        DicomDataSet frame = new();
        frame.Set(new DicomElement(DicomTagTable.TagOf("PlanePositionSequence"), [place]));
        return frame;
    }

    public static void Save(string folder, string name, DicomDataSet dataSet) => new DicomFile(dataSet).Save(Path.Combine(folder, name));
}
