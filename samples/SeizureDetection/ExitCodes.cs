namespace DeepHealth.Samples.SeizureDetection;

/// <summary>What the program tells the shell.</summary>
internal static class ExitCodes
{
    /// <summary>Every file was good.</summary>
    public const int Good = 0;

    /// <summary>An argument, or something the whole run needs, is at fault.</summary>
    public const int Usage = 2;

    /// <summary>The run went through, but left out bad files.</summary>
    public const int SomeBad = 3;
}
