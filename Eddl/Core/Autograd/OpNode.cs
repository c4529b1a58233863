using System.Diagnostics.CodeAnalysis;

namespace DeepHealth.Eddl;

/// <summary>One recorded op: what was computed, from which tensors, into which tensor.</summary>
/// <remarks>A node is data, not a closure: it can compute its output again into the same memory (<see cref="Forward"/>), add to the gradients
/// of its inputs (<see cref="Backward"/>), and tell a summary or an exporter its name and attributes.</remarks>
public abstract class OpNode
{
    private readonly Tensor[] _inputs;
    private Tensor? _output;

    /// <summary>Creates a node.</summary>
    /// <param name="name">Name of the op.</param>
    /// <param name="inputs">Tensors the op reads.</param>
    protected OpNode(string name, params Tensor[] inputs)
    {
        Name = name;
        _inputs = inputs;
    }

    /// <summary>Name of the op.</summary>
    public string Name { get; }

    /// <summary>Tensors the op reads.</summary>
    public IReadOnlyList<Tensor> Inputs => _inputs;

    /// <summary>Tensor the op writes.</summary>
    public Tensor Output
    {
        get => _output ?? throw new InvalidOperationException($"{Name}: the node has not been recorded yet.");
        internal set => _output = value;
    }

    /// <summary>Settings of the op, such as kernel size, by name.</summary>
    public virtual IReadOnlyDictionary<string, object> Attributes => EmptyAttributes;

    private static IReadOnlyDictionary<string, object> EmptyAttributes { get; } = new Dictionary<string, object>();

    /// <summary>Computes <see cref="Output"/> from <see cref="Inputs"/>.</summary>
    public abstract void Forward(Kernels kernels);

    /// <summary>Adds this op's contribution to the gradients of those inputs that require one.</summary>
    public abstract void Backward(Kernels kernels);

    /// <summary>Whether an input's gradient is needed, and then where its contribution goes.</summary>
    protected bool TryTakeGradient(int input, [NotNullWhen(true)] out Tensor? gradient, out bool accumulate)
    {
        Tensor tensor = _inputs[input];
        accumulate = false;
        gradient = tensor.RequiresGrad ? tensor.TakeGradient(out accumulate) : null;
        return gradient is not null;
    }

    internal ReadOnlySpan<Tensor> InputSpan => _inputs;
}
