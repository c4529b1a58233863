namespace DeepHealth.Samples.DicomTool;

/// <summary>What the program returns to the shell.</summary>
internal static class ExitCodes
{
    /// <summary>Every file went well.</summary>
    public const int Success = 0;

    /// <summary>Some files could not be treated; each has a sentence on the error stream.</summary>
    public const int BadFiles = 1;

    /// <summary>An argument is at fault; nothing was done.</summary>
    public const int Usage = 2;
}
