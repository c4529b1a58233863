using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>The element itself; its center is 0.</summary>
internal readonly struct ElementTerm : IChannelTerm
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Add<TRegister, TVector>(TVector sum, TVector x, TVector center)
        where TRegister : struct, IRegister<TVector>
        where TVector : struct
        => TRegister.Add(sum, x);
}
