using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>What a sum over a channel adds for each element.</summary>
internal interface IChannelTerm
{
    /// <summary>Adds the terms of a register of elements.</summary>
    /// <param name="sum">Sum so far.</param>
    /// <param name="x">Elements.</param>
    /// <param name="center">An element whose term is 0, in every lane.</param>
    static abstract TVector Add<TRegister, TVector>(TVector sum, TVector x, TVector center)
        where TRegister : struct, IRegister<TVector>
        where TVector : struct;
}
