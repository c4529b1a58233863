using System.Globalization;
using DeepHealth.Ecvl.Dicom;

namespace DeepHealth.Samples.DicomTool.Files;

/// <summary>Names of volume files: modality and description of the series, with a number where two would be equal.</summary>
internal sealed class SeriesNames
{
    private const string Ending = ".nii.gz";
    private const int MostCharacters = 80;

    private readonly string _output;
    private readonly bool _isFile;
    private readonly HashSet<string> _used = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Prepares names.</summary>
    /// <param name="output">A folder, which is made, or a file name for a single series.</param>
    /// <param name="series">Number of series.</param>
    /// <exception cref="UsageException">A file name is given for several series.</exception>
    public SeriesNames(string output, int series)
    {
        _output = output;
        _isFile = output.EndsWith(Ending, StringComparison.OrdinalIgnoreCase) || output.EndsWith(".nii", StringComparison.OrdinalIgnoreCase);
        if (_isFile && series > 1)
        {
            throw new UsageException($"--output: \"{output}\" names one file for {series} series; name a folder, or one series by --series.");
        }

        Directory.CreateDirectory(_isFile ? Path.GetDirectoryName(Path.GetFullPath(output))! : output);
    }

    /// <summary>The path for a series.</summary>
    public string Of(DicomSeries series)
    {
        if (_isFile)
        {
            return _output;
        }

        string name = string.Concat($"{series.Modality} {series.Description}".Trim().Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '.' ? letter : '_'));
        name = name.Length > MostCharacters ? name[..MostCharacters] : name.Length == 0 ? "series" : name;
        string unique = name;
        for (int number = 2; !_used.Add(unique); number++)
        {
            unique = $"{name}-{number.ToString(CultureInfo.InvariantCulture)}";
        }

        return Path.Combine(_output, unique + Ending);
    }
}
