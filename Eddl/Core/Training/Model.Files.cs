using System.Globalization;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

public sealed partial class Model
{
    private const string OptimizerKey = "optimizer";
    private const string StepKey = "optimizer.step";
    private const string ClockKey = "clock.step";
    private const string SeedKey = "seed";
    private const string HistoryKey = "history";
    private const string BatchKey = "batchSize";
    private const string SamplesKey = "samples";
    private const string StatePrefix = "optimizer.";

    /// <summary>Saves parameters and running statistics as a safetensors file, whole or not at all.</summary>
    /// <param name="path">File that is written or replaced.</param>
    /// <param name="metadata">Text stored beside them, such as the settings of the network.</param>
    public void Save(string path, IReadOnlyDictionary<string, string>? metadata = null)
        => SafeTensors.Write(path, ParameterTensors(), metadata ?? Metadata);

    /// <summary>Text stored in every file that <see cref="Save"/> writes without metadata of its own, such as the settings of the network.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; set; } = new Dictionary<string, string>();

    /// <summary>Loads parameters and running statistics that <see cref="Save"/> wrote, or those of a checkpoint.</summary>
    /// <param name="path">A safetensors file with every parameter of this network.</param>
    /// <exception cref="SafeTensorsException">The file is damaged, or lacks a parameter, or one has another shape; the model is left as it was.</exception>
    public void Load(string path)
    {
        using SafeTensorsFile file = SafeTensorsFile.Open(path);
        List<NamedTensor> tensors = ParameterTensors();
        Require(file, path, tensors);
        Read(file, tensors);
    }

    private List<NamedTensor> ParameterTensors() => [.. Parameters.Parameters.Select(parameter => new NamedTensor(parameter.Name, parameter.Value))];

    private List<NamedTensor> CheckpointTensors()
        => [.. ParameterTensors(), .. Optimizer.States.Select((state, i) => new NamedTensor(StatePrefix + Optimizer.StateNames[i], state))];

    /// <summary>Checks that the file has every tensor in the right shape.</summary>
    private static void Require(SafeTensorsFile file, string path, IReadOnlyList<NamedTensor> tensors)
    {
        foreach ((string name, Tensor tensor) in tensors)
        {
            if (!file.TryFind(name, out SafeTensorsEntry? entry))
            {
                throw new SafeTensorsException($"Model: \"{path}\" has no tensor \"{name}\"; it was saved from another network or optimizer.");
            }

            if (entry.Shape != tensor.Shape || entry.Type != tensor.Type)
            {
                throw new SafeTensorsException(
                    $"Model: \"{path}\": \"{name}\" is {entry.Shape} of {entry.Type}, the model needs {tensor.Shape} of {tensor.Type}; it was saved from another network.");
            }
        }
    }

    /// <summary>Fills tensors from a file that has passed <see cref="Require"/>: a model is loaded whole or not at all.</summary>
    private static void Read(SafeTensorsFile file, IReadOnlyList<NamedTensor> tensors)
    {
        foreach ((string name, Tensor tensor) in tensors)
        {
            file.ReadInto(name, tensor);
        }
    }

    /// <summary>Saves everything a resumed run needs: parameters, statistics, optimizer state, step, seed, history.</summary>
    private void SaveCheckpoint(string path, History history, int batchSize, int samples)
    {
        Dictionary<string, string> metadata = new(Metadata)
        {
            [OptimizerKey] = Optimizer.GetType().Name,
            [StepKey] = Optimizer.StepCount.ToString(CultureInfo.InvariantCulture),
            [ClockKey] = Parameters.Clock.Step.ToString(CultureInfo.InvariantCulture),
            [SeedKey] = Seed.ToString(CultureInfo.InvariantCulture),
            [HistoryKey] = history.ToJson(),
            [BatchKey] = batchSize.ToString(CultureInfo.InvariantCulture),
            [SamplesKey] = samples.ToString(CultureInfo.InvariantCulture),
        };
        SafeTensors.Write(path, CheckpointTensors(), metadata);
    }

    /// <summary>Goes back to where a checkpoint was saved.</summary>
    /// <exception cref="SafeTensorsException">The file is damaged, or was saved by a run with other settings, which could not give the same result.</exception>
    private History LoadCheckpoint(string path, int batchSize, int samples)
    {
        using SafeTensorsFile file = SafeTensorsFile.Open(path);
        RequireSame(file, path, SeedKey, Seed.ToString(CultureInfo.InvariantCulture));
        RequireSame(file, path, OptimizerKey, Optimizer.GetType().Name);
        RequireSame(file, path, BatchKey, batchSize.ToString(CultureInfo.InvariantCulture));
        RequireSame(file, path, SamplesKey, samples.ToString(CultureInfo.InvariantCulture));
        foreach ((string key, string value) in Metadata)
        {
            RequireSame(file, path, key, value);
        }

        List<NamedTensor> tensors = CheckpointTensors();
        Require(file, path, tensors);
        if (file.Entries.Count != tensors.Count)
        {
            string extra = file.Entries.First(entry => !tensors.Exists(tensor => tensor.Name == entry.Name)).Name;
            throw new SafeTensorsException($"Checkpoint \"{path}\": has the tensor \"{extra}\", which this model has not; it belongs to another network or optimizer.");
        }

        long step = (long)Number(file, path, StepKey, long.MaxValue);
        uint clock = (uint)Number(file, path, ClockKey, uint.MaxValue);
        History history = ReadHistory(file, path);
        Read(file, tensors);
        Optimizer.StepCount = step;
        Parameters.Clock.Step = clock;
        return history;
    }

    private static void RequireSame(SafeTensorsFile file, string path, string key, string value)
    {
        string saved = Text(file, path, key);
        if (saved != value)
        {
            throw new SafeTensorsException($"Checkpoint \"{path}\": \"{key}\" is {saved}, this run has {value}; resume with the same settings.");
        }
    }

    private static History ReadHistory(SafeTensorsFile file, string path)
    {
        try
        {
            return History.FromJson(Text(file, path, HistoryKey));
        }
        catch (System.Text.Json.JsonException error)
        {
            throw new SafeTensorsException($"Checkpoint \"{path}\": the metadata \"{HistoryKey}\" is damaged: {error.Message}", error);
        }
    }

    private static string Text(SafeTensorsFile file, string path, string key)
        => file.Metadata.TryGetValue(key, out string? text)
            ? text
            : throw new SafeTensorsException($"Checkpoint \"{path}\": the metadata \"{key}\" is missing; it is no checkpoint of a training.");

    private static ulong Number(SafeTensorsFile file, string path, string key, ulong largest)
        => ulong.TryParse(Text(file, path, key), NumberStyles.None, CultureInfo.InvariantCulture, out ulong value) && value <= largest
            ? value
            : throw new SafeTensorsException($"Checkpoint \"{path}\": the metadata \"{key}\" is damaged: \"{Text(file, path, key)}\" is no number from 0 to {largest}.");
}
