namespace DeepHealth.Ecvl.Signals;

/// <summary>A stretch of a recording to which an annotator gave a label.</summary>
/// <param name="StartSeconds">Begin in seconds from the origin of the list.</param>
/// <param name="EndSeconds">End in seconds, not before the begin.</param>
/// <param name="Label">One word such as <c>seiz</c> or <c>bckg</c>.</param>
/// <param name="Probability">How sure the annotator is, 0 to 1.</param>
/// <param name="Channel">Channel, or <c>TERM</c> for all of them (the word of the Temple University corpus).</param>
public readonly record struct EventAnnotation(double StartSeconds, double EndSeconds, string Label, double Probability = 1, string Channel = EventAnnotation.AllChannels)
{
    /// <summary>The channel name that stands for all channels.</summary>
    public const string AllChannels = "TERM";
}
