using System.Security.Cryptography;
using DeepHealth.Samples.SeizureDetection;

namespace DeepHealth.Samples.Tests.Seizure;

/// <summary>A run of the seizure sample inside the test's process.</summary>
internal sealed record SeizureRun(int Code, string Output, string Error)
{
    public static SeizureRun Of(params string[] args)
    {
        ProgramRun run = ProgramRun.Of(Program.Main, args);
        return new SeizureRun(run.Code, run.Output, run.Error);
    }

    /// <summary>Every file under a folder with the hash of its content.</summary>
    public static SortedDictionary<string, string> Snapshot(string folder)
        => new(Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
            .ToDictionary(path => Path.GetRelativePath(folder, path), path => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))), StringComparer.Ordinal);
}
