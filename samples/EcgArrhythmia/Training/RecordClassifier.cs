using DeepHealth.Ecvl.Learning;
using DeepHealth.Eddl;

namespace DeepHealth.Samples.EcgArrhythmia.Training;

/// <summary>The network with its settings: trained on random windows, judged on whole records.</summary>
internal sealed class RecordClassifier
{
    private const int EvaluationBatch = 64;

    public RecordClassifier(ModelSettings settings, Optimizer optimizer, Loss loss, ulong seed, Device device)
    {
        Settings = settings;
        Model = new Model(EcgNetwork.Create(settings.Window, settings.Classes.Count)) { Metadata = settings.ToMetadata() };
        Model.Build([1, settings.Window], optimizer, loss, [new Accuracy(settings.Classes.Count)], seed, device);
    }

    public ModelSettings Settings { get; }

    public Model Model { get; }

    /// <summary>Loads a trained model.</summary>
    public static RecordClassifier Load(string path, Device device)
    {
        RecordClassifier classifier = new(ModelSettings.Read(path), new Sgd(), new SoftmaxCrossEntropy(), 0, device);
        classifier.Model.Load(path);
        return classifier;
    }

    /// <summary>Class probabilities of whole records: the mean over their windows.</summary>
    /// <returns><c>[records, classes]</c>.</returns>
    public Tensor Score(IReadOnlyList<LabelledSignal> records)
    {
        WholeSignalWindows windows = new(records, Settings.Window);
        return windows.AverageBySignal(Model.PredictScores(windows, EvaluationBatch));
    }
}
