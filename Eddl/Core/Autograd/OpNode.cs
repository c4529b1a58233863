using System.Diagnostics.CodeAnalysis;
using DeepHealth.Numerics;

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

    // What a captured step's passes ask. The answers of this class are always right, only never the best.

    /// <summary>Whether <see cref="Forward"/> writes more than its output, such as running statistics.</summary>
    internal virtual bool HasEffects => false;

    /// <summary>Whether <see cref="Backward"/> reads the values of an input.</summary>
    internal virtual bool BackwardReads(int input) => true;

    /// <summary>Whether <see cref="Backward"/> reads the values of the output.</summary>
    internal virtual bool BackwardReadsOutput => true;

    /// <summary>Whether <see cref="Forward"/> may write its output over an input of the same shape.</summary>
    internal virtual bool CanOverwrite(int input) => false;

    /// <summary>Whether <see cref="Backward"/> may write the gradient of an input over that of the output, where the shapes are equal.</summary>
    internal virtual bool GradientCanOverwrite(int input) => false;

    /// <summary>How the op gets on with operands whose channels are last.</summary>
    internal virtual ChannelsLastSupport ChannelsLastSupport => ChannelsLastSupport.None;

    /// <summary>Whether an input has channels last together with the output, rather than being a weight.</summary>
    internal virtual bool IsFeatureMap(int input) => true;

    /// <summary>What the op reads outside an input.</summary>
    internal virtual Halos InputHalos => default;

    /// <summary>What the backward pass reads outside the gradient of the output.</summary>
    internal virtual Halos OutputHalos => default;

    /// <summary>This op together with the op that makes one of its inputs, as one; null where there is no such op.</summary>
    /// <param name="before">Op whose output nobody else reads.</param>
    /// <param name="input">The input it makes.</param>
    internal virtual OpNode? JoinTo(OpNode before, int input) => null;

    /// <summary>This op followed by an element-wise one, as one op; null where there is none.</summary>
    internal virtual OpNode? Append<TOp>(TOp op)
        where TOp : struct, IUnaryOp => null;

    /// <summary>This op followed by a sum with a tensor of the same shape or a vector along the last axis, as one op; null where there is none.</summary>
    internal virtual OpNode? AppendSum(Tensor summand) => null;

    /// <summary>This op, which computes no gradients, with <c>scale·y + shift</c> per channel behind it, as one op; null where there is none.</summary>
    /// <param name="scale">One factor per channel, <c>[C]</c>.</param>
    /// <param name="shift">One summand per channel, <c>[C]</c>.</param>
    internal virtual OpNode? AppendScaleAndShift(Tensor scale, Tensor shift) => null;

    /// <summary>Whether an op that ends in one element-wise op can end in another instead: there must be none yet, and the gradient must get by
    /// with the result.</summary>
    protected bool CanAppend<TOp, TNext>()
        where TOp : struct, IUnaryOp
        where TNext : struct, IUnaryOp
        => typeof(TOp) == typeof(Identity) && (Output.Producer is null || TNext.GradientFromOutput);

    /// <summary>Reads another tensor of the same shape instead.</summary>
    internal void ReplaceInput(int input, Tensor tensor) => _inputs[input] = tensor;
}
