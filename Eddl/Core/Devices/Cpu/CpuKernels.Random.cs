using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

public sealed unsafe partial class CpuKernels
{
    /// <inheritdoc/>
    public override void Dropout(Tensor x, Tensor y, RandomSequence random, float rate, bool accumulate)
    {
        DropoutJob job = new(x.Pointer, y.Pointer, y.Count, random, rate, accumulate);
        Run(ref job, Blocks(y.Count), y.Count);
    }

    /// <inheritdoc/>
    public override void RandomUniform(Tensor y, RandomSequence random, float low, float high)
    {
        UniformJob job = new(y.Pointer, y.Count, random, low, high);
        Run(ref job, Blocks(y.Count), y.Count);
    }

    /// <inheritdoc/>
    public override void RandomNormal(Tensor y, RandomSequence random, float mean, float standardDeviation)
    {
        NormalJob job = new(y.Pointer, y.Count, random, mean, standardDeviation);
        Run(ref job, Blocks(y.Count), y.Count);
    }

    // Uniform numbers in [0, 1) of positions start and following; start is a multiple of 4.
    private static void Uniforms(in RandomSequence random, nint start, Span<float> numbers)
    {
        const float Unit = 1f / (1 << 24);
        Span<uint> words = MemoryMarshal.Cast<float, uint>(numbers);
        random.FillBits(start >> 2, words);
        int i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            for (; i + 8 <= numbers.Length; i += 8)
            {
                Vector256<uint> bits = Vector256.Create<uint>(words.Slice(i, 8)) >> 8;
                (Vector256.ConvertToSingle(bits.AsInt32()) * Unit).CopyTo(numbers[i..]);
            }
        }

        for (; i < numbers.Length; i++)
        {
            numbers[i] = (words[i] >> 8) * Unit;
        }
    }

    private readonly struct DropoutJob(float* x, float* y, int count, RandomSequence random, float rate, bool accumulate) : IParallelJob
    {
        private const int Chunk = 1024;

        private readonly float* _x = x;
        private readonly float* _y = y;
        private readonly int _count = count;
        private readonly RandomSequence _random = random;
        private readonly float _rate = rate;
        private readonly bool _accumulate = accumulate;

        public void Execute(int part)
        {
            Span<float> buffer = stackalloc float[Chunk];
            DropoutOp op = new(_rate);
            nint end = BlockStart(part, _count) + BlockLength(part, _count);
            for (nint start = BlockStart(part, _count); start < end; start += Chunk)
            {
                int length = (int)Math.Min(Chunk, end - start);
                Span<float> uniforms = buffer[..length];
                Uniforms(_random, start, uniforms);
                ReadOnlySpan<float> x = new(_x + start, length);
                Span<float> y = new(_y + start, length);
                if (_accumulate)
                {
                    // The op is linear in x: its gradient for the slope x is what is to be added.
                    SpanLoops.ZipGradientLeft(op, BroadcastClass.Same, x, uniforms, x, x, y, 1, length, accumulate: true);
                }
                else
                {
                    SpanLoops.Zip(op, BroadcastClass.Same, x, uniforms, y, 1, length);
                }
            }
        }
    }

    private readonly struct UniformJob(float* y, int count, RandomSequence random, float low, float high) : IParallelJob
    {
        private readonly float* _y = y;
        private readonly int _count = count;
        private readonly RandomSequence _random = random;
        private readonly float _low = low;
        private readonly float _high = high;

        public void Execute(int part)
        {
            nint start = BlockStart(part, _count);
            Span<float> y = new(_y + start, BlockLength(part, _count));
            Uniforms(_random, start, y);
            for (int i = 0; i < y.Length; i++)
            {
                y[i] = _low + ((_high - _low) * y[i]);
            }
        }
    }

    private readonly struct NormalJob(float* y, int count, RandomSequence random, float mean, float standardDeviation) : IParallelJob
    {
        private readonly float* _y = y;
        private readonly int _count = count;
        private readonly RandomSequence _random = random;
        private readonly float _mean = mean;
        private readonly float _standardDeviation = standardDeviation;

        public void Execute(int part)
        {
            nint end = BlockStart(part, _count) + BlockLength(part, _count);
            for (nint i = BlockStart(part, _count); i < end; i++)
            {
                _y[i] = _mean + (float)(_standardDeviation * _random.Normal(i));
            }
        }
    }
}
