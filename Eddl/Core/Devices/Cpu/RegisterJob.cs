using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Runs an <see cref="IRegisterJob"/>.</summary>
internal static class RegisterJob
{
    /// <summary>Does one part with the widest registers of this processor.</summary>
    /// <param name="job">The job; it is not copied.</param>
    /// <param name="part">Part, from 0 to the number of parts - 1.</param>
    public static void Execute<TJob>(in TJob job, int part)
        where TJob : struct, IRegisterJob
    {
        // The JIT knows the answers: one call remains.
        if (Vector512.IsHardwareAccelerated)
        {
            Unsafe.AsRef(in job).Compute<Register512, Vector512<float>>(part);
        }
        else if (Fma.IsSupported)
        {
            Unsafe.AsRef(in job).Compute<Register256, Vector256<float>>(part);
        }
        else if (AdvSimd.IsSupported)
        {
            Unsafe.AsRef(in job).Compute<Register128, Vector128<float>>(part);
        }
        else
        {
            Unsafe.AsRef(in job).Compute<Register32, float>(part);
        }
    }
}
