using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace DeepHealth.Numerics;

/// <summary>Products of single-precision numbers.</summary>
/// <param name="then">What follows the product.</param>
internal readonly unsafe struct SinglePath<TThen>(TThen then) : IProductPath<float>
    where TThen : struct, IProductThen<float>
{
    private readonly TThen _then = then;

    public void Run(in ProductOperands<float> operands, in ProductStep<float> step = default)
    {
        // The JIT knows the answers: one branch remains.
        if (Vector512.IsHardwareAccelerated)
        {
            BlockedProduct<Register512, float, Vector512<float>>.Run(operands, step, _then);
        }
        else if (Fma.IsSupported && Avx2.IsSupported)
        {
            BlockedProduct<Register256, float, Vector256<float>>.Run(operands, step, _then);
        }
        else if (AdvSimd.IsSupported)
        {
            BlockedProduct<Register128, float, Vector128<float>>.Run(operands, step, _then);
        }
        else
        {
            BlockedProduct<Register32, float, float>.Run(operands, step, _then);
        }
    }

    public void Finish(float* c, nint ldc, int rows, int columns) => _then.Apply(c, ldc, rows, columns);
}
