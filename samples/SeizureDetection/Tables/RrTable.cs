using System.Globalization;
using System.Text;
using DeepHealth.Samples.SeizureDetection.Exams;

namespace DeepHealth.Samples.SeizureDetection.Tables;

/// <summary>The beats of an exam: <c>rr_&lt;exam&gt;.csv</c> with when each beat was, at which sample, and how long to the next.</summary>
/// <param name="Nanoseconds">Time of each beat but the last, in nanoseconds since 1970.</param>
/// <param name="Frames">Sample of each beat.</param>
/// <param name="IntervalsMs">Milliseconds to the next beat.</param>
internal sealed record RrTable(long[] Nanoseconds, int[] Frames, double[] IntervalsMs)
{
    private const string Header = "timestamp,frame,rr_interval";

    /// <summary>Makes the table of detected beats.</summary>
    public static RrTable Of(ReadOnlySpan<int> peaks, double rateHz, DateTime start)
    {
        double[] intervals = Ecvl.Signals.NnIntervals.FromPeaks(peaks, rateHz);
        long[] times = new long[intervals.Length];
        long origin = PandasText.Nanoseconds(start);
        for (int i = 0; i < times.Length; i++)
        {
            times[i] = origin + (long)(peaks[i] * (1e9 / rateHz));
        }

        return new RrTable(times, peaks[..intervals.Length].ToArray(), intervals);
    }

    /// <summary>Time of the first sample in nanoseconds since 1970, to 100 ns, as the beats have it.</summary>
    public long Start
    {
        get
        {
            double nanosecondsPerFrame = 1e6 * IntervalsMs[0] / NextFrame(0);
            return (long)Math.Round((Nanoseconds[0] - (Frames[0] * nanosecondsPerFrame)) / PandasText.NanosecondsPerTick) * PandasText.NanosecondsPerTick;
        }
    }

    /// <summary>When each interval ended, in milliseconds from the first sample.</summary>
    public double[] EndTimesMs()
    {
        double msPerFrame = IntervalsMs[0] / NextFrame(0);
        double[] ends = new double[IntervalsMs.Length];
        for (int i = 0; i < ends.Length; i++)
        {
            ends[i] = (Frames[i] * msPerFrame) + IntervalsMs[i];
        }

        return ends;
    }

    /// <summary>When each interval ended, in milliseconds from the first beat.</summary>
    public double[] EndTimesFromFirstBeatMs()
    {
        double[] ends = new double[IntervalsMs.Length];
        double sum = 0;
        for (int i = 0; i < ends.Length; i++)
        {
            sum += IntervalsMs[i];
            ends[i] = sum;
        }

        return ends;
    }

    public string ToText()
    {
        StringBuilder text = new(Header.Length + 2 + (IntervalsMs.Length * 48));
        text.Append(Header).Append('\n');
        int digits = PandasText.Digits(Nanoseconds);
        for (int i = 0; i < IntervalsMs.Length; i++)
        {
            PandasText.AppendTime(text, Nanoseconds[i], digits);
            text.Append(CultureInfo.InvariantCulture, $",{Frames[i]},");
            PandasText.AppendNumber(text, IntervalsMs[i]);
            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Reads a table.</summary>
    /// <exception cref="ExamException">A line is not as <see cref="ToText"/> writes it.</exception>
    public static RrTable Read(string path)
    {
        string[] lines = File.ReadAllLines(path);
        string name = Path.GetFileName(path);
        if (lines.Length == 0 || lines[0] != Header)
        {
            throw new ExamException($"\"{name}\" begins with \"{(lines.Length == 0 ? string.Empty : lines[0])}\", not with \"{Header}\"");
        }

        int count = lines.Length - 1;
        RrTable table = new(new long[count], new int[count], new double[count]);
        for (int i = 0; i < count; i++)
        {
            string[] fields = lines[i + 1].Split(',');
            if (fields.Length != 3 || PandasText.ParseTime(fields[0]) is not { } time
                || !int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out table.Frames[i])
                || !double.TryParse(fields[2], NumberStyles.Float, CultureInfo.InvariantCulture, out table.IntervalsMs[i])
                || !(table.IntervalsMs[i] > 0))
            {
                throw new ExamException($"line {i + 2} of \"{name}\" is \"{lines[i + 1]}\"; time, sample and interval are needed");
            }

            table.Nanoseconds[i] = time;
        }

        return table;
    }

    // The sample of the next beat is known only from the row after; rows follow each other without gap.
    private int NextFrame(int row) => row + 1 < Frames.Length ? Frames[row + 1] - Frames[row] : throw new ExamException("fewer than two intervals between beats");
}
