using System.Globalization;
using System.Text;

namespace DeepHealth.Eddl;

public sealed partial class ConfusionMatrix
{
    /// <summary>An aligned table: a row per true class with the counts by predicted class, samples, precision, recall and F1; then a line with
    /// accuracy, balanced accuracy and macro F1.</summary>
    public override string ToString()
    {
        List<string[]> rows = [["true \\ predicted", .. _names, "samples", "precision", "recall", "F1"]];
        for (int truth = 0; truth < Classes; truth++)
        {
            List<string> row = [_names[truth]];
            for (int predicted = 0; predicted < Classes; predicted++)
            {
                row.Add(this[truth, predicted].ToString(CultureInfo.InvariantCulture));
            }

            row.AddRange([Support(truth).ToString(CultureInfo.InvariantCulture), Share(Precision(truth)), Share(Recall(truth)), Share(F1(truth))]);
            rows.Add([.. row]);
        }

        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        StringBuilder text = new();
        foreach (string[] row in rows)
        {
            text.Append(row[0].PadRight(widths[0]));
            for (int column = 1; column < row.Length; column++)
            {
                text.Append("  ").Append(row[column].PadLeft(widths[column]));
            }

            text.Append('\n');
        }

        return text.Append("accuracy ").Append(Share(Accuracy))
            .Append("  balanced accuracy ").Append(Share(BalancedAccuracy))
            .Append("  macro F1 ").Append(Share(MacroF1()))
            .ToString();
    }

    private static string Share(double value) => value.ToString("F3", CultureInfo.InvariantCulture);
}
