using DeepHealth.Bench.Peers;
using DeepHealth.Ecvl;

namespace DeepHealth.Bench;

/// <summary>NIfTI files on disk, in its cache.</summary>
public sealed class Volumes : IFileFamily
{
    private const double Bytes = 2.0 * 256 * 256 * 64;

    /// <inheritdoc/>
    public static int[] WorkerCounts { get; } = [1];

    /// <inheritdoc/>
    public static IEnumerable<FileTask> Tasks =>
    [
        Read(".nii", scaled: false),
        Read(".nii.gz", scaled: false) with { IsQuick = true },
        Read(".nii.gz", scaled: true),
        new("write .nii.gz 256x256x64 16 bit", Bytes, WorkUnit.Bytes, (folder, _) =>
        {
            Image scan = Pictures.Scan(256, 256, 64);
            string path = Path.Combine(folder, "scan.nii.gz");
            return () => VolumeFile.Write(path, scan);
        }),
    ];

    private static FileTask Read(string ending, bool scaled)
        => new($"read {ending} 256x256x64 16 bit{(scaled ? " to float" : "")}", Bytes, WorkUnit.Bytes, (folder, _) =>
        {
            string path = Path.Combine(folder, "scan" + ending);
            Image scan = Pictures.Scan(256, 256, 64);
            VolumeFile.Write(path, scaled ? scan.ConvertTo(PixelType.Float32) : scan, scaled ? new NiftiWriteOptions { StoredType = PixelType.Int16, Slope = 0.5 } : null);
            return () => VolumeFile.Read(path);
        });
}
