namespace DeepHealth.Numerics;

/// <summary>Work in numbered parts that may run in any order and at the same time.</summary>
/// <remarks>A job is a struct on the caller's stack: starting it allocates nothing. The split into parts must depend on the problem
/// alone, never on the number of threads; then results have the same bits for any number of threads.</remarks>
public interface IParallelJob
{
    /// <summary>Does one part.</summary>
    /// <param name="part">Part, from 0 to the number of parts - 1.</param>
    void Execute(int part);
}
