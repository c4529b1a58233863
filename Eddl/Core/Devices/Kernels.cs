using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>What a device computes. The only place where devices differ.</summary>
/// <remarks>Unless said otherwise operands are contiguous Float32 tensors whose shapes the caller has checked; <c>y</c> is written whole.
/// A gradient kernel overwrites its destination, or adds to it where <c>accumulate</c> is true. A destination never overlaps an operand
/// unless stated. <see cref="ReferenceKernels"/> is the specification: a device may be faster, never different beyond rounding.
/// A device that <see cref="TakesChannelsLast"/> takes operands in that format in the methods listed there, in any mix with contiguous ones.
/// Kernels work on addresses, which do not keep a tensor: whoever calls one holds its operands until it returns (<c>GC.KeepAlive</c>), as ops do.</remarks>
public abstract partial class Kernels
{
    /// <summary>Whether operands may be in <see cref="Eddl.ChannelsLast"/> format, halo and all: in <see cref="Fill"/>, <see cref="Copy"/>,
    /// <see cref="CopyTo"/>, in <see cref="Map"/>, <see cref="MapGradient"/>, <see cref="Zip"/> and its gradients where all operands have one shape,
    /// and in convolution, <see cref="ChannelSum"/>, pooling and batch normalisation.</summary>
    internal virtual bool TakesChannelsLast => false;

    // Data movement

    /// <summary>Sets every element of a tensor, of any layout, to a value.</summary>
    public abstract void Fill(Tensor y, float value);

    /// <summary><c>y = x</c> or <c>y += x</c>, where <paramref name="x"/> may have any layout (transposed, sliced, broadcast).</summary>
    public abstract void Copy(Tensor x, Tensor y, bool accumulate);

    /// <summary><c>y[layout] = x</c> or <c>y[layout] += x</c>: writes a contiguous tensor through a layout of <paramref name="y"/>'s storage.
    /// Where the layout visits an element more than once (broadcast) and <paramref name="accumulate"/> is true, all contributions add up.</summary>
    public abstract void CopyTo(Tensor x, Tensor y, Layout layout, bool accumulate);

    /// <summary>Converts between element types; both contiguous. Float to integer rounds to nearest even and saturates, NaN gives 0;
    /// anything but 0 converts to true.</summary>
    public abstract void Convert(Tensor x, Tensor y);

    // Element-wise

    /// <summary><c>y = f(x)</c>; y may be x.</summary>
    public abstract void Map<TOp>(TOp op, Tensor x, Tensor y)
        where TOp : struct, IUnaryOp;

    /// <summary><c>dx (+)= f'(x)·dy</c>; dx may be dy where nothing is added to.</summary>
    public abstract void MapGradient<TOp>(TOp op, Tensor x, Tensor y, Tensor dy, Tensor dx, bool accumulate)
        where TOp : struct, IUnaryOp;

    /// <summary><c>y = f(a, b)</c> with NumPy broadcasting: y has the broadcast shape. y may be a or b where the shapes are equal.</summary>
    public abstract void Zip<TOp>(TOp op, Tensor a, Tensor b, Tensor y)
        where TOp : struct, IBinaryOp;

    /// <summary><c>da (+)= ∂f/∂a·dy</c>, summed over the axes along which a was broadcast.</summary>
    public abstract void ZipGradientLeft<TOp>(TOp op, Tensor a, Tensor b, Tensor y, Tensor dy, Tensor da, bool accumulate)
        where TOp : struct, IBinaryOp;

    /// <summary><c>db (+)= ∂f/∂b·dy</c>, summed over the axes along which b was broadcast.</summary>
    public abstract void ZipGradientRight<TOp>(TOp op, Tensor a, Tensor b, Tensor y, Tensor dy, Tensor db, bool accumulate)
        where TOp : struct, IBinaryOp;

    /// <summary><c>y = condition ? a : b</c>; condition is Bool; all of one shape. A null operand stands for zeros.</summary>
    public abstract void Where(Tensor condition, Tensor? a, Tensor? b, Tensor y, bool accumulate);

    /// <summary>One optimizer update of every element; all four of one size. State may be empty (count 0) for ops that ignore it.</summary>
    public abstract void Update<TOp>(TOp op, Tensor parameter, Tensor gradient, Tensor first, Tensor second)
        where TOp : struct, IUpdateOp;

    // Reductions over the middle axis of [outer, size, inner]

    /// <summary><c>y[o, i] = combine over s of map(x[o, s, i])</c>.</summary>
    public abstract void Reduce<TOp>(TOp op, Tensor x, Tensor y, ReduceShape shape)
        where TOp : struct, IReduceOp;

    /// <summary>Largest (or smallest) element and its first position; NaN counts as the extreme. <paramref name="indices"/> is Int32.</summary>
    public abstract void Extreme(Tensor x, Tensor y, Tensor indices, ReduceShape shape, bool largest);

    /// <summary><c>dx[o, indices[o, i], i] (+)= dy[o, i]</c>, all other elements 0 (or unchanged).</summary>
    public abstract void ExtremeGradient(Tensor dy, Tensor indices, Tensor dx, ReduceShape shape, bool accumulate);

    // Matrix product

    /// <summary><c>y[b] (+)= op(x[b]) · op(w[b])</c> for every matrix b of a batch.</summary>
    public abstract void MatMul(Tensor x, Tensor w, Tensor y, MatMulShape shape, bool accumulate);

    /// <summary><c>y[b] = f(op(x[b]) · op(w[b]) + bias)</c>: a dense layer with its activation. The last axis of y has the n columns of a product,
    /// and bias is <c>[n]</c> or null. The bits are those of the three steps one after the other.</summary>
    internal virtual void MatMulThen<TOp>(TOp op, Tensor x, Tensor w, Tensor? bias, Tensor y, MatMulShape shape)
        where TOp : struct, IUnaryOp
    {
        MatMul(x, w, y, shape, accumulate: false);
        if (bias is not null)
        {
            Zip(default(Add), y, bias, y);
        }

        Map(op, y, y);
    }

    // Random

    /// <summary>Dropout: <c>y (+)= x·keep/(1 − rate)</c> where keep is 1 if <c>uniform(position) ≥ rate</c>, else 0.
    /// The gradient is the same call with dy for x.</summary>
    public abstract void Dropout(Tensor x, Tensor y, RandomSequence random, float rate, bool accumulate);

    /// <summary>Uniform numbers in [low, high), by position.</summary>
    public abstract void RandomUniform(Tensor y, RandomSequence random, float low, float high);

    /// <summary>Normal numbers, by position.</summary>
    public abstract void RandomNormal(Tensor y, RandomSequence random, float mean, float standardDeviation);
}
