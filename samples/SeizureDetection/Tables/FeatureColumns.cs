using System.Text;
using DeepHealth.Ecvl.Signals;

namespace DeepHealth.Samples.SeizureDetection.Tables;

/// <summary>The columns of <c>feats_&lt;exam&gt;.csv</c>.</summary>
internal static class FeatureColumns
{
    /// <summary>Name of each feature, in order. Columns for row number and time come before, time and file name after.</summary>
    public static readonly string[] Names =
    [
        "mean_nni", "sdnn", "sdsd", "nni_50", "pnni_50", "nni_20", "pnni_20", "rmssd", "median_nni", "range_nni", "cvsd", "cvnni", "mean_hr", "max_hr", "min_hr", "std_hr",
        "lf", "hf", "vlf", "lf_hf_ratio", "csi", "cvi", "Modified_csi", "sampen", "sd1", "sd2", "ratio_sd2_sd1",
    ];

    /// <summary>First line of the table.</summary>
    public static readonly string Header = $"interval_index,interval_start_time,{string.Join(',', Names)},timestamp,filename";

    /// <summary>Columns before the first feature.</summary>
    public const int Before = 2;

    /// <summary>Index of the column with the time.</summary>
    public static int Timestamp => Before + Names.Length;

    /// <summary>Values of a row; NaN where there is none.</summary>
    public static void Fill(in SlidingHrvRow row, Span<double> values)
    {
        values.Fill(double.NaN);
        if (row.Time is { } time)
        {
            ReadOnlySpan<double> own =
            [
                time.MeanNniMs, time.SdnnMs, time.SdsdMs, time.Nni50, time.Pnni50, time.Nni20, time.Pnni20, time.RmssdMs, time.MedianNniMs, time.RangeNniMs, time.Cvsd, time.Cvnni,
                time.MeanHr, time.MaxHr, time.MinHr, time.StdHr,
            ];
            own.CopyTo(values);
        }

        if (row.Frequency is { } frequency)
        {
            ReadOnlySpan<double> own = [frequency.Lf, frequency.Hf, frequency.Vlf, frequency.LfHfRatio];
            own.CopyTo(values[16..]);
        }

        if (row.Poincare is { } poincare)
        {
            ReadOnlySpan<double> own = [poincare.Csi, poincare.Cvi, poincare.ModifiedCsi, row.SampleEntropy ?? double.NaN, poincare.Sd1Ms, poincare.Sd2Ms, poincare.Ratio];
            own.CopyTo(values[20..]);
        }
    }

    /// <summary>The whole table.</summary>
    /// <param name="rows">Rows, one second apart.</param>
    /// <param name="start">Time of the first row in nanoseconds since 1970.</param>
    /// <param name="stepMs">Distance of rows.</param>
    /// <param name="fileName">Content of the last column.</param>
    public static string ToText(ReadOnlySpan<SlidingHrvRow> rows, long start, double stepMs, string fileName)
    {
        StringBuilder text = new(Header.Length + (rows.Length * 500));
        text.Append(Header).Append('\n');
        Span<double> values = stackalloc double[Names.Length];
        long step = (long)(stepMs * 1e6);
        int digits = PandasText.Digits([start, start + step]);
        for (int i = 0; i < rows.Length; i++)
        {
            PandasText.AppendNumber(text, i);
            text.Append(',');
            PandasText.AppendNumber(text, rows[i].TimeMs);
            text.Append(',');
            Fill(rows[i], values);
            foreach (double value in values)
            {
                PandasText.AppendNumber(text, value);
                text.Append(',');
            }

            PandasText.AppendTime(text, start + (i * step), digits);
            text.Append(',').Append(fileName).Append('\n');
        }

        return text.ToString();
    }
}
