using DeepHealth.Ecvl.Signals;
using DeepHealth.Samples.SeizureDetection.Exams;
using DeepHealth.Samples.SeizureDetection.Tables;

namespace DeepHealth.Samples.SeizureDetection.Pipeline;

/// <summary>Describes the variability of the heart rate second by second, always of the past.</summary>
/// <param name="workspace">Where tables lie.</param>
/// <param name="isCompatible">True for the original's time axis, which begins at the first beat, so that features come early by that time; false for the recording's.</param>
internal sealed class FeatureStep(Workspace workspace, bool isCompatible) : ExamStep(workspace)
{
    public override string Name => "features";

    public override string Output(Exam exam) => Workspace.Features(exam.Name);

    public override bool HasInput(Exam exam) => File.Exists(Workspace.Rr(exam.Name));

    public override string Key(Exam exam) => Stamp.Key("features 1", isCompatible ? "first beat" : "recording", Stamp.HashOf(Workspace.Rr(exam.Name)));

    public override string Produce(Exam exam) => Compute(RrTable.Read(Workspace.Rr(exam.Name)), isCompatible, Path.GetFileName(Output(exam)));

    /// <summary>The table of an exam.</summary>
    public static string Compute(RrTable rr, bool isCompatible, string fileName)
    {
        SlidingHrvOptions options = new();
        SlidingHrvRow[] rows = new SlidingHrv(options).Compute(isCompatible ? rr.EndTimesFromFirstBeatMs() : rr.EndTimesMs(), rr.IntervalsMs);
        return FeatureColumns.ToText(rows, isCompatible ? rr.Nanoseconds[0] : rr.Start, options.StepMs, fileName);
    }
}
