using DeepHealth.Ecvl.Dicom;

namespace DeepHealth.FormatReport;

/// <summary>Runs one case: a file, and what must become of it.</summary>
public static class CaseRun
{
    /// <summary>Reads and compares.</summary>
    /// <typeparam name="TException">The exception with which a reader may refuse a file.</typeparam>
    /// <param name="format">Name of the format.</param>
    /// <param name="name">The file within the corpus.</param>
    /// <param name="isBroken">Whether the file must be refused.</param>
    /// <param name="compare">Reads the file and says how it differs from its reference; null where it does not.</param>
    public static CaseResult Of<TException>(string format, string name, bool isBroken, Func<string?> compare)
        where TException : Exception
    {
        ArgumentNullException.ThrowIfNull(compare);
        try
        {
            string? fault = compare();
            return isBroken ? new CaseResult(format, name, true, Outcome.Failed, "was read, but must be refused")
                : new CaseResult(format, name, false, fault is null ? Outcome.Passed : Outcome.Failed, fault ?? string.Empty);
        }
        catch (TException error)
        {
            bool placed = HasPlace(error, name);
            Outcome outcome = !placed ? Outcome.Failed : isBroken ? Outcome.Passed : Outcome.Refused;
            return new CaseResult(format, name, isBroken, outcome, placed ? error.Message : $"names neither the file nor a tag: {error.Message}");
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return new CaseResult(format, name, isBroken, Outcome.Failed, $"{error.GetType().Name}: {error.Message}");
        }
    }

    // A message names the file; one about DICOM may name the element instead.
    private static bool HasPlace(Exception error, string name)
        => error.Message.Contains(Path.GetFileName(name), StringComparison.Ordinal) || error is DicomException { Tag: not null };
}
