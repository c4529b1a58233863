using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

public sealed partial class Tensor
{
    /// <summary>A tensor of zeros.</summary>
    public static Tensor Zeros(Shape shape, DType type = DType.Float32, Device? device = null)
    {
        Tensor tensor = new(shape, type, device ?? Device.Cpu);
        tensor.Storage.Clear();
        return tensor;
    }

    /// <summary>A Float32 tensor of ones.</summary>
    public static Tensor Ones(Shape shape, Device? device = null) => Full(shape, 1, device);

    /// <summary>A Float32 tensor with one value everywhere.</summary>
    public static Tensor Full(Shape shape, float value, Device? device = null)
    {
        Tensor tensor = new(shape, DType.Float32, device ?? Device.Cpu);
        tensor.Device.Kernels.Fill(tensor, value);
        return tensor;
    }

    /// <summary>A tensor with given elements, copied.</summary>
    /// <param name="values">Elements in row-major order.</param>
    /// <param name="shape">Sizes of the axes; one axis over all elements where omitted.</param>
    /// <param name="device">Device that computes with the tensor; <see cref="Device.Cpu"/> where omitted.</param>
    /// <exception cref="ShapeException">The number of elements does not fit the shape.</exception>
    public static Tensor From<T>(ReadOnlySpan<T> values, Shape? shape = null, Device? device = null)
        where T : unmanaged
    {
        Shape sizes = shape ?? new Shape(values.Length);
        if (sizes.ElementCount != values.Length)
        {
            throw new ShapeException($"Tensor.From: {values.Length} values do not fill {sizes}, which has {sizes.ElementCount} elements.");
        }

        Tensor tensor = new(sizes, DTypes.Of<T>(), device ?? Device.Cpu);
        values.CopyTo(tensor.AsSpan<T>());
        return tensor;
    }

    /// <inheritdoc cref="From{T}(ReadOnlySpan{T}, Shape?, Device?)"/>
    public static Tensor From<T>(T[] values, Shape? shape = null, Device? device = null)
        where T : unmanaged
        => From((ReadOnlySpan<T>)values, shape, device);

    /// <summary>A matrix with the elements of a two-dimensional array.</summary>
    public static Tensor From(float[,] values, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        return From<float>([.. values.Cast<float>()], new Shape(values.GetLength(0), values.GetLength(1)), device);
    }

    /// <summary>A tensor of rank 0 with one value.</summary>
    public static Tensor Scalar(float value, Device? device = null) => Full(Shape.Scalar, value, device);

    /// <summary>The numbers <c>start, start + step, …</c> below <paramref name="stop"/> (above it for a negative step).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The step is 0.</exception>
    public static Tensor Arange(float start, float stop, float step = 1, Device? device = null)
    {
        ArgumentOutOfRangeException.ThrowIfZero(step);
        int count = Math.Max(0, (int)Math.Ceiling(((double)stop - start) / step));
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (float)(start + (i * (double)step));
        }

        return From(values, device: device);
    }

    /// <summary>The numbers 0, 1, … below <paramref name="stop"/>.</summary>
    public static Tensor Arange(float stop, Device? device = null) => Arange(0, stop, 1, device);

    /// <summary>Evenly spaced numbers from <paramref name="start"/> to <paramref name="stop"/>, both included.</summary>
    /// <param name="start">First number.</param>
    /// <param name="stop">Last number.</param>
    /// <param name="count">How many, at least 2 (1 gives the start alone).</param>
    /// <param name="device">Device that computes with the tensor.</param>
    public static Tensor Linspace(float start, float stop, int count, Device? device = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = count == 1 ? start : (float)(start + (((double)stop - start) * i / (count - 1)));
        }

        return From(values, device: device);
    }

    /// <summary>The identity matrix.</summary>
    public static Tensor Eye(int size, Device? device = null)
    {
        Tensor tensor = Zeros([size, size], DType.Float32, device);
        Span<float> values = tensor.Floats();
        for (int i = 0; i < size; i++)
        {
            values[(i * size) + i] = 1;
        }

        return tensor;
    }

    /// <summary>Uniform random numbers in [low, high).</summary>
    public static Tensor RandomUniform(Shape shape, RandomSequence random, float low = 0, float high = 1, Device? device = null)
    {
        Tensor tensor = new(shape, DType.Float32, device ?? Device.Cpu);
        tensor.Device.Kernels.RandomUniform(tensor, random, low, high);
        return tensor;
    }

    /// <summary>Normal random numbers.</summary>
    public static Tensor RandomNormal(Shape shape, RandomSequence random, float mean = 0, float standardDeviation = 1, Device? device = null)
    {
        Tensor tensor = new(shape, DType.Float32, device ?? Device.Cpu);
        tensor.Device.Kernels.RandomNormal(tensor, random, mean, standardDeviation);
        return tensor;
    }

    /// <summary>One row per label with a 1 at the label's place, zeros elsewhere.</summary>
    /// <param name="labels">Class indices.</param>
    /// <param name="classes">Number of classes, at least 1.</param>
    /// <param name="device">Device that computes with the tensor.</param>
    /// <exception cref="LabelException">A label lies outside 0 … classes - 1.</exception>
    public static Tensor OneHot(ReadOnlySpan<int> labels, int classes, Device? device = null)
    {
        LabelCheck.Require("OneHot", labels, classes);
        Tensor tensor = Zeros([labels.Length, classes], DType.Float32, device);
        Span<float> values = tensor.Floats();
        for (int i = 0; i < labels.Length; i++)
        {
            values[(i * classes) + labels[i]] = 1;
        }

        return tensor;
    }
}
