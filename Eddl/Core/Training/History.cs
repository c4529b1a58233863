using System.Text.Json;

namespace DeepHealth.Eddl;

/// <summary>What training gave, epoch by epoch.</summary>
public sealed class History
{
    private static readonly JsonSerializerOptions s_json = new() { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };
    private readonly List<EpochRecord> _epochs;

    internal History(IEnumerable<EpochRecord> epochs) => _epochs = [.. epochs];

    /// <summary>The epochs in order.</summary>
    public IReadOnlyList<EpochRecord> Epochs => _epochs;

    /// <summary>One figure over all epochs; NaN where an epoch does not have it.</summary>
    /// <param name="name">Name such as <c>loss</c> or <c>val_accuracy</c>.</param>
    public double[] this[string name] => [.. _epochs.Select(epoch => epoch.Values.TryGetValue(name, out double value) ? value : double.NaN)];

    /// <summary>Position of the best epoch so far by a figure, from 0; -1 where no epoch has it.</summary>
    /// <param name="name">Name of the figure.</param>
    /// <param name="higherIsBetter">Whether a larger value is the better one.</param>
    /// <param name="minimumGain">By how much a later epoch must be better to count, at least 0.</param>
    public int BestEpoch(string name, bool higherIsBetter, double minimumGain = 0)
    {
        double[] values = this[name];
        int best = -1;
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsNaN(values[i])
                && (best < 0 || (higherIsBetter ? values[i] > values[best] + minimumGain : values[i] < values[best] - minimumGain)))
            {
                best = i;
            }
        }

        return best;
    }

    internal void Add(EpochRecord epoch) => _epochs.Add(epoch);

    internal string ToJson() => JsonSerializer.Serialize(_epochs, s_json);

    /// <exception cref="JsonException">The text is not the history of epochs 1, 2, …</exception>
    internal static History FromJson(string json)
    {
        List<EpochRecord?> epochs = JsonSerializer.Deserialize<List<EpochRecord?>>(json, s_json) ?? throw new JsonException("there is no list of epochs");
        for (int i = 0; i < epochs.Count; i++)
        {
            if (epochs[i] is not { Values: not null } epoch || epoch.Epoch != i + 1)
            {
                throw new JsonException($"epoch {i + 1} is missing");
            }
        }

        return new History(epochs!);
    }
}
