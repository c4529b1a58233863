using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

public sealed unsafe partial class CpuKernels
{
    /// <inheritdoc/>
    public override void Convert(Tensor x, Tensor y)
    {
        ConvertJob job = new(
            x.Type, (byte*)x.Storage.Address + ((long)x.Layout.Offset * DTypes.SizeOf(x.Type)),
            y.Type, (byte*)y.Storage.Address + ((long)y.Layout.Offset * DTypes.SizeOf(y.Type)), y.Count);
        Run(ref job, Blocks(y.Count), y.Count);
    }

    private readonly struct ConvertJob(DType sourceType, byte* source, DType type, byte* destination, int count) : IParallelJob
    {
        private const int Chunk = 256;

        private readonly DType _sourceType = sourceType;
        private readonly byte* _source = source;
        private readonly DType _type = type;
        private readonly byte* _destination = destination;
        private readonly int _count = count;

        public void Execute(int part)
        {
            // Integers go through long and floats through double, so that no value loses digits on the way.
            double* reals = stackalloc double[Chunk];
            long* wholes = (long*)reals;
            bool isWhole = _sourceType is DType.Int32 or DType.Int64 or DType.UInt8 or DType.Bool;
            nint end = BlockStart(part, _count) + BlockLength(part, _count);
            for (nint start = BlockStart(part, _count); start < end; start += Chunk)
            {
                int length = (int)Math.Min(Chunk, end - start);
                byte* from = _source + (start * DTypes.SizeOf(_sourceType));
                byte* to = _destination + (start * DTypes.SizeOf(_type));
                if (isWhole)
                {
                    ElementConversion.Read(_sourceType, from, new Span<long>(wholes, length));
                    ElementConversion.Write(new ReadOnlySpan<long>(wholes, length), _type, to);
                }
                else
                {
                    ElementConversion.Read(_sourceType, from, new Span<double>(reals, length));
                    ElementConversion.Write(new ReadOnlySpan<double>(reals, length), _type, to);
                }
            }
        }
    }
}
