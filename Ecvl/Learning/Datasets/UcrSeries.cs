using System.Globalization;
using DeepHealth.Eddl;

namespace DeepHealth.Ecvl.Learning;

/// <summary>Time series of the UCR archive, such as ECG5000: one row per sample, the class first, then the values.</summary>
/// <remarks>Dau et al., "The UCR Time Series Archive", 2018. Values are separated by tabs, commas or spaces.</remarks>
public static class UcrSeries
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">Text file.</param>
    /// <param name="rateHz">Rate to note in the signals; the archive states none.</param>
    /// <returns>Signals as stored; labels count from 0 in the order of the class numbers.</returns>
    /// <exception cref="DataException">A row is malformed, or has another length than the first; the message names the line.</exception>
    public static IReadOnlyList<LabelledSignal> Load(string path, double rateHz)
    {
        List<(int Class, float[] Values)> rows = [];
        int number = 0;
        foreach (string line in File.ReadLines(path))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                (int Class, float[] Values) row = Parse(path, number, line);
                if (rows.Count > 0 && row.Values.Length != rows[0].Values.Length)
                {
                    throw new DataException($"{path}: line {number} has {row.Values.Length} values, the first line has {rows[0].Values.Length}.");
                }

                rows.Add(row);
            }
        }

        if (rows.Count == 0)
        {
            throw new DataException($"{path}: has 0 rows; at least 1 is needed.");
        }

        int[] classes = [.. rows.Select(row => row.Class).Distinct().Order()];
        return [.. rows.Select((row, i) => new LabelledSignal($"row {i + 1}", $"{i + 1}", rateHz, row.Values, Array.IndexOf(classes, row.Class)))];
    }

    private static (int Class, float[] Values) Parse(string path, int number, string line)
    {
        string[] fields = line.Split(['\t', ',', ' '], StringSplitOptions.RemoveEmptyEntries);
        float[] values = new float[Math.Max(fields.Length - 1, 0)];
        double label = double.NaN;
        bool valid = fields.Length >= 2 && double.TryParse(fields[0], NumberStyles.Float, CultureInfo.InvariantCulture, out label) && label == Math.Truncate(label) && Math.Abs(label) <= int.MaxValue;
        for (int i = 0; valid && i < values.Length; i++)
        {
            valid = float.TryParse(fields[i + 1], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]) && float.IsFinite(values[i]);
        }

        return valid
            ? ((int)label, values)
            : throw new DataException($"{path}: line {number} is no row of a whole class number and finite values.");
    }
}
