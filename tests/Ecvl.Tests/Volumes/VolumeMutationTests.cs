using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Ecvl.Tests;

/// <summary>Damaged volume files end in a result or in <see cref="ImageFileException"/>, soon and in bounded memory.</summary>
public sealed class VolumeMutationTests
{
    [Fact]
    public void Nifti_survives_damage() => Run(4000, new NiftiWriteOptions(), new NiftiWriteOptions(2), new NiftiWriteOptions(IsBigEndian: true), new NiftiWriteOptions(Compress: true), new NiftiWriteOptions(2, Compress: true));

    [Fact]
    public void Nrrd_survives_damage() => Run(4000, new NrrdWriteOptions(), new NrrdWriteOptions(NrrdEncoding.Gzip), new NrrdWriteOptions(NrrdEncoding.Text), new NrrdWriteOptions(IsBigEndian: true));

    [Fact]
    public void Meta_image_survives_damage() => Run(4000, new MetaImageWriteOptions(), new MetaImageWriteOptions(true), new MetaImageWriteOptions(IsBigEndian: true));

    // Mutation 58967: zlib asks for a dictionary (RFC 1950, FDICT), which .NET reports with an exception of its own.
    [Fact]
    public void Packed_samples_that_need_a_dictionary_are_refused()
        => Assert.Throws<ImageFileException>(() => VolumeFile.Read((byte[])[.. "NDims = 1\nDimSize = 4\nElementType = MET_UCHAR\nCompressedData = True\nElementDataFile = LOCAL\n"u8, 0x78, 0x20, 0, 0, 0, 1, 3, 0, 0, 0]));

    [Fact]
    public void Packed_zeros_do_not_fill_the_memory()
    {
        // 200 MB of zeros in 1 MB, cut short: the claim is above what such data hold as a rule, so it is checked before memory is taken.
        Image zeros = new("xyz", [1000, 1000, 200], PixelType.UInt8);
        byte[] file = VolumeFile.Encode(zeros, new NiftiWriteOptions(Compress: true, Level: System.IO.Compression.CompressionLevel.Fastest));
        long taken = Allocations.By(() => Assert.Throws<ImageFileException>(() => VolumeFile.Read(file.AsMemory(0, file.Length - 20))));
        Assert.InRange(taken, 0, 32L << 20);
        GC.KeepAlive(zeros);
    }

    private static void Run(int count, params VolumeWriteOptions[] options)
    {
        Image scaled = Volumes.Noise("xyzt", [5, 4, 3, 2], PixelType.Int16, 1, geometry: Volumes.Oblique(new VoxelCounts(5, 4, 3)));
        scaled.Metadata.Set(VolumeKeys.Slope, 2.5);
        NiftiExtension.Set(scaled.Metadata, [new NiftiExtension(6, new byte[24])]);
        scaled.Metadata.Set(NrrdKeys.KeyPrefix + "a", "b\nc");
        Image colored = Volumes.Noise("cxy", [3, 5, 4], PixelType.UInt8, 2, ColorType.Rgb);
        Mutations.Run<ImageFileException>(count, [.. options.SelectMany(option => (byte[][])[VolumeFile.Encode(scaled, option), VolumeFile.Encode(colored, option)])], file => VolumeFile.Read(file));
    }
}
