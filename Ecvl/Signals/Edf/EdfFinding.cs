namespace DeepHealth.Ecvl.Signals;

/// <summary>A place where a file departs from the standard.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Field">The field, for example <c>physical minimum of signal 2</c>.</param>
/// <param name="Offset">Byte of the file where the field begins.</param>
/// <param name="Found">What the file has, in printable form.</param>
/// <param name="Expected">What the standard wants there.</param>
public sealed record EdfFinding(EdfSeverity Severity, string Field, long Offset, string Found, string Expected)
{
    /// <summary>The finding as one sentence.</summary>
    public override string ToString() => $"{Severity}: byte {Offset}, {Field}: found \"{Found}\", expected {Expected}.";
}
