using System.Text.RegularExpressions;
using DeepHealth.Ecvl.Signals;
using DeepHealth.Samples.SeizureDetection.Exams;
using DeepHealth.Samples.SeizureDetection.Tables;

namespace DeepHealth.Samples.SeizureDetection.Pipeline;

/// <summary>Finds the beats of the first channel that is called ECG or EKG.</summary>
internal sealed partial class RrStep(Workspace workspace) : ExamStep(workspace)
{
    public override string Name => "rr";

    public override string Output(Exam exam) => Workspace.Rr(exam.Name);

    public override bool HasInput(Exam exam) => true;

    public override string Key(Exam exam) => Stamp.Key("rr 1", exam.Hash);

    public override string Produce(Exam exam)
    {
        EdfFile file = EdfFile.Open(exam.Recording);
        SignalInfo ecg = file.Signals.FirstOrDefault(signal => IsEcg().IsMatch(signal.Label))
            ?? throw new ExamException($"no ECG channel: the labels are \"{string.Join("\", \"", file.Signals.Select(signal => signal.Label))}\"; one must contain ECG or EKG");
        if (file.StartTime is not { } start)
        {
            throw new ExamException($"the start \"{file.Header.StartDateText} {file.Header.StartTimeText}\" is no date and time");
        }

        if (file.Header.IsDiscontinuous)
        {
            throw new ExamException("the recording is discontinuous (EDF+D); intervals across its gaps would be wrong");
        }

        double[] samples = file.Read(new SignalReadOptions { Signals = [ecg.Index], IncludeAnnotations = false }).Signals[0].Samples;
        RrTable table = RrTable.Of(new HamiltonDetector().Detect(samples, ecg.RateHz), ecg.RateHz, start);
        return table.IntervalsMs.Length >= 2
            ? table.ToText()
            : throw new ExamException($"only {table.IntervalsMs.Length} intervals between beats were found in {file.DurationSeconds:F0} s of \"{ecg.Label}\"");
    }

    [GeneratedRegex("e[ck]g", RegexOptions.IgnoreCase)]
    private static partial Regex IsEcg();
}
