using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Fits machines to parts of one training set.</summary>
internal sealed class CascadeStage(FeatureTable samples, int[] labels, SvmOptions options, double[] weights, double gamma)
{
    /// <summary>The support vectors of each part, found side by side.</summary>
    public int[][] Reduce(int[][] parts)
    {
        int[][] reduced = new int[parts.Length][];
        PartJob job = new(this, parts, reduced);
        WorkerTeam.Default.Run(ref job, parts.Length);
        return reduced;
    }

    /// <summary>The support vectors of a part.</summary>
    public int[] Support(int[] rows)
    {
        // A part with one class has no border; all of it goes on.
        return rows.Select(row => labels[row]).Distinct().Count() < 2 ? rows : [.. Fit(rows).SupportRows.Select(row => rows[row])];
    }

    /// <summary>The machine of a part.</summary>
    public SupportVectorMachine Fit(int[] rows)
        => SupportVectorMachine.Fit(samples.Select(rows), [.. rows.Select(row => labels[row])], options, weights, gamma);

    private readonly struct PartJob(CascadeStage stage, int[][] parts, int[][] reduced) : IParallelJob
    {
        public void Execute(int part) => reduced[part] = stage.Support(parts[part]);
    }
}
