namespace DeepHealth.Samples.SeizureDetection.Pipeline;

/// <summary>Follows a step. <see cref="Advance"/> may be called by several threads.</summary>
internal interface IStepProgress
{
    /// <summary>A step begins.</summary>
    void Begin(string step, int files);

    /// <summary>A file is finished.</summary>
    void Advance();

    /// <summary>The step is over.</summary>
    void End();
}
