using System.Runtime.Intrinsics;

namespace DeepHealth.Numerics;

/// <summary>What may follow a product.</summary>
internal static unsafe class ProductThen
{
    /// <summary>Nothing.</summary>
    internal readonly struct Nothing<TNumber> : IProductThen<TNumber>
        where TNumber : unmanaged
    {
        public static bool IsNothing => true;

        public void Apply(TNumber* c, nint ldc, int rows, int columns)
        {
        }
    }

    /// <summary>An element-wise op.</summary>
    internal readonly struct Map<TOp>(TOp op) : IProductThen<float>
        where TOp : struct, IUnaryOp
    {
        private readonly TOp _op = op;

        public static bool IsNothing => false;

        public void Apply(float* c, nint ldc, int rows, int columns)
        {
            for (int row = 0; row < rows; row++)
            {
                if (Vector512.IsHardwareAccelerated)
                {
                    SpanLoops.MapWith<TOp, Lanes16>(_op, c, c, columns);
                }
                else if (Lanes8.IsAccelerated)
                {
                    SpanLoops.MapWith<TOp, Lanes8>(_op, c, c, columns);
                }
                else
                {
                    SpanLoops.MapWith<TOp, Scalar>(_op, c, c, columns);
                }

                c += ldc;
            }
        }
    }
}
