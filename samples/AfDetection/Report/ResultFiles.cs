using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using DeepHealth.Eddl;
using DeepHealth.Numerics;
using DeepHealth.Samples.AfDetection.Data;
using DeepHealth.Samples.AfDetection.Evaluation;

namespace DeepHealth.Samples.AfDetection.Report;

/// <summary>Writes what a run leaves behind, each file whole or not at all.</summary>
internal static class ResultFiles
{
    public const string Metrics = "metrics.json";
    public const string Confusion = "confusion.csv";
    public const string Report = "report.html";
    public const string Skipped = "skipped.csv";

    private static readonly JsonSerializerOptions s_json = new()
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Writes all files.</summary>
    public static void Write(AfResult result)
    {
        string folder = result.Settings.Output;
        Directory.CreateDirectory(folder);
        AtomicFile.WriteText(Path.Combine(folder, Metrics), JsonSerializer.Serialize(Document(result), s_json) + "\n");
        AtomicFile.WriteText(Path.Combine(folder, Confusion), Table(result.Scores));
        AtomicFile.WriteText(Path.Combine(folder, Report), AfReport.Render(result));
        WriteSkipped(folder, result.Set.Skipped);
    }

    /// <summary>Writes the list of records that were left out.</summary>
    public static void WriteSkipped(string folder, IReadOnlyList<SkippedRecord> skipped)
    {
        StringBuilder text = new("record,reason\n");
        foreach (SkippedRecord record in skipped)
        {
            text.Append(Quoted(record.Name)).Append(',').Append(Quoted(record.Reason)).Append('\n');
        }

        AtomicFile.WriteText(Path.Combine(folder, Skipped), text.ToString());
    }

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal).ReplaceLineEndings(" ")}\"";

    private static string Table(IReadOnlyList<ModelScore> scores)
    {
        StringBuilder text = new("model,fold,truth,predicted,count\n");
        foreach (ModelScore score in scores)
        {
            for (int fold = 0; fold < score.Folds.Count; fold++)
            {
                ConfusionMatrix counts = score.Folds[fold].Confusion;
                for (int cell = 0; cell < 4; cell++)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{Key(score)},{fold + 1},{AfClass.Names[cell / 2]},{AfClass.Names[cell % 2]},{counts[cell / 2, cell % 2]}\n");
                }
            }
        }

        return text.ToString();
    }

    private static Dictionary<string, object?> Document(AfResult result) => new()
    {
        ["source"] = result.Set.Source,
        ["records"] = result.Set.Names.Count,
        ["classes"] = AfClass.Names.Select((name, label) => new { name, label, records = result.Set.Count(label) }),
        ["skipped"] = result.Set.Skipped.Select(record => new { name = record.Name, reason = record.Reason }),
        ["seed"] = result.Settings.Seed,
        ["folds"] = result.Settings.Folds,
        ["threads"] = result.Settings.Threads,
        ["variance"] = result.Settings.Variance,
        ["network"] = new { size = result.Settings.Network.ToString(), epochs = result.Settings.Epochs, batchSize = result.Settings.BatchSize },
        ["models"] = result.Scores.Select(Model),
        ["federated"] = result.Federated is { } federated ? Federated(federated) : null,
        ["seconds"] = result.Seconds,
    };

    private static Dictionary<string, object> Model(ModelScore score) => new()
    {
        ["model"] = Key(score),
        ["accuracy"] = score.MeanAccuracy,
        ["accuracyDeviation"] = score.Deviation,
        ["f1Af"] = score.Confusion.F1(AfClass.Fibrillation),
        ["f1Normal"] = score.Confusion.F1(AfClass.Normal),
        ["sensitivity"] = score.Confusion.Recall(AfClass.Fibrillation),
        ["specificity"] = score.Confusion.Recall(AfClass.Normal),
        ["auc"] = score.Roc.Area,
        ["confusion"] = Cells(score.Confusion),
        ["folds"] = score.Folds.Select(fold => new
        {
            accuracy = fold.Confusion.Accuracy,
            confusion = Cells(fold.Confusion),
            components = fold.Components,
            fitted = fold.Note,
            seconds = fold.Seconds,
        }),
        ["seconds"] = score.Seconds,
    };

    private static object Federated(FederatedScore score) => new
    {
        institutions = score.Alone.Select((counts, i) => new { records = score.Records[i], accuracy = counts.Accuracy, confusion = Cells(counts) }),
        trees = score.Trees,
        accuracy = score.Merged.Accuracy,
        confusion = Cells(score.Merged),
        centralAccuracy = score.Central.Accuracy,
        judgedRecords = score.Merged.Total,
    };

    private static long[][] Cells(ConfusionMatrix counts) => [[counts[0, 0], counts[0, 1]], [counts[1, 0], counts[1, 1]]];

    private static string Key(ModelScore score) => score.Kind.ToString().ToLowerInvariant();
}
