using System.CommandLine;
using System.Text.Json;
using DeepHealth.Ecvl.Learning;
using DeepHealth.Ecvl.Signals;
using DeepHealth.Eddl;
using DeepHealth.Samples.EcgArrhythmia.Training;

namespace DeepHealth.Samples.EcgArrhythmia.Commands;

/// <summary>The verb predict: class probabilities of a recording, window by window.</summary>
internal static class PredictCommand
{
    // The rate of CinC 2017, whose .mat files are often passed around without their headers.
    private const double BareMatRateHz = 300;

    private const int MostLabels = 12;

    // Some heartbeats: fewer show no rhythm.
    private const double LeastSeconds = 5;

    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static Command Create()
    {
        Argument<string> file = new("file") { Description = "WFDB record (.hea), EDF file (.edf), or MATLAB file (.mat) with one ECG." };
        Option<string> model = new("--model") { Description = "Model that training wrote.", DefaultValueFactory = _ => Path.Combine("out", "ecg-arrhythmia", ResultFiles.Model) };
        Option<string?> lead = new("--lead") { Description = "Label of the signal to use; lead II or whatever ECG there is where omitted." };
        Option<double> rate = new Option<double>("--rate") { Description = "Rate in Hz of a .mat file without header.", DefaultValueFactory = _ => BareMatRateHz }.Positive();
        Option<bool> json = new("--json") { Description = "Print JSON instead of a table." };
        Command command = new("predict", "Prints class probabilities of a recording, per window and over all.") { file, model, lead, rate, json };
        command.SetAction(parsed =>
        {
            Prediction prediction = Run(parsed.GetValue(file)!, parsed.GetValue(model)!, parsed.GetValue(lead), parsed.GetValue(rate));
            Console.Out.WriteLine(parsed.GetValue(json) ? JsonSerializer.Serialize(prediction, s_json) : prediction.ToTable());
            return 0;
        });
        return command;
    }

    /// <summary>Reads a file, finds its ECG and applies a model.</summary>
    /// <exception cref="SignalFormatException">The file is missing, damaged or of an unknown kind.</exception>
    /// <exception cref="UsageException">The model is missing or not one of rhythms, or the file has no ECG or too little of it.</exception>
    /// <exception cref="DataException">The signal cannot be prepared for the model.</exception>
    public static Prediction Run(string file, string modelPath, string? lead, double bareRateHz)
    {
        SignalSource source = SignalFile.Open(file, new MatOptions { RateHz = bareRateHz });
        int index = lead is null ? EcgLead.Find(source) : source.IndexOf(lead);
        if (index < 0)
        {
            throw new UsageException($"\"{file}\" has no ECG lead{(lead is null ? "" : $" \"{lead}\"")}: {Labels(source.Signals)}");
        }

        RecordClassifier classifier = RecordClassifier.Load(modelPath, Device.Cpu);
        if (!classifier.Settings.Prepared)
        {
            throw new UsageException($"\"{modelPath}\" was trained on single heartbeats of a common length, which recordings do not hold; use a model of rhythms.");
        }

        Signal signal = source.Read(new SignalReadOptions { Signals = [index], IncludeAnnotations = false }).Signals[0];
        LabelledSignal prepared = new(source.Name, source.Name, classifier.Settings.RateHz, Prepare(file, classifier.Settings, signal), 0);
        WholeSignalWindows windows = new([prepared], classifier.Settings.Window);
        Tensor scores = classifier.Model.PredictScores(windows);
        return Prediction.From(file, signal.Label, classifier.Settings, prepared.Samples.Length, windows, scores);
    }

    private static string Labels(IReadOnlyList<SignalInfo> signals)
    {
        if (signals.Count == 0)
        {
            return "it holds no signals.";
        }

        string names = string.Join(", ", signals.Take(MostLabels).Select(signal => $"\"{signal.Label}\""));
        string more = signals.Count > MostLabels ? $" and {signals.Count - MostLabels} more" : "";
        return $"it has the signals {names}{more}; name one with --lead.";
    }

    private static float[] Prepare(string file, ModelSettings settings, Signal signal)
        => signal.DurationSeconds >= LeastSeconds
            ? settings.Preparation.Apply(signal, file)
            : throw new UsageException(FormattableString.Invariant(
                $"\"{file}\" holds {signal.DurationSeconds:F2} s of \"{signal.Label}\"; a rhythm takes at least {LeastSeconds} s."));
}
