namespace DeepHealth.Samples.DicomTool.Report;

/// <summary>Numbers of things in words.</summary>
internal static class Words
{
    /// <summary>Text such as <c>1 file</c> or <c>2 files</c>.</summary>
    public static string Counted(int count, string what) => FormattableString.Invariant($"{count} {what}{(count == 1 ? "" : "s")}");
}
