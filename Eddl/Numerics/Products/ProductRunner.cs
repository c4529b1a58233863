using System.Diagnostics;
using System.Numerics;

namespace DeepHealth.Numerics;

/// <summary>Runs products on a team, or on the calling thread.</summary>
internal static unsafe class ProductRunner
{
    /// <summary>Computes one product.</summary>
    /// <param name="team">Threads; null for the calling one alone.</param>
    /// <param name="operands">Operands of any size.</param>
    /// <param name="path">The numbers' arithmetic.</param>
    public static void Run<TNumber, TPath>(WorkerTeam? team, in ProductOperands<TNumber> operands, TPath path)
        where TNumber : unmanaged, INumber<TNumber>
        where TPath : struct, IProductPath<TNumber>
    {
        if (IsTrivial(operands, path))
        {
            return;
        }

        if (LargeProduct.Suits(operands))
        {
            LargeProduct.Run(team, operands, path);
            return;
        }

        // One thread need not pack an operand once per part: the bits do not depend on the parts.
        if (team is null || team.Threads == 1)
        {
            path.Run(operands);
            return;
        }

        ProductParts parts = new(operands.M, operands.N, operands.K, operands.TransposeA, operands.TransposeB, threads: team.Threads);
        if (parts.Count == 1)
        {
            path.Run(operands);
            return;
        }

        ProductJob<TNumber, TPath> job = new(operands, parts, path);
        team.Run(ref job, parts.Count);
    }

    /// <summary>Computes a batch of products.</summary>
    /// <param name="team">Threads.</param>
    /// <param name="batch">Products of any size.</param>
    /// <param name="path">The numbers' arithmetic.</param>
    public static void RunBatch<TNumber, TPath>(WorkerTeam team, in ProductBatch<TNumber> batch, TPath path)
        where TNumber : unmanaged, INumber<TNumber>
        where TPath : struct, IProductPath<TNumber>
    {
        if (batch.Count <= 1 || batch.M == 0 || batch.N == 0 || batch.K == 0 || team.Threads == 1 || LargeProduct.Suits(batch.Product(0)))
        {
            for (int i = 0; i < batch.Count; i++)
            {
                Run(team, batch.Product(i), path);
            }

            return;
        }

        BatchJob<TNumber, TPath> job = new(batch, path);
        team.Run(ref job, job.Count);
    }

    // Whether there is nothing to add up; C then is written here.
    private static bool IsTrivial<TNumber, TPath>(in ProductOperands<TNumber> operands, TPath path)
        where TNumber : unmanaged, INumber<TNumber>
        where TPath : struct, IProductPath<TNumber>
    {
        Debug.Assert(
            operands is { M: >= 0, N: >= 0, K: >= 0 } && (operands.M <= 1 || operands.Ldc >= operands.N), "Sizes are checked by the caller.");
        if (operands.M == 0 || operands.N == 0)
        {
            return true;
        }

        if (operands.K > 0)
        {
            return false;
        }

        for (int row = 0; row < operands.M; row++)
        {
            Span<TNumber> values = new(operands.C + (row * operands.Ldc), operands.N);
            if (!operands.Accumulate)
            {
                values.Clear();
            }

            for (int column = 0; operands.Bias != null && column < values.Length; column++)
            {
                values[column] += operands.Bias[column];
            }
        }

        path.Finish(operands.C, operands.Ldc, operands.M, operands.N);
        return true;
    }
}
