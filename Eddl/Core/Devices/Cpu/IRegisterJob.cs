using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Work in parts, written once for registers of every width; <see cref="RegisterJob.Execute"/> chooses the width.</summary>
internal interface IRegisterJob : IParallelJob
{
    /// <summary>Does one part.</summary>
    /// <param name="part">Part, from 0 to the number of parts - 1.</param>
    void Compute<TRegister, TVector>(int part)
        where TRegister : struct, IRegister<TVector>
        where TVector : struct;
}
