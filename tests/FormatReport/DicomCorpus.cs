using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;
using DeepHealth.Ecvl;
using DeepHealth.Ecvl.Dicom;

namespace DeepHealth.FormatReport;

/// <summary>DICOM files against DCMTK, GDCM and pydicom, and generated ones against their content: elements, and the stored values of all frames.</summary>
public static class DicomCorpus
{
    /// <summary>Files of the corpus that are cut off, have no beginning or are packed by gzip: they must be refused.</summary>
    public static IReadOnlyList<string> Broken { get; } =
    [
        "pydicom/test_files/MR_truncated.dcm", "pydicom/test_files/no_meta.dcm", "pydicom/test_files/rtplan_truncated.dcm",
        "pydicom/test_files/dicomdirtests/DICOMDIR-nooffset", "pydicom/test_files/zipMR.gz",
    ];

    /// <summary>Files whose pixel data are broken, the elements not: they must be opened, and the pixels refused.</summary>
    /// <remarks>The size in the JPEG 2000 stream is overwritten by the bytes of a delimiter. OpenJPEG, gdcmconv and Pillow refuse it; the values of the references are
    /// memory that GDCM's reader left unwritten after the fault of its decoder: they differ from run to run (tests/Golden/dicom-pixels/known.py).</remarks>
    public static IReadOnlyList<string> BrokenPixels { get; } = ["pydicom/test_files/JPEG2000-embedded-sequence-delimiter.dcm"];

    // Files on which the tools of the references disagree, with the values that are right: tests/Golden/dicom-pixels/known.py.
    private static readonly Dictionary<string, string> s_known = new()
    {
        // The stream has no sign, the elements have one: two's complement, as pydicom 2.3.1 reads it. GDCM leaves -2000, which is air, at 6192.
        ["pydicom/test_files/J2K_pixelrep_mismatch.dcm"] = "1296350a0006ef6908ce4aa11717e3e8a236b63478a097bbfb45ac7a5fca6359",
    };

    /// <summary>Compares every file of a folder.</summary>
    /// <param name="folder">A folder of the corpus.</param>
    public static IEnumerable<CaseResult> Run(string folder)
    {
        foreach ((string name, string path, JsonElement expected) in References.Of(folder))
        {
            string? syntax = Syntax(path);
            string format = $"DICOM, {(syntax is null ? "no data set" : DicomTransferSyntax.Of(syntax).Name)}";
            if (syntax is not null && NativeNeed.OfSyntax(syntax) is { } missing)
            {
                yield return new CaseResult(format, name, IsBroken: false, Outcome.Unavailable, missing);
                continue;
            }

            bool isBroken = Broken.Contains(name) || BrokenPixels.Contains(name) || References.Find(expected, "expect") is not null || References.Find(expected, "reference_decoders_failed") is not null;
            CaseResult result = CaseRun.Of<DicomException>(format, name, isBroken, () => Fault(folder, name, expected));
            bool ambiguous = !s_known.ContainsKey(name) && References.Find(expected, "expected_stored", "status")?.GetString() == "ambiguous";
            yield return ambiguous && result.Outcome == Outcome.Passed ? result with { Outcome = Outcome.Unasserted, Reason = "the tools of the references disagree on its values" } : result;
        }
    }

    /// <summary>The stored values of all frames, in the smallest type, little-endian.</summary>
    public static byte[] Stored(DicomPixels pixels)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        using MemoryStream all = new();
        for (int frame = 0; frame < pixels.Format.Frames; frame++)
        {
            all.Write(pixels.Format.StoredType switch
            {
                PixelType.UInt8 => pixels.ReadFrame<byte>(frame),
                PixelType.Int8 => MemoryMarshal.AsBytes<sbyte>(pixels.ReadFrame<sbyte>(frame)),
                PixelType.UInt16 => MemoryMarshal.AsBytes<ushort>(pixels.ReadFrame<ushort>(frame)),
                PixelType.Int16 => MemoryMarshal.AsBytes<short>(pixels.ReadFrame<short>(frame)),
                PixelType.UInt32 => MemoryMarshal.AsBytes<uint>(pixels.ReadFrame<uint>(frame)),
                _ => MemoryMarshal.AsBytes<int>(pixels.ReadFrame<int>(frame)),
            });
        }

        return all.ToArray();
    }

    private static string? Syntax(string path)
    {
        try
        {
            using DicomFile file = DicomFile.Open(path);
            return file.TransferSyntax.Uid;
        }
        catch (DicomException)
        {
            return null;
        }
    }

    private static string? Fault(string folder, string name, JsonElement expected)
    {
        using DicomFile file = DicomFile.Open(Path.Combine(folder, name));
        bool isGenerated = References.Find(expected, "n_top_level_elements") is null;
        if (!isGenerated && DicomElements.Fault(file, name, expected) is { } fault)
        {
            return fault;
        }

        if (!isGenerated && References.Find(expected, "pixel_element") is null)
        {
            return null;
        }

        DicomPixels pixels = DicomPixels.Of(file);
        byte[] stored = Stored(pixels);
        return s_known.TryGetValue(name, out string? known) ? (Samples.Hash(stored) == known ? null : $"other values than are known of {pixels.Format}")
            : isGenerated ? Generated(folder, name, pixels, stored, expected) : Real(folder, pixels, stored, expected);
    }

    private static string? Real(string folder, DicomPixels pixels, byte[] stored, JsonElement expected)
    {
        if (References.Find(expected, "expected_stored", "status")?.GetString() != "consensus")
        {
            return null;
        }

        if (References.Find(expected, "expected_npz")?.GetString() is not { } file)
        {
            string? hash = References.Find(expected, "expected_stored", "sha256_le")?.GetString();
            return Samples.Hash(stored) == hash ? null : $"other values than {expected.GetProperty("expected_stored").GetProperty("first8")} of {pixels.Format}";
        }

        using ZipArchive archive = ZipFile.OpenRead(Path.Combine(folder, file));
        bool isSubsampled = pixels.Format.SamplesPerPixel == 3;
        int width = pixels.Format.BitsStored <= 8 ? 1 : 2;
        string? fault = LossySamples.Fault(stored, NumpyArray.Bytes(archive.GetEntry("stored.npy")!.Open()), width, isSubsampled);
        return fault ?? (archive.GetEntry("rgb.npy") is { } rgb ? LossySamples.Fault(Samples.Bytes(pixels.ReadRgb(0)), NumpyArray.Bytes(rgb.Open()), 1, isSubsampled) : null);
    }

    private static string? Generated(string folder, string name, DicomPixels pixels, byte[] stored, JsonElement expected)
    {
        if (References.Find(expected, "expected_npy")?.GetString() is not { } file)
        {
            string? hash = (References.Find(expected, "truth_sha256_le") ?? References.Find(expected, "expected_sha256_le"))?.GetString();
            return Samples.Hash(stored) == hash ? null : "other values than were written";
        }

        bool isColor = pixels.Format.SamplesPerPixel == 3;
        bool isSubsampled = name.Contains("_s2", StringComparison.Ordinal) || name.Contains("_s4", StringComparison.Ordinal);
        byte[] values = isColor ? Samples.Bytes(pixels.ReadRgb(0)) : stored;
        return LossySamples.Fault(values, NumpyArray.Bytes(File.OpenRead(Path.Combine(folder, file))), pixels.Format.BitsStored <= 8 ? 1 : 2, isSubsampled);
    }
}
