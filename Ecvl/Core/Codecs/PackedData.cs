namespace DeepHealth.Ecvl;

/// <summary>What .NET's decompressing streams say of damaged data.</summary>
internal static class PackedData
{
    /// <summary>Whether an exception says that packed data are damaged. For a wrong window or a preset dictionary .NET's own type is not public: an IOException of that namespace.</summary>
    public static bool IsFault(Exception error) => error is InvalidDataException || (error is IOException && error.GetType().Namespace == "System.IO.Compression");
}
