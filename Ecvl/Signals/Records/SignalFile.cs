namespace DeepHealth.Ecvl.Signals;

/// <summary>Opens a signal file of any kind that this library reads, chosen by its extension.</summary>
public static class SignalFile
{
    /// <summary>Opens a record; reads its header only.</summary>
    /// <param name="path">
    /// <c>.edf</c>, <c>.edf+</c>, <c>.rec</c> or <c>.bdf</c>: EDF family. <c>.hea</c>, or <c>.dat</c> or <c>.mat</c> with a header of the same
    /// name beside it, or a record name without extension: WFDB. <c>.mat</c> without a header: MATLAB level 4.
    /// </param>
    /// <param name="bareMat">Rate and gain of a <c>.mat</c> file without a header; null refuses such a file.</param>
    /// <param name="acceptTruncated">Read what is there of a file that is shorter than its header says; default false: refuse.</param>
    /// <exception cref="SignalFormatException">The file is missing, of an unknown kind, or damaged.</exception>
    public static SignalSource Open(string path, MatOptions? bareMat = null, bool acceptTruncated = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string header = Path.ChangeExtension(path, ".hea");
        // In "folder/a.b" the extension may belong to the record name: the header decides.
        if (File.Exists(path + ".hea"))
        {
            return OpenWfdb(path + ".hea", acceptTruncated);
        }

        switch (Path.GetExtension(path).ToUpperInvariant())
        {
            case ".EDF" or ".EDF+" or ".REC" or ".BDF":
                return EdfFile.Open(path, new EdfOptions { AcceptTruncated = acceptTruncated });
            case ".HEA":
                return OpenWfdb(path, acceptTruncated);
            case ".DAT":
                return OpenWfdb(header, acceptTruncated);
            case ".MAT" when File.Exists(header):
                return OpenWfdb(header, acceptTruncated);
            case ".MAT" when bareMat is not null:
                return MatRecord.Open(path, bareMat);
            case ".MAT" when File.Exists(path):
                throw new SignalFormatException(path, $"\"{path}\" has no header \"{Path.GetFileName(header)}\" beside it, so its sampling rate is unknown; add the header or state the rate.");
            case ".MAT":
                throw new SignalFormatException(path, $"The file \"{path}\" does not exist.");
            default:
                throw new SignalFormatException(path, File.Exists(path)
                    ? $"\"{path}\" is no known signal file: the extension must be .hea, .dat, .mat, .edf or .bdf."
                    : $"There is neither a file \"{path}\" nor a WFDB header \"{path}.hea\".");
        }
    }

    private static WfdbRecord OpenWfdb(string header, bool acceptTruncated) =>
        WfdbRecord.Open(header, new WfdbOptions { AcceptTruncated = acceptTruncated });
}
