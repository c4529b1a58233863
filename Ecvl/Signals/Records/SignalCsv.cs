using System.Globalization;
using System.Text;
using DeepHealth.Numerics;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Signals of one rate as text: a line per sample, a column per signal.</summary>
/// <remarks>
/// The first line names the columns: <c>time_s,II [mV],ABP [mmHg]</c>. Times are in seconds from the first sample of the record; an empty
/// cell is a missing sample. Lines before it that begin with <c>#</c> are comments, of which <c># start</c> and an ISO 8601 time is the start.
/// Quotes as in RFC 4180. Numbers are written so that they read back as the same 64-bit value.
/// </remarks>
public static class SignalCsv
{
    private const string Start = "start ";
    private const long MostBytes = 1L << 30;

    /// <summary>Writes the signals of a record.</summary>
    /// <param name="path">The file; one that exists is replaced, in one step. Its folder must exist.</param>
    /// <param name="record">Signals of one rate and length; annotations are not written.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ArgumentException">There are no signals, or their rates or lengths differ.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, SignalRecord record, SignalCsvOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(record);
        char separator = (options ?? new SignalCsvOptions()).Separator;
        if (record.Signals.Count == 0 || record.Signals.Any(signal => signal.RateHz != record.Signals[0].RateHz || signal.Samples.Length != record.Signals[0].Samples.Length))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"SignalCsv: \"{record.Name}\" has the rates {string.Join(", ", record.Signals.Select(signal => signal.RateHz))} Hz and {string.Join(", ", record.Signals.Select(signal => signal.Samples.Length))} samples; one table needs one of each: resample, or write signals to files of their own."), nameof(record));
        }

        AtomicFile.Write(path, stream =>
        {
            using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
            if (record.StartTime is { } start)
            {
                writer.WriteLine($"# {Start}{start.ToString("O", CultureInfo.InvariantCulture)}");
            }

            foreach (string comment in record.Comments)
            {
                writer.WriteLine($"# {comment.ReplaceLineEndings(" ")}");
            }

            writer.WriteLine("time_s" + string.Concat(record.Signals.Select(signal => separator + Quoted(signal, separator))));
            for (int i = 0; i < record.Signals[0].Samples.Length; i++)
            {
                writer.Write((record.WindowStartSeconds + (i / record.Signals[0].RateHz)).ToString("R", CultureInfo.InvariantCulture));
                foreach (Signal signal in record.Signals)
                {
                    writer.Write(separator);
                    writer.Write(double.IsNaN(signal.Samples[i]) ? "" : signal.Samples[i].ToString("R", CultureInfo.InvariantCulture));
                }

                writer.WriteLine();
            }
        });
    }

    /// <summary>Reads signals; the rate follows from the times, which must be evenly spaced within 1 % of a sample over the file.</summary>
    /// <param name="path">The file, at most 1 GiB.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="SignalFormatException">The file is missing, empty, no table of numbers, or its times are not even.</exception>
    public static SignalRecord Read(string path, SignalCsvOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] bytes = ByteFile.ReadAll(path, "CSV file", MostBytes, (message, cause) => new SignalFormatException(path, $"CSV: {message}", cause));
        return new SignalCsvParser(path, options ?? new SignalCsvOptions()).Parse(bytes);
    }

    /// <summary>The start time of a comment, or null where it states none.</summary>
    internal static DateTime? StartOf(string comment) => comment.StartsWith(Start, StringComparison.Ordinal)
        && DateTime.TryParse(comment[Start.Length..], CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out DateTime start) ? start : null;

    private static string Quoted(Signal signal, char separator)
    {
        string name = signal.Unit.Length == 0 ? signal.Label : $"{signal.Label} [{signal.Unit}]";
        return name.AsSpan().IndexOfAny(separator, '"', '\n') < 0 ? name : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal).ReplaceLineEndings(" ")}\"";
    }
}
