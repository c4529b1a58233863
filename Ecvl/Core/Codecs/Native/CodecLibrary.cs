using System.Runtime.InteropServices;

namespace DeepHealth.Ecvl;

/// <summary>The functions of <c>libdeephealth_codecs</c>; <c>native/codecs/dh_codecs.h</c> describes them.</summary>
internal static unsafe partial class CodecLibrary
{
    /// <summary>The interface that this assembly was written for.</summary>
    public const int Abi = 2;

    private static readonly Lazy<string?> s_fault = new(Load);

    static CodecLibrary() => NativeLibraries.Register();

    /// <summary>Why the library cannot be used, as an end of a sentence; null where it can.</summary>
    public static string? Fault => s_fault.Value;

    /// <summary>Whether the library is there and has a codec in it.</summary>
    /// <param name="codec">Which.</param>
    /// <param name="text">Name and version of the library behind the codec, or why it cannot be used.</param>
    public static bool Has(NativeCodec codec, out string text)
    {
        if (Fault is string fault)
        {
            text = fault;
            return false;
        }

        Span<byte> bytes = stackalloc byte[NativeCalls.TextBytes];
        fixed (byte* start = bytes)
        {
            bool has = Version((int)codec, start, bytes.Length) == 0;
            text = NativeCalls.Text(start);
            return has;
        }
    }

    [LibraryImport(NativeLibraries.Codecs, EntryPoint = "dh_codec_jpegls_info")]
    public static partial int JpegLsInfo(byte* data, long size, CodecInfo* info, byte* error, long errorSize);

    [LibraryImport(NativeLibraries.Codecs, EntryPoint = "dh_codec_jpegls_decode")]
    public static partial int JpegLsDecode(byte* data, long size, byte* samples, long samplesSize, byte* error, long errorSize);

    [LibraryImport(NativeLibraries.Codecs, EntryPoint = "dh_codec_jpegls_encode")]
    public static partial int JpegLsEncode(byte* samples, long samplesSize, CodecInfo* info, int interleave, byte* destination, long destinationSize, long* written, byte* error, long errorSize);

    [LibraryImport(NativeLibraries.Codecs, EntryPoint = "dh_codec_j2k_info")]
    public static partial int J2kInfo(byte* data, long size, CodecInfo* info, byte* error, long errorSize);

    [LibraryImport(NativeLibraries.Codecs, EntryPoint = "dh_codec_j2k_decode")]
    public static partial int J2kDecode(byte* data, long size, byte* samples, long samplesSize, byte* error, long errorSize);

    [LibraryImport(NativeLibraries.Codecs, EntryPoint = "dh_codec_j2k_encode")]
    public static partial int J2kEncode(byte* samples, long samplesSize, CodecInfo* info, double ratio, int colorTransform, int resolutions, byte* destination, long destinationSize, long* written, byte* error, long errorSize);

    [LibraryImport(NativeLibraries.Codecs, EntryPoint = "dh_codec_webp_info")]
    public static partial int WebPInfo(byte* data, long size, CodecInfo* info, byte* error, long errorSize);

    [LibraryImport(NativeLibraries.Codecs, EntryPoint = "dh_codec_webp_decode")]
    public static partial int WebPDecode(byte* data, long size, byte* samples, long samplesSize, byte* error, long errorSize);

    [LibraryImport(NativeLibraries.Codecs, EntryPoint = "dh_codec_zstd_unpack")]
    public static partial int ZstandardUnpack(byte* data, long size, byte* output, long outputSize, long* written, byte* error, long errorSize);

    [LibraryImport(NativeLibraries.Codecs, EntryPoint = "dh_codec_lzma_unpack")]
    public static partial int LzmaUnpack(byte* data, long size, byte* output, long outputSize, long* written, byte* error, long errorSize);

    [LibraryImport(NativeLibraries.Codecs, EntryPoint = "dh_codec_abi")]
    private static partial int AbiVersion();

    [LibraryImport(NativeLibraries.Codecs, EntryPoint = "dh_codec_version")]
    private static partial int Version(int codec, byte* text, long textSize);

    private static string? Load()
    {
        string file = NativeLibraries.FileName(NativeLibraries.Codecs);
        try
        {
            int abi = AbiVersion();
            return abi == Abi ? null : $"the library {file} has the interface {abi}, this version needs {Abi}; run native/build.sh again";
        }
        catch (EntryPointNotFoundException)
        {
            return $"the library {file} has no function dh_codec_abi; run native/build.sh again";
        }
        catch (DllNotFoundException)
        {
            return Broken() ?? $"the library {file} is missing; build it with native/build.sh (needs cmake, a C compiler and, on Debian or Ubuntu, libcharls-dev libopenjp2-7-dev libwebp-dev libzstd-dev liblzma-dev), or set {NativeLibraries.FolderVariable} to its folder";
        }
    }

    // A file that is there but cannot be loaded mostly lacks a library of the system, which the loader names.
    private static string? Broken()
    {
        string? folder = Environment.GetEnvironmentVariable(NativeLibraries.FolderVariable);
        foreach (string file in NativeLibraries.Candidates(NativeLibraries.Codecs, folder, AppContext.BaseDirectory).Where(File.Exists))
        {
            try
            {
                NativeLibrary.Free(NativeLibrary.Load(file));
            }
            catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
            {
                return $"the library \"{file}\" cannot be loaded: {error.Message.ReplaceLineEndings(" ")}";
            }
        }

        return null;
    }
}
