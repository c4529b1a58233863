using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

/// <summary>Makes the operands of one kernel call: the same numbers on every run, with a guard zone around each tensor.</summary>
/// <remarks>Every tensor lies at an offset inside a larger storage, so a kernel that ignores the offset, or writes before or after its
/// tensor, changes numbers that the comparison sees.</remarks>
/// <param name="offset">Elements between the 64-byte aligned start and the first element: 0 tests aligned data, 3 unaligned.</param>
internal sealed class TestMemory(int offset)
{
    private const int Guard = 16;
    private readonly List<Tensor> _inputs = [];
    private readonly List<byte[]> _inputBytes = [];
    private uint _stream;

    /// <summary>Tensors that the kernel writes, in the order in which they were made.</summary>
    public List<Tensor> Outputs { get; } = [];

    /// <summary>An operand with uniform numbers in [low, high).</summary>
    public Tensor Random(Shape shape, float low = -1, float high = 1)
    {
        Tensor tensor = Make(shape, DType.Float32);
        new RandomSequence(7, ++_stream).FillUniform(tensor.Floats(), low, high);
        return AddInput(tensor);
    }

    /// <summary>An operand with whole numbers from 0 to <paramref name="bound"/> − 1.</summary>
    public Tensor Integers(Shape shape, int bound)
    {
        Tensor tensor = Make(shape, DType.Int32);
        RandomSequence random = new(7, ++_stream);
        for (int i = 0; i < tensor.Count; i++)
        {
            tensor.Integers()[i] = random.Integer(i, bound);
        }

        return AddInput(tensor);
    }

    /// <summary>An operand that is true with probability one half.</summary>
    public Tensor Booleans(Shape shape)
    {
        Tensor tensor = Make(shape, DType.Bool);
        RandomSequence random = new(7, ++_stream);
        for (int i = 0; i < tensor.Count; i++)
        {
            tensor.AsSpan<bool>()[i] = random.Integer(i, 2) == 1;
        }

        return AddInput(tensor);
    }

    /// <summary>An operand of any element type whose bytes are 0 and 1 at random, which is valid for every type.</summary>
    public Tensor Patterns(Shape shape, DType type)
    {
        Tensor tensor = Make(shape, type);
        int size = DTypes.SizeOf(type);
        Span<byte> bytes = Bytes(tensor.Storage).Slice(tensor.Layout.Offset * size, tensor.Count * size);
        RandomSequence random = new(7, ++_stream);
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)random.Integer(i, 2);
        }

        return AddInput(tensor);
    }

    /// <summary>An operand with given elements.</summary>
    public Tensor Values<T>(Shape shape, DType type, params ReadOnlySpan<T> values)
        where T : unmanaged
    {
        Tensor tensor = Make(shape, type);
        values.CopyTo(tensor.AsSpan<T>());
        return AddInput(tensor);
    }

    /// <summary>A view of an operand, such as a transposed one.</summary>
    public static Tensor View(Tensor tensor, Func<Layout, Layout> view) => new(tensor.Storage, view(tensor.Layout));

    /// <summary>A destination. It holds numbers to be added to if it accumulates, else NaN (−1 for integers), which a kernel must overwrite.</summary>
    public Tensor Output(Shape shape, bool accumulate = false, DType type = DType.Float32)
    {
        Tensor tensor = Make(shape, type);
        if (accumulate)
        {
            new RandomSequence(7, ++_stream).FillUniform(tensor.Floats(), -1, 1);
        }

        Outputs.Add(tensor);
        return tensor;
    }

    /// <summary>A tensor that the kernel reads and writes, with uniform numbers in [low, high).</summary>
    public Tensor Updated(Shape shape, float low = -1, float high = 1)
    {
        Tensor tensor = Make(shape, DType.Float32);
        new RandomSequence(7, ++_stream).FillUniform(tensor.Floats(), low, high);
        Outputs.Add(tensor);
        return tensor;
    }

    /// <summary>Fails if the kernel changed an operand.</summary>
    public void CheckInputs()
    {
        for (int i = 0; i < _inputs.Count; i++)
        {
            Assert.True(Bytes(_inputs[i].Storage).SequenceEqual(_inputBytes[i]), $"The kernel changed operand {i}, {_inputs[i].Shape}.");
        }
    }

    /// <summary>All bytes of a storage.</summary>
    public static unsafe Span<byte> Bytes(Storage storage) => new((void*)storage.Address, storage.Count * DTypes.SizeOf(storage.Type));

    /// <summary>Remembers what an operand holds before the call.</summary>
    private Tensor AddInput(Tensor tensor)
    {
        _inputs.Add(tensor);
        _inputBytes.Add(Bytes(tensor.Storage).ToArray());
        return tensor;
    }

    private Tensor Make(Shape shape, DType type)
    {
        Storage storage = new(Device.Reference, type, Guard + offset + shape.ElementCount + Guard);
        // All bits set is NaN for floats and −1 for integers.
        Bytes(storage).Fill(0xFF);
        return new Tensor(storage, Layout.Contiguous(shape, Guard + offset));
    }
}
