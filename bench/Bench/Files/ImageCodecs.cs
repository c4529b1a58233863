using DeepHealth.Bench.Peers;
using DeepHealth.Ecvl;

namespace DeepHealth.Bench;

/// <summary>Raster files in memory: PNG, JPEG, TIFF, decoded and encoded.</summary>
public sealed class ImageCodecs : IFileFamily
{
    private const int Side = 2048;

    /// <inheritdoc/>
    public static int[] WorkerCounts { get; } = [1];

    /// <inheritdoc/>
    public static IEnumerable<FileTask> Tasks =>
    [
        Decode("PNG", new PngWriteOptions()) with { IsQuick = true },
        Encode("PNG", new PngWriteOptions()),
        Decode("JPEG", new JpegWriteOptions()) with { IsQuick = true },
        Decode("progressive JPEG", new JpegWriteOptions { Progressive = true }),
        Encode("JPEG", new JpegWriteOptions()) with { IsQuick = true },
        Decode("TIFF with deflate", new TiffWriteOptions()),
        Encode("TIFF with deflate", new TiffWriteOptions()),
        Decode("TIFF with LZW", new TiffWriteOptions(TiffCompression.Lzw)),
    ];

    private static double Bytes => 3.0 * Side * Side;

    private static FileTask Decode(string format, ImageWriteOptions options)
        => new($"decode {format} 2048x2048x3", Bytes, WorkUnit.Bytes, (_, _) =>
        {
            byte[] file = ImageFile.Encode(Pictures.Photograph(Side, Side), options);
            return () => ImageFile.Read(file);
        });

    private static FileTask Encode(string format, ImageWriteOptions options)
        => new($"encode {format} 2048x2048x3", Bytes, WorkUnit.Bytes, (_, _) =>
        {
            Image image = Pictures.Photograph(Side, Side);
            return () => ImageFile.Write(Stream.Null, image, options);
        });
}
