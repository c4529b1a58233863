using System.Globalization;
using DeepHealth.Numerics;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Exports records as HDF5, and reads such files back.</summary>
/// <remarks>
/// Layout: the file has the attributes <c>name</c>, <c>start_time</c> (ISO 8601, where known) and <c>comments</c>. Signal <c>i</c> is the data
/// set <c>/signals/i</c> of 64-bit floats with the attributes <c>label</c>, <c>unit</c>, <c>rate_hz</c> and <c>start_seconds</c>; its stored
/// integers, where known, are <c>/digital/i</c> with <c>digital_minimum</c> and <c>digital_maximum</c>. Annotations are the data sets
/// <c>/annotations/onset_seconds</c>, <c>duration_seconds</c> (NaN for none) and <c>text</c> (UTF-8).
/// Needs the HDF5 library of the system, version 1.10 or later.
/// </remarks>
public static class SignalHdf5
{
    private const int MostChunkSamples = 1 << 24;

    /// <summary>True where the system has the HDF5 library.</summary>
    public static bool IsAvailable => Hdf5Native.IsAvailable;

    /// <summary>Writes a record.</summary>
    /// <param name="path">The file; one that exists is replaced, in one step. Its folder must exist.</param>
    /// <param name="record">Signals of any rates and lengths, with their annotations.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="Hdf5Exception">The library is missing or refused to write.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, SignalRecord record, SignalHdf5Options? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(record);
        options ??= new SignalHdf5Options();
        if (options.ChunkSamples is < 1 or > MostChunkSamples || options.DeflateLevel is < 0 or > 9)
        {
            throw new ArgumentOutOfRangeException(nameof(options), $"SignalHdf5: chunks of {options.ChunkSamples} samples at level {options.DeflateLevel} were asked for; choose 1 to {MostChunkSamples} and 0 to 9.");
        }

        // The library writes to a name, not to a stream: it fills a file of its own, which then takes its place at once.
        string temporary = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}.h5");
        try
        {
            lock (Hdf5Native.Gate)
            {
                using Hdf5File file = Hdf5File.Create(temporary);
                Fill(file, record, options);
            }

            AtomicFile.Write(path, stream =>
            {
                using FileStream written = File.OpenRead(temporary);
                written.CopyTo(stream);
            });
        }
        finally
        {
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }
        }
    }

    /// <summary>Reads a file that <see cref="Write"/> made.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="Hdf5Exception">The library is missing, or the file is missing, damaged or of another layout.</exception>
    public static SignalRecord Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        lock (Hdf5Native.Gate)
        {
            using Hdf5File file = Hdf5File.Open(path);
            var signals = new List<Signal>();
            double start = 0;
            for (int i = 0; file.Has("/signals") && file.Has(SetOf("signals", i)); i++)
            {
                signals.Add(ReadSignal(file, path, i));
                start = file.Number<double>(SetOf("signals", i), "start_seconds");
            }

            string comments = file.Text("/", "comments");
            return new SignalRecord
            {
                Name = file.Text("/", "name"),
                Signals = signals,
                StartTime = file.HasAttribute("/", "start_time") && DateTime.TryParse(file.Text("/", "start_time"), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out DateTime at) ? at : null,
                WindowStartSeconds = start,
                Comments = comments.Length == 0 ? [] : comments.Split('\n'),
                Annotations = ReadAnnotations(file, path),
            };
        }
    }

    private static string SetOf(string group, int index) => string.Create(CultureInfo.InvariantCulture, $"/{group}/{index}");

    private static void Fill(Hdf5File file, SignalRecord record, SignalHdf5Options options)
    {
        file.Attribute("/", "name", record.Name);
        file.Attribute("/", "comments", string.Join('\n', record.Comments));
        if (record.StartTime is { } start)
        {
            file.Attribute("/", "start_time", start.ToString("O", CultureInfo.InvariantCulture));
        }

        foreach (string group in new[] { "/signals", "/digital", "/annotations" })
        {
            file.Group(group);
        }

        for (int i = 0; i < record.Signals.Count; i++)
        {
            Signal signal = record.Signals[i];
            string set = SetOf("signals", i);
            file.Write<double>(set, signal.Samples, options.ChunkSamples, options.DeflateLevel);
            file.Attribute(set, "label", signal.Label);
            file.Attribute(set, "unit", signal.Unit);
            file.Attribute(set, "rate_hz", signal.RateHz);
            file.Attribute(set, "start_seconds", record.WindowStartSeconds);
            if (signal.Digital is { Length: > 0 } digital)
            {
                string stored = SetOf("digital", i);
                file.Write<int>(stored, digital, options.ChunkSamples, options.DeflateLevel);
                file.Attribute(stored, "digital_minimum", digital.Min());
                file.Attribute(stored, "digital_maximum", digital.Max());
            }
        }

        IReadOnlyList<SignalAnnotation> annotations = record.Annotations;
        file.Write<double>("/annotations/onset_seconds", [.. annotations.Select(annotation => annotation.OnsetSeconds)], options.ChunkSamples, options.DeflateLevel);
        file.Write<double>("/annotations/duration_seconds", [.. annotations.Select(annotation => annotation.DurationSeconds ?? double.NaN)], options.ChunkSamples, options.DeflateLevel);
        file.Write("/annotations/text", [.. annotations.Select(annotation => annotation.Text)], options.ChunkSamples, options.DeflateLevel);
    }

    private static Signal ReadSignal(Hdf5File file, string path, int index)
    {
        string set = SetOf("signals", index);
        double[] samples = file.Read<double>(set);
        int[]? digital = file.Has(SetOf("digital", index)) ? file.Read<int>(SetOf("digital", index)) : null;
        double rate = file.Number<double>(set, "rate_hz");
        if (!(rate > 0) || double.IsInfinity(rate) || (digital is not null && digital.Length != samples.Length))
        {
            throw new Hdf5Exception(path, FormattableString.Invariant($"HDF5: \"{set}\" in \"{path}\" has {samples.Length} samples, {digital?.Length} digital ones and the rate {rate} Hz; the counts must agree and the rate be above 0."));
        }

        return new Signal(file.Text(set, "label"), file.Text(set, "unit"), rate, samples, digital);
    }

    private static SignalAnnotation[] ReadAnnotations(Hdf5File file, string path)
    {
        double[] onsets = file.Read<double>("/annotations/onset_seconds");
        double[] durations = file.Read<double>("/annotations/duration_seconds");
        string[] texts = file.ReadTexts("/annotations/text");
        if (durations.Length != onsets.Length || texts.Length != onsets.Length)
        {
            throw new Hdf5Exception(path, $"HDF5: \"{path}\" has {onsets.Length} onsets, {durations.Length} durations and {texts.Length} texts of annotations; the counts must agree.");
        }

        return [.. onsets.Select((onset, i) => new SignalAnnotation { OnsetSeconds = onset, DurationSeconds = double.IsNaN(durations[i]) ? null : durations[i], Text = texts[i] })];
    }
}
