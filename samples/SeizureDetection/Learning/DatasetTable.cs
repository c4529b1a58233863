using System.Globalization;
using System.Text;
using DeepHealth.Numerics;
using DeepHealth.Samples.SeizureDetection.Exams;
using DeepHealth.Samples.SeizureDetection.Pipeline;
using DeepHealth.Samples.SeizureDetection.Tables;

namespace DeepHealth.Samples.SeizureDetection.Learning;

/// <summary>Joins the labelled tables of all exams to one, <c>df_ml.csv</c>, and adds what came before each row.</summary>
/// <remarks>Missing values stay empty here. They are filled in training, with figures of the training patients only.</remarks>
internal static class DatasetTable
{
    /// <summary>All features in order.</summary>
    public static readonly string[] Features = [.. FeatureColumns.Names, .. ContextFeatures.Names];

    private static readonly string s_header = $"patient,exam,timestamp,{string.Join(',', Features)},label";

    /// <summary>Writes the table, unless it is there and of the same input.</summary>
    /// <returns>Whether it was written.</returns>
    public static bool Write(Workspace workspace, IReadOnlyList<Exam> exams, int workers)
    {
        Exam[] ready = [.. exams.Where(exam => File.Exists(workspace.Labels(exam.Name)))];
        if (ready.Length == 0)
        {
            throw new UsageException($"There are no labelled exams in \"{workspace.Root}\"; run rr, features and label first.");
        }

        string key = Stamp.Key(["dataset 1", .. ready.SelectMany(exam => (string[])[exam.Patient, exam.Name, Stamp.HashOf(workspace.Labels(exam.Name))])]);
        if (Stamp.IsCurrent(workspace.Dataset, key))
        {
            return false;
        }

        AtomicFile.Write(workspace.Dataset, stream =>
        {
            using StreamWriter writer = new(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
            writer.Write(s_header + "\n");

            // In order, though several are made at a time.
            foreach (string text in ready.AsParallel().AsOrdered().WithDegreeOfParallelism(workers).Select(exam => Rows(exam, workspace.Labels(exam.Name))))
            {
                writer.Write(text);
            }
        });
        Stamp.Write(workspace.Dataset, key);
        return true;
    }

    private static string Rows(Exam exam, string path)
    {
        string[] lines = File.ReadAllLines(path);
        int rows = lines.Length - 1;
        int width = FeatureColumns.Names.Length;
        double[] values = new double[rows * width];
        string[] times = new string[rows];
        double[] labels = new double[rows];
        for (int row = 0; row < rows; row++)
        {
            string[] fields = lines[row + 1].Split(',');
            for (int column = 0; column < width; column++)
            {
                values[(row * width) + column] = Number(fields[FeatureColumns.Before + column]);
            }

            times[row] = fields[FeatureColumns.Timestamp];
            labels[row] = Number(fields[^1]);
        }

        double[] context = ContextFeatures.Compute(values, rows);
        StringBuilder text = new(rows * 1000);
        for (int row = 0; row < rows; row++)
        {
            // A second that nobody has judged teaches nothing.
            if (double.IsNaN(labels[row]))
            {
                continue;
            }

            text.Append(exam.Patient).Append(',').Append(exam.Name).Append(',').Append(times[row]).Append(',');
            Append(text, values.AsSpan(row * width, width));
            Append(text, context.AsSpan(row * ContextFeatures.Names.Length, ContextFeatures.Names.Length));
            PandasText.AppendNumber(text, labels[row]);
            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>A number as the tables have it; NaN for an empty field.</summary>
    public static double Number(ReadOnlySpan<char> text) => text switch
    {
        "" => double.NaN,
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    private static void Append(StringBuilder text, ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            PandasText.AppendNumber(text, value);
            text.Append(',');
        }
    }
}
