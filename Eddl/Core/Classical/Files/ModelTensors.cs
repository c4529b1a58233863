using System.Globalization;

namespace DeepHealth.Eddl;

/// <summary>A safetensors file that holds one fitted model of a stated kind.</summary>
internal sealed class ModelTensors : IDisposable
{
    private readonly SafeTensorsFile _file;
    private readonly string _operation;
    private readonly string _path;

    private ModelTensors(SafeTensorsFile file, string operation, string path)
    {
        _file = file;
        _operation = operation;
        _path = path;
    }

    /// <summary>Opens a file and checks its kind.</summary>
    /// <param name="operation">Name of the reader, for messages.</param>
    /// <param name="path">The file.</param>
    /// <param name="kind">Value of the key <c>kind</c>.</param>
    /// <exception cref="SafeTensorsException">The file is damaged or of another kind.</exception>
    public static ModelTensors Open(string operation, string path, string kind)
    {
        SafeTensorsFile file = SafeTensorsFile.Open(path);
        string? found = file.Metadata.GetValueOrDefault("kind");
        if (found != kind)
        {
            file.Dispose();
            throw new SafeTensorsException($"{operation}: \"{path}\" says it is \"{found}\", \"{kind}\" is needed.");
        }

        return new ModelTensors(file, operation, path);
    }

    /// <summary>Writes a model, whole or not at all.</summary>
    /// <param name="path">The file, replacing one that exists.</param>
    /// <param name="kind">Value of the key <c>kind</c>.</param>
    /// <param name="metadata">Facts of the caller.</param>
    /// <param name="facts">Facts of the model, which win.</param>
    /// <param name="tensors">Values of the model.</param>
    public static void Write(string path, string kind, IReadOnlyDictionary<string, string>? metadata, IEnumerable<(string Key, string Value)> facts, params IReadOnlyList<NamedTensor> tensors)
    {
        Dictionary<string, string> all = metadata is null ? [] : new(metadata);
        all["kind"] = kind;
        foreach ((string key, string value) in facts)
        {
            all[key] = value;
        }

        SafeTensors.Write(path, tensors, all);
    }

    /// <summary>A tensor of one axis.</summary>
    public static NamedTensor Named<T>(string name, ReadOnlySpan<T> values)
        where T : unmanaged
        => new(name, Tensor.From(values));

    /// <summary>A number as a fact.</summary>
    public static (string Key, string Value) Fact(string key, int value) => (key, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A whole number from the facts.</summary>
    /// <exception cref="SafeTensorsException">It is missing, no number, or too small.</exception>
    public int Number(string key, int least)
        => int.TryParse(Text(key), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least
            ? number
            : throw Refuse($"says \"{Text(key)}\" for {key}; a whole number of at least {least} is needed");

    /// <summary>A fact as text; null where there is none.</summary>
    public string? Text(string key) => _file.Metadata.GetValueOrDefault(key);

    /// <summary>The values of a tensor.</summary>
    /// <exception cref="SafeTensorsException">It is missing or of another element type.</exception>
    public T[] Values<T>(string name)
        where T : unmanaged
    {
        Tensor tensor = _file.Read(name);
        DType needed = typeof(T) == typeof(int) ? DType.Int32 : DType.Float64;
        if (tensor.Type != needed)
        {
            throw Refuse($"holds \"{name}\" as {tensor.Type}; {needed} is needed");
        }

        return tensor.AsSpan<T>().ToArray();
    }

    /// <summary>A number of values that are finite.</summary>
    /// <exception cref="SafeTensorsException">There are more or fewer, or one is NaN or infinite.</exception>
    public double[] Finite(string name, long count)
    {
        double[] values = Values<double>(name);
        int bad = Array.FindIndex(values, value => !double.IsFinite(value));
        return values.Length != count ? throw Refuse($"holds {values.Length} values of \"{name}\"; {count} are needed")
            : bad >= 0 ? throw Refuse($"holds {values[bad]} at place {bad} of \"{name}\"; finite numbers are needed")
            : values;
    }

    /// <summary>A number of values within bounds.</summary>
    /// <exception cref="SafeTensorsException">There are more or fewer, or one is out of bounds.</exception>
    public int[] Within(string name, long count, int least, int most)
    {
        int[] values = Values<int>(name);
        int bad = Array.FindIndex(values, value => value < least || value > most);
        return values.Length != count ? throw Refuse($"holds {values.Length} values of \"{name}\"; {count} are needed")
            : bad >= 0 ? throw Refuse($"holds {values[bad]} at place {bad} of \"{name}\"; numbers from {least} to {most} are needed")
            : values;
    }

    /// <summary>An exception about this file.</summary>
    public SafeTensorsException Refuse(string what) => new($"{_operation}: \"{_path}\" {what}.");

    public void Dispose() => _file.Dispose();
}
