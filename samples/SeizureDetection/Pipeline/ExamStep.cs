using DeepHealth.Samples.SeizureDetection.Exams;

namespace DeepHealth.Samples.SeizureDetection.Pipeline;

/// <summary>A step that turns each exam's input into one text file.</summary>
internal abstract class ExamStep(Workspace workspace)
{
    /// <summary>Verb and name in reports.</summary>
    public abstract string Name { get; }

    protected Workspace Workspace { get; } = workspace;

    /// <summary>File that the step writes.</summary>
    public abstract string Output(Exam exam);

    /// <summary>Whether the step before has left something to work on; where not, the exam is in the list of bad files already.</summary>
    public abstract bool HasInput(Exam exam);

    /// <summary>All that the output depends on.</summary>
    public abstract string Key(Exam exam);

    /// <summary>Makes the output.</summary>
    /// <exception cref="ExamException">The exam cannot be used.</exception>
    /// <exception cref="Ecvl.Signals.SignalFormatException">A file is damaged.</exception>
    public abstract string Produce(Exam exam);
}
