namespace DeepHealth.Ecvl;

/// <summary>Says which codecs of the native library <c>libdeephealth_codecs</c> this machine has. Everything else works without it.</summary>
public static class NativeCodecs
{
    /// <summary>Whether a codec can be used. The first call loads the library.</summary>
    /// <param name="codec">Which.</param>
    /// <param name="text">Name and version of the library behind the codec, or one sentence that says what is missing and how to get it.</param>
    public static bool IsAvailable(NativeCodec codec, out string text) => CodecLibrary.Has(codec, out text);
}
