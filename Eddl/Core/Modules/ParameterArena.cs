using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>All parameters of a network in one contiguous block, their gradients in another of the same layout.</summary>
/// <remarks>An optimizer step is one pass over the arena, and a range of gradients is a slice of it without packing. Weights come first, then
/// biases, then states (which have no gradients); each parameter starts on a 64-byte boundary and the gaps are zero.</remarks>
public sealed class ParameterArena
{
    private const int AlignmentElements = BufferPool.Alignment / sizeof(float);

    // Every step walks over the parameters: an array has no enumerator to allocate.
    private readonly Parameter[] _parameters;

    internal ParameterArena(Device device, StepClock clock, IReadOnlyList<Parameter> parameters)
    {
        _parameters = [.. parameters];
        Clock = clock;
        int weights = Measure(ParameterKind.Weight);
        int biases = Measure(ParameterKind.Bias);
        WeightCount = weights;
        TrainedCount = weights + biases;
        Values = Tensor.Zeros(new Shape(TrainedCount + Measure(ParameterKind.State)), DType.Float32, device);
        Gradients = Tensor.Zeros(new Shape(TrainedCount), DType.Float32, device);
        Values.Storage.IsKept = true;
        Gradients.Storage.IsKept = true;
        int place = 0;
        foreach (ParameterKind kind in (ReadOnlySpan<ParameterKind>)[ParameterKind.Weight, ParameterKind.Bias, ParameterKind.State])
        {
            for (int i = 0; i < _parameters.Length; i++)
            {
                if (_parameters[i].Kind == kind)
                {
                    Place(_parameters[i], (uint)i, place);
                    place += Padded(_parameters[i].Shape.ElementCount);
                }
            }
        }
    }

    /// <summary>All parameters, in the order in which the modules registered them.</summary>
    public IReadOnlyList<Parameter> Parameters => _parameters;

    /// <summary>All values in one tensor of rank 1: weights, biases, states.</summary>
    public Tensor Values { get; }

    /// <summary>All gradients in one tensor of rank 1: those of weights, then of biases.</summary>
    public Tensor Gradients { get; }

    /// <summary>Elements of <see cref="Values"/> that are weights, gaps included; they come first.</summary>
    public int WeightCount { get; }

    /// <summary>Elements of <see cref="Values"/> that are trained, gaps included.</summary>
    public int TrainedCount { get; }

    /// <summary>Seed and step that random ops of the network depend on.</summary>
    public StepClock Clock { get; }

    /// <summary>Number of trained values, gaps not counted.</summary>
    public long TrainedParameters
    {
        get
        {
            long count = 0;
            foreach (Parameter parameter in _parameters)
            {
                count += parameter.Kind == ParameterKind.State ? 0 : parameter.Shape.ElementCount;
            }

            return count;
        }
    }

    /// <summary>Forgets all gradients; call before each backward pass.</summary>
    public void ZeroGrad()
    {
        foreach (Parameter parameter in _parameters)
        {
            parameter.Value.ZeroGrad();
        }
    }

    /// <summary>Fills the gradients of parameters that the last backward pass did not reach with zeros, so that the arena is whole.</summary>
    internal void CompleteGradients()
    {
        foreach (Parameter parameter in _parameters)
        {
            if (parameter.Kind != ParameterKind.State)
            {
                parameter.Value.OutputGradient();
            }
        }
    }

    private void Place(Parameter parameter, uint stream, int place)
    {
        Layout layout = Layout.Contiguous(parameter.Shape, place);
        Tensor value = new(Values.Storage, layout);
        if (parameter.Kind != ParameterKind.State)
        {
            value.RequiresGrad = true;
            value.PlaceGradient(new Tensor(Gradients.Storage, layout));
        }

        parameter.Value = value;
        parameter.Initializer.Fill(value.Floats(), new RandomSequence(Clock.Seed, stream), parameter.Fans);
    }

    private int Measure(ParameterKind kind)
    {
        long total = 0;
        foreach (Parameter parameter in _parameters)
        {
            total += parameter.Kind == kind ? Padded(parameter.Shape.ElementCount) : 0;
        }

        return checked((int)total);
    }

    private static int Padded(int count) => (count + AlignmentElements - 1) / AlignmentElements * AlignmentElements;
}
