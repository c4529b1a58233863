using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>The squared distance from the center.</summary>
internal readonly struct SquaredDistanceTerm : IChannelTerm
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Add<TRegister, TVector>(TVector sum, TVector x, TVector center)
        where TRegister : struct, IRegister<TVector>
        where TVector : struct
    {
        TVector distance = TRegister.Subtract(x, center);
        return TRegister.MultiplyAdd(distance, distance, sum);
    }
}
