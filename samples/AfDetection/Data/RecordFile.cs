using DeepHealth.Ecvl.Learning;
using DeepHealth.Ecvl.Signals;
using DeepHealth.Eddl;

namespace DeepHealth.Samples.AfDetection.Data;

/// <summary>Reads the samples of a record of the CinC 2017 challenge as they are stored.</summary>
internal static class RecordFile
{
    private const string HeaderExtension = ".hea";
    private const string MatrixExtension = ".mat";

    /// <summary>Reads a record.</summary>
    /// <param name="path">A <c>.hea</c> file, a <c>.mat</c> file, or either without its extension; a header is preferred.</param>
    /// <returns>The first 61 s at most.</returns>
    /// <exception cref="SignalFormatException">The file is missing or damaged.</exception>
    /// <exception cref="DataException">The record has no samples, another rate than 300 Hz, or missing samples.</exception>
    public static double[] Read(string path)
    {
        string extension = Path.GetExtension(path);
        bool isNamed = extension is HeaderExtension or MatrixExtension;
        string header = isNamed ? Path.ChangeExtension(path, HeaderExtension) : path + HeaderExtension;
        string matrix = isNamed ? Path.ChangeExtension(path, MatrixExtension) : path + MatrixExtension;
        return extension == HeaderExtension || File.Exists(header) || !File.Exists(matrix) ? ReadHeader(header) : ReadMatrix(matrix);
    }

    private static double[] ReadHeader(string path)
    {
        Signal lead = Cinc2017.ReadLead(path, LogSpectrogram.Seconds);
        if (lead.RateHz != LogSpectrogram.RateHz)
        {
            throw new DataException(FormattableString.Invariant($"{path}: has {lead.RateHz} samples per second, {LogSpectrogram.RateHz} are needed; resample it first."));
        }

        double[] stored = lead.Digital is { } digital ? Array.ConvertAll(digital, value => (double)value) : lead.Samples;
        return Checked(path, stored, Array.FindIndex(lead.Samples, double.IsNaN));
    }

    private static double[] ReadMatrix(string path)
    {
        // A bare matrix of the challenge does not tell its rate. A gain of 1 gives the numbers as stored.
        MatRecord record = MatRecord.Open(path, new MatOptions { RateHz = LogSpectrogram.RateHz, Gain = 1 });
        if (record.Signals.Count == 0)
        {
            throw new DataException($"{path}: has 0 signals; a record of the challenge has 1.");
        }

        double? duration = record.DurationSeconds > LogSpectrogram.Seconds ? LogSpectrogram.Seconds : null;
        double[] samples = record.Read(new SignalReadOptions { Signals = [0], DurationSeconds = duration, IncludeAnnotations = false }).Signals[0].Samples;
        return Checked(path, samples, Array.FindIndex(samples, value => !double.IsFinite(value)));
    }

    private static double[] Checked(string path, double[] samples, int missing)
        => samples.Length == 0 ? throw new DataException($"{path}: has 0 samples; at least 1 is needed.")
            : missing >= 0 ? throw new DataException($"{path}: sample {missing} of {samples.Length} is missing; fill the gap first.")
            : samples;
}
