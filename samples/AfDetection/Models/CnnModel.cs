using DeepHealth.Eddl;
using DeepHealth.Samples.AfDetection.Commands;
using DeepHealth.Samples.AfDetection.Data;
using DeepHealth.Samples.EcgArrhythmia;

namespace DeepHealth.Samples.AfDetection.Models;

/// <summary>The convolutional network: two convolutions over the features in a row, two dense layers.</summary>
internal sealed class CnnModel : IAfModel
{
    /// <summary>Value of the key <c>format</c> in the model's file.</summary>
    public const string Format = "deephealth.af-cnn.1";

    private const int Kernel = 209;
    private const int Units = 32;
    private const int EvaluationBatch = 8;
    private const float Slope = 0.01f;
    private const double LearningRate = 0.00175;

    private CnnModel(NetworkSize size, ulong seed, Device device)
    {
        Network = new Model(Create(size)) { Metadata = new Dictionary<string, string> { ["format"] = Format, ["size"] = size.ToString() } };
        Network.Build([1, LogSpectrogram.FeatureCount], new Adam(LearningRate), new SoftmaxCrossEntropy(), [new Accuracy(AfClass.Names.Count)], seed, device);
    }

    /// <summary>The network with its parameters.</summary>
    public Model Network { get; }

    /// <summary>The layers for samples <c>[1, 18810]</c>; softmax is part of the loss.</summary>
    public static Sequential Create(NetworkSize size)
    {
        (int filters, int stride) = size == NetworkSize.Original ? (32, 1) : (8, 3);
        return new Sequential(
            new Conv1D(filters, Kernel, stride),
            new Activation<LeakyRelu>(new LeakyRelu(Slope)),
            new Conv1D(filters, Kernel, stride),
            new Activation<LeakyRelu>(new LeakyRelu(Slope)),
            new Flatten(),
            new Dense(Units),
            new Activation<LeakyRelu>(new LeakyRelu(Slope)),
            new Dense(AfClass.Names.Count));
    }

    /// <summary>Trains a network.</summary>
    /// <param name="features">Training records.</param>
    /// <param name="labels">Their classes.</param>
    /// <param name="settings">Size, epochs, batch, seed.</param>
    /// <param name="device">Device that computes.</param>
    /// <param name="progress">Where progress is shown; null for nowhere.</param>
    public static CnnModel Fit(FeatureTable features, int[] labels, AfSettings settings, Device device, TextWriter? progress)
    {
        CnnModel model = new(settings.Network, settings.Seed, device);
        model.Network.Fit(
            new TensorDataset(ToTensor(features), Tensor.From<int>(labels)),
            new FitOptions { Epochs = settings.Epochs, BatchSize = settings.BatchSize, Progress = progress });
        return model;
    }

    /// <summary>Reads a network.</summary>
    /// <exception cref="SafeTensorsException">The file is damaged.</exception>
    /// <exception cref="UsageException">The file states no known size.</exception>
    public static CnnModel Load(string path, IReadOnlyDictionary<string, string> metadata)
    {
        if (!Enum.TryParse(metadata.GetValueOrDefault("size"), out NetworkSize size) || !Enum.IsDefined(size))
        {
            throw new UsageException($"\"{path}\" is a network of the size \"{metadata.GetValueOrDefault("size")}\"; {string.Join(" or ", Enum.GetNames<NetworkSize>())} is needed.");
        }

        CnnModel model = new(size, 0, Device.Cpu);
        model.Network.Load(path);
        return model;
    }

    /// <inheritdoc/>
    public double[] Scores(FeatureTable features)
    {
        Tensor scores = Network.PredictScores(new TensorDataset(ToTensor(features), Tensor.From<int>(new int[features.Rows])), EvaluationBatch);
        return Array.ConvertAll(scores.ToArray(), value => (double)value);
    }

    /// <inheritdoc/>
    public void Save(string folder) => Network.Save(Path.Combine(folder, ModelFolder.ModelName));

    private static Tensor ToTensor(FeatureTable features)
    {
        float[] values = new float[features.Values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)features.Values[i];
        }

        return Tensor.From(values, [features.Rows, 1, features.Columns]);
    }
}
