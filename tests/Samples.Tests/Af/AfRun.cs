extern alias AfDetection;

using AfProgram = AfDetection::DeepHealth.Samples.AfDetection.Program;

namespace DeepHealth.Samples.Tests.Af;

/// <summary>A run of the AF sample inside the test's process.</summary>
internal static class AfRun
{
    /// <summary>Runs the program.</summary>
    public static ProgramRun Of(params string[] args) => ProgramRun.Of(AfProgram.Main, args);
}
