using System.Globalization;
using System.Text;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Writes the history as a CSV file after each epoch: one row per epoch, RFC 4180, point as decimal separator.</summary>
/// <param name="path">File that is overwritten; always whole, also when the run is killed.</param>
public sealed class CsvLog(string path) : Callback
{
    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        IReadOnlyList<EpochRecord> epochs = context.History.Epochs;
        string[] names = [.. epochs.SelectMany(epoch => epoch.Values.Keys).Distinct()];
        StringBuilder text = new();
        text.Append("epoch,").AppendJoin(',', names.Select(Field)).Append(",learning_rate,seconds\n");
        foreach (EpochRecord epoch in epochs)
        {
            text.Append(CultureInfo.InvariantCulture, $"{epoch.Epoch}");
            foreach (string name in names)
            {
                text.Append(',');
                if (epoch.Values.TryGetValue(name, out double value))
                {
                    text.Append(value.ToString("R", CultureInfo.InvariantCulture));
                }
            }

            text.Append(CultureInfo.InvariantCulture, $",{epoch.LearningRate:R},{epoch.Seconds:F3}\n");
        }

        AtomicFile.WriteText(path, text.ToString());
    }

    /// <summary>A field, quoted where it needs to be (RFC 4180, section 2, rules 6 and 7).</summary>
    private static string Field(string text)
        => text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
