namespace DeepHealth.Bench;

/// <summary>Tasks that belong together: one suite.</summary>
public interface IFileFamily
{
    /// <summary>Numbers of workers of a run.</summary>
    static abstract int[] WorkerCounts { get; }

    /// <summary>The tasks.</summary>
    static abstract IEnumerable<FileTask> Tasks { get; }
}
