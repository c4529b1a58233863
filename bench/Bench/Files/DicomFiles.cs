using System.Globalization;
using DeepHealth.Bench.Peers;
using DeepHealth.Ecvl;
using DeepHealth.Ecvl.Dicom;

namespace DeepHealth.Bench;

/// <summary>DICOM files on disk, in its cache: opened, decoded, and put together to volumes.</summary>
public sealed class DicomFiles : IFileFamily
{
    private const int Side = 512;
    private const int FewSlices = 100;
    private const int ManySlices = 1000;
    private const double FrameBytes = 2.0 * Side * Side;

    /// <inheritdoc/>
    public static int[] WorkerCounts { get; } = [1];

    /// <inheritdoc/>
    public static IEnumerable<FileTask> Tasks =>
    [
        new("open 512x512 16 bit", FrameBytes, WorkUnit.Bytes, (folder, _) =>
        {
            string path = Save(folder, DicomTransferSyntax.ExplicitLittleEndian.Uid);
            return () => DicomFile.Open(path).Dispose();
        }),
        new("open and read native 512x512 16 bit to an image", FrameBytes, WorkUnit.Bytes, (folder, _) =>
        {
            string path = Save(folder, DicomTransferSyntax.ExplicitLittleEndian.Uid);
            return () =>
            {
                using DicomFile file = DicomFile.Open(path);
                DicomPixels.Of(file).ReadImage(0);
            };
        })
        {
            IsQuick = true,
        },
        Decode("native", DicomTransferSyntax.ExplicitLittleEndian.Uid) with { IsQuick = true },
        Decode("RLE", DicomTransferSyntax.RleLossless.Uid),
        Decode("JPEG lossless", "1.2.840.10008.1.2.4.70") with { IsQuick = true },
        .. Native(NativeCodec.JpegLs, "JPEG-LS", "1.2.840.10008.1.2.4.80"),
        .. Native(NativeCodec.Jpeg2000, "JPEG 2000", "1.2.840.10008.1.2.4.90"),
        Volume(FewSlices, workers: 1, stored: false),
        Volume(FewSlices, workers: 2, stored: false) with { IsQuick = true },
        Volume(ManySlices, workers: 2, stored: false),
        Volume(ManySlices, workers: 2, stored: true),
    ];

    private static IEnumerable<FileTask> Native(NativeCodec codec, string name, string syntax)
        => NativeCodecs.IsAvailable(codec, out _) ? [Decode(name, syntax)] : [];

    private static FileTask Decode(string name, string syntax)
        => new($"open and decode {name} 512x512 16 bit", FrameBytes, WorkUnit.Bytes, (folder, _) =>
        {
            string path = Save(folder, syntax);
            short[] frame = new short[Side * Side];
            return () =>
            {
                using DicomFile file = DicomFile.Open(path);
                DicomPixels.Of(file).ReadFrame<short>(0, frame);
            };
        });

    private static FileTask Volume(int slices, int workers, bool stored)
        => new($"series of {slices} files to {(stored ? "stored" : "float")} volume, {workers} workers", FrameBytes * slices, WorkUnit.Bytes, (folder, _) =>
        {
            int number = 0;
            foreach (DicomFile slice in DicomVolumeSlices.Create(Pictures.Scan(Side, Side, slices), DicomVolumeKind.Ct))
            {
                slice.Save(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{number++}.dcm")));
            }

            return () => DicomScan.Of(folder, workers: workers).Series[0].ReadVolume(new DicomVolumeOptions { Stored = stored, Workers = workers });
        });

    private static string Save(string folder, string syntax)
    {
        string path = Path.Combine(folder, "slice.dcm");
        DicomFile slice = DicomVolumeSlices.Create(Pictures.Scan(Side, Side, 1), DicomVolumeKind.Ct).First();
        DicomTranscoder.Convert(slice, DicomTransferSyntax.Of(syntax)).Save(path);
        return path;
    }
}
