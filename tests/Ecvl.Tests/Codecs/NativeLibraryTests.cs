using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Ecvl.Tests;

/// <summary>How the native library is found, what is said where it is missing, and libjpeg-turbo through it.</summary>
public sealed class NativeLibraryTests
{
    [Fact]
    public void A_folder_that_is_set_is_the_only_one_searched()
    {
        string file = NativeLibraries.FileName("deephealth_codecs");
        Assert.Equal([Path.Combine("/there", file)], NativeLibraries.Candidates("deephealth_codecs", "/there", AppContext.BaseDirectory));
    }

    [Fact]
    public void Without_a_folder_the_build_of_a_checkout_is_among_the_places()
    {
        string file = NativeLibraries.FileName("deephealth_codecs");
        string[] places = [.. NativeLibraries.Candidates("deephealth_codecs", null, AppContext.BaseDirectory)];
        Assert.Equal(Path.Combine(AppContext.BaseDirectory, file), places[0]);
        Assert.Contains(Repository.PathOf("native", "build", file), places);
        Assert.Contains(places, place => place.Contains(Path.Combine("runtimes", string.Empty), StringComparison.Ordinal));
        Assert.Equal(file, places[^1]);
    }

    [Fact]
    public void A_codec_is_there_with_a_version_or_its_sentence_says_what_to_do()
    {
        foreach (NativeCodec codec in Enum.GetValues<NativeCodec>())
        {
            bool there = NativeCodecs.IsAvailable(codec, out string text);
            Assert.Matches(there ? "^(CharLS|OpenJPEG|libwebp|libzstd|liblzma)" : "native/build\\.sh", text);
        }
    }

    [Fact]
    public void Without_the_library_a_file_is_refused_with_the_sentence()
    {
        if (NativeCodecs.IsAvailable(NativeCodec.WebP, out string text) || ImageSharpCodec.IsBuiltIn)
        {
            Assert.Skip("The native library, or ImageSharp in its place, is there.");
        }

        byte[] start = [.. "RIFF"u8, 4, 0, 0, 0, .. "WEBP"u8];
        Assert.Contains(text, Assert.Throws<ImageFileException>(() => ImageFile.Read(start)).Message, StringComparison.Ordinal);
    }
}
