using System.Globalization;
using System.Text;
using System.Text.Json;
using DeepHealth.Eddl;
using DeepHealth.Numerics;
using DeepHealth.Samples.SeizureDetection.Pipeline;
using DeepHealth.Samples.SeizureDetection.Tables;

namespace DeepHealth.Samples.SeizureDetection.Learning;

/// <summary>Judges a model by the patients that it has not seen: second by second and event by event.</summary>
internal static class Evaluation
{
    private const int SmoothRows = 10;
    private const double AlarmFrom = 0.5;

    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>Writes <c>predictions.csv</c> and <c>scores.json</c>.</summary>
    /// <returns>The scores of all exams together.</returns>
    public static EventScore Run(Workspace workspace)
    {
        TrainedForest model = TrainedForest.Read(workspace.Model);
        ExamRows data = ExamRows.Read(workspace.Dataset);
        HashSet<string> unseen = [.. model.TestPatients];
        int[] rows = [.. Enumerable.Range(0, data.Rows).Where(row => unseen.Contains(data.Patients[row]))];
        if (rows.Length == 0)
        {
            throw new UsageException($"The data set has no row of the patients that the model has not seen ({string.Join(", ", model.TestPatients)}); run train again.");
        }

        double[] scores = model.Forest.Scores(model.Missing.Fill(data, rows));
        float[] probabilities = [.. Enumerable.Range(0, rows.Length).Select(i => (float)scores[(2 * i) + 1])];
        float[] smooth = Smooth(data, rows, probabilities);
        ConfusionMatrix counts = new(2);
        for (int i = 0; i < rows.Length; i++)
        {
            counts.Add(data.Labels[rows[i]], smooth[i] >= AlarmFrom ? 1 : 0);
        }

        Dictionary<string, EventScore> exams = Events(data, rows, smooth);
        EventScore total = exams.Values.Aggregate(default(EventScore), (sum, score) => sum + score);
        bool[] truth = [.. rows.Select(row => data.Labels[row] == 1)];
        WritePredictions(workspace.Predictions, data, rows, smooth);
        var document = new
        {
            testPatients = model.TestPatients,
            hours = total.Hours,
            samples = new
            {
                seconds = rows.Length,
                sensitivity = counts.Recall(1),
                precision = counts.Precision(1),
                f1 = counts.F1(1),
                accuracy = counts.Accuracy,
                rocAuc = RocCurve.FromScores(smooth, truth).Area,
            },
            events = Figures(total),
            exams = exams.ToDictionary(pair => pair.Key, pair => Figures(pair.Value)),
        };
        AtomicFile.WriteText(workspace.Scores, JsonSerializer.Serialize(document, s_json) + "\n");
        return total;
    }

    private static object Figures(EventScore score) => new
    {
        seizures = score.Seizures,
        detected = score.Detected,
        falseAlarms = score.FalseAlarms,
        sensitivity = score.Sensitivity,
        precision = score.Precision,
        f1 = score.F1,
        falseAlarmsPerHour = score.FalseAlarmsPerHour,
    };

    /// <summary>Mean of the last ten seconds of the same exam, so that one odd second raises no alarm.</summary>
    private static float[] Smooth(ExamRows data, int[] rows, float[] probabilities)
    {
        float[] smooth = new float[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            float sum = 0;
            int count = 0;
            for (int k = i; k >= 0 && k > i - SmoothRows && data.Exams[rows[k]] == data.Exams[rows[i]]; k--)
            {
                sum += probabilities[k];
                count++;
            }

            smooth[i] = sum / count;
        }

        return smooth;
    }

    private static Dictionary<string, EventScore> Events(ExamRows data, int[] rows, float[] smooth)
    {
        Dictionary<string, EventScore> scores = [];
        for (int first = 0; first < rows.Length;)
        {
            string exam = data.Exams[rows[first]];
            int end = first;
            while (end < rows.Length && data.Exams[rows[end]] == exam)
            {
                end++;
            }

            double[] seconds = [.. Enumerable.Range(first, end - first).Select(i => (data.Times[rows[i]] - data.Times[rows[first]]) / 1e9)];
            bool[] truth = [.. Enumerable.Range(first, end - first).Select(i => data.Labels[rows[i]] == 1)];
            bool[] alarms = [.. Enumerable.Range(first, end - first).Select(i => smooth[i] >= AlarmFrom)];
            scores[exam] = EventScore.Of(EventScore.Events(seconds, truth), EventScore.Events(seconds, alarms), end - first);
            first = end;
        }

        return scores;
    }

    private static void WritePredictions(string path, ExamRows data, int[] rows, float[] smooth)
    {
        StringBuilder text = new("patient,exam,timestamp,label,probability\n");
        for (int i = 0; i < rows.Length; i++)
        {
            text.Append(data.Patients[rows[i]]).Append(',').Append(data.Exams[rows[i]]).Append(',');
            PandasText.AppendTime(text, data.Times[rows[i]], 3);
            text.Append(CultureInfo.InvariantCulture, $",{data.Labels[rows[i]]},{smooth[i]:R}\n");
        }

        AtomicFile.WriteText(path, text.ToString());
    }
}
