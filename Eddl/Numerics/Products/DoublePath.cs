using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace DeepHealth.Numerics;

/// <summary>Products of double-precision numbers.</summary>
internal readonly unsafe struct DoublePath : IProductPath<double>
{
    public void Run(in ProductOperands<double> operands, in ProductStep<double> step = default)
    {
        ProductThen.Nothing<double> then = default;
        if (Vector512.IsHardwareAccelerated)
        {
            BlockedProduct<DoubleRegister512, double, Vector512<double>>.Run(operands, step, then);
        }
        else if (Fma.IsSupported && Avx2.IsSupported)
        {
            BlockedProduct<DoubleRegister256, double, Vector256<double>>.Run(operands, step, then);
        }
        else if (AdvSimd.Arm64.IsSupported)
        {
            BlockedProduct<DoubleRegister128, double, Vector128<double>>.Run(operands, step, then);
        }
        else
        {
            BlockedProduct<DoubleRegister64, double, double>.Run(operands, step, then);
        }
    }

    public void Finish(double* c, nint ldc, int rows, int columns)
    {
    }
}
