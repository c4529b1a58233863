namespace DeepHealth.Ecvl.Signals;

/// <summary>Checks a file against the standards of EDF and EDF+ and lists every departure, where the reader stops at the first.</summary>
/// <remarks>Kemp et al. 1992; Kemp and Olivan 2003, sections 2.1 and 2.2, with the recommendation of at most 61440 bytes in a data record.
/// For BDF the same rules hold with 24 bits.</remarks>
public static class EdfValidator
{
    /// <summary>Checks header, sizes, annotations and, if wanted, every sample.</summary>
    /// <param name="path">The file.</param>
    /// <param name="scanSamples">Also look for samples outside the digital range of their signal; reads the whole file. Default true.</param>
    /// <returns>The findings in file order, at most ten of a kind; empty for a file without fault.</returns>
    /// <exception cref="EdfException">The file does not exist or cannot be read.</exception>
    public static IReadOnlyList<EdfFinding> Validate(string path, bool scanSamples = true)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var findings = new EdfFindings();
        using (var file = new ByteFile(path, "file", EdfException.For(path)))
        {
            if (file.Length < EdfHeader.BlockBytes)
            {
                findings.Error("header", 0, $"{file.Length} bytes", "at least 256 bytes");
                return findings.All;
            }

            new EdfHeaderChecks(file, findings).Run();
        }

        if (!findings.HasErrors)
        {
            CheckData(path, scanSamples, findings);
        }

        return findings.All;
    }

    private static void CheckData(string path, bool scanSamples, EdfFindings findings)
    {
        EdfFile file;
        try
        {
            file = EdfFile.Open(path, new EdfOptions { AcceptTruncated = true });
        }
        catch (EdfException error)
        {
            findings.Error("annotations", 0, error.Message, "a time-stamped annotation list at the start of the first data record");
            return;
        }

        new EdfDataChecks(file, findings).Run(scanSamples);
    }
}
