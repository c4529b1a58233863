using System.Globalization;
using DeepHealth.Ecvl.Learning;
using DeepHealth.Eddl;

namespace DeepHealth.Samples.EcgArrhythmia.Training;

/// <summary>What a saved model must say about itself so that it can be used again.</summary>
/// <param name="RateHz">Rate of the prepared signal in Hz.</param>
/// <param name="Window">Samples per window.</param>
/// <param name="Classes">Names of the classes in the order of the outputs.</param>
/// <param name="Prepared">Whether signals are band-passed, resampled and standardised before; otherwise used as they are.</param>
internal sealed record ModelSettings(double RateHz, int Window, IReadOnlyList<string> Classes, bool Prepared = true)
{
    private const double LeastRateHz = 2;
    private const string Format = "deephealth.ecg-arrhythmia.1";

    /// <summary>The four classes of the CinC 2017 challenge, at 100 Hz in windows of 20.48 s.</summary>
    public static ModelSettings Rhythms { get; } = new(100, 2048, ["Normal", "AF", "Other", "Noise"]);

    /// <summary>Length of a window in seconds.</summary>
    public double WindowSeconds => Window / RateHz;

    /// <summary>Brings recordings to the form that the model was trained on.</summary>
    public SignalPreparation Preparation => new(RateHz);

    /// <summary>The settings as text beside the parameters.</summary>
    public Dictionary<string, string> ToMetadata() => new()
    {
        ["format"] = Format,
        ["rateHz"] = RateHz.ToString("R", CultureInfo.InvariantCulture),
        ["window"] = Window.ToString(CultureInfo.InvariantCulture),
        ["classes"] = string.Join(",", Classes),
        ["prepared"] = Prepared ? "true" : "false",
    };

    /// <summary>Reads the settings of a saved model.</summary>
    /// <param name="path">A file that training wrote.</param>
    /// <exception cref="UsageException">The file is missing, or no model of this program.</exception>
    public static ModelSettings Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new UsageException($"There is no model \"{path}\"; train one first (verb train), or name one with --model.");
        }

        using SafeTensorsFile file = SafeTensorsFile.Open(path);
        IReadOnlyDictionary<string, string> text = file.Metadata;
        if (text.GetValueOrDefault("format") == Format
            && double.TryParse(text.GetValueOrDefault("rateHz"), NumberStyles.Float, CultureInfo.InvariantCulture, out double rate)
            && rate is >= LeastRateHz and < double.PositiveInfinity
            && int.TryParse(text.GetValueOrDefault("window"), NumberStyles.None, CultureInfo.InvariantCulture, out int window)
            && window > 0
            && text.GetValueOrDefault("classes") is { Length: > 0 } classes)
        {
            return new ModelSettings(rate, window, classes.Split(','), text.GetValueOrDefault("prepared") == "true");
        }

        throw new UsageException($"\"{path}\" is no model of this program: its metadata lacks format \"{Format}\", rate, window or classes.");
    }
}
