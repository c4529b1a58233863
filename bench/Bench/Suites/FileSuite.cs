using BenchmarkDotNet.Attributes;

namespace DeepHealth.Bench;

/// <summary>Files and signals: tasks one by one.</summary>
/// <typeparam name="TFamily">The tasks.</typeparam>
[GenericTypeArguments(typeof(ImageCodecs))]
[GenericTypeArguments(typeof(DicomFiles))]
[GenericTypeArguments(typeof(Volumes))]
[GenericTypeArguments(typeof(Signals))]
public class FileSuite<TFamily>
    where TFamily : IFileFamily
{
    private string _folder = "";
    private Action _call = () => { };

    /// <summary>Tasks of a run.</summary>
    public static IEnumerable<FileTask> Tasks => TFamily.Tasks;

    /// <summary>Numbers of workers of a run.</summary>
    public static int[] WorkerCounts => TFamily.WorkerCounts;

    /// <summary>Which task.</summary>
    [ParamsSource(nameof(Tasks))]
    public FileTask? Task { get; set; }

    /// <summary>Number of workers.</summary>
    [ParamsSource(nameof(WorkerCounts))]
    public int Workers { get; set; }

    /// <summary>Makes the input.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        _folder = Directory.CreateTempSubdirectory("deephealth-bench").FullName;
        _call = Task!.Prepare(_folder, Workers);
    }

    /// <summary>Removes the files.</summary>
    [GlobalCleanup]
    public void CleanUp() => Directory.Delete(_folder, recursive: true);

    /// <summary>One call.</summary>
    [Benchmark]
    public void Call() => _call();
}
