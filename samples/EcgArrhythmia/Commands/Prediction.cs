using System.Globalization;
using System.Text;
using DeepHealth.Ecvl.Learning;
using DeepHealth.Eddl;
using DeepHealth.Samples.EcgArrhythmia.Training;

namespace DeepHealth.Samples.EcgArrhythmia.Commands;

/// <summary>What the model says about a recording.</summary>
/// <param name="File">The file.</param>
/// <param name="Lead">Label of the signal that was used.</param>
/// <param name="Classes">Names of the classes.</param>
/// <param name="Windows">Probabilities per window.</param>
/// <param name="Overall">Mean probabilities over the windows.</param>
/// <param name="Predicted">The most probable class over all.</param>
internal sealed record Prediction(
    string File, string Lead, IReadOnlyList<string> Classes, IReadOnlyList<WindowScore> Windows, IReadOnlyList<double> Overall, string Predicted)
{
    public static Prediction From(string file, string lead, ModelSettings settings, int samples, WholeSignalWindows windows, Tensor scores)
    {
        int classes = settings.Classes.Count;
        float[] rows = scores.ToArray();
        float[] overall = windows.AverageBySignal(scores).ToArray();
        WindowScore[] parts = [.. windows.Places.Select((place, i) => new WindowScore(
            Math.Max(place.Start, 0) / settings.RateHz,
            Math.Min(place.Start + settings.Window, samples) / settings.RateHz,
            [.. Enumerable.Range(0, classes).Select(c => Round(rows[(i * classes) + c]))]))];
        int best = Array.IndexOf(overall, overall.Max());
        return new Prediction(file, lead, settings.Classes, parts, [.. overall.Select(Round)], settings.Classes[best]);
    }

    /// <summary>The prediction as an aligned table.</summary>
    public string ToTable()
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{File}, lead \"{Lead}\": {Predicted}\n\n");
        text.Append("   from s     to s");
        foreach (string name in Classes)
        {
            text.Append(CultureInfo.InvariantCulture, $" {name,9}");
        }

        foreach (WindowScore window in Windows)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{window.StartSeconds,9:F2}{window.EndSeconds,9:F2}");
            Append(text, window.Probabilities);
        }

        text.Append("\n    whole record  ");
        Append(text, Overall);
        return text.ToString();
    }

    private static void Append(StringBuilder text, IReadOnlyList<double> probabilities)
    {
        foreach (double probability in probabilities)
        {
            text.Append(CultureInfo.InvariantCulture, $" {probability,9:F4}");
        }
    }

    private static double Round(float value) => Math.Round(value, 6);
}
