namespace DeepHealth.Ecvl.Signals;

/// <summary>The annotated stretches of one recording, with the header of their file.</summary>
public sealed record EventList
{
    /// <summary>The stretches as stored.</summary>
    public required IReadOnlyList<EventAnnotation> Events { get; init; }

    /// <summary>Fields of the header in stored order, such as <c>version</c>, <c>annotator</c> and <c>date</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Header { get; init; } = [];

    /// <summary>Wall-clock time that seconds count from; null where they count from the first sample of the recording.</summary>
    public DateTime? Origin { get; init; }

    /// <summary>The same stretches in seconds from the first sample.</summary>
    /// <param name="recordingStart">Wall-clock time of the first sample. Only lists with an <see cref="Origin"/> need it.</param>
    /// <exception cref="ArgumentException">The list has wall-clock times, but the start of the recording is unknown.</exception>
    public IReadOnlyList<EventAnnotation> FromStart(DateTime? recordingStart)
    {
        if (Origin is not { } origin)
        {
            return Events;
        }

        if (recordingStart is not { } start)
        {
            throw new ArgumentException($"EventList: the annotations count from {origin:O}, but the start of the recording is unknown.", nameof(recordingStart));
        }

        // In ticks of 100 ns, so that times meet those of samples exactly.
        long shift = (origin - start).Ticks;
        return [.. Events.Select(annotation => annotation with
        {
            StartSeconds = (double)(Ticks(annotation.StartSeconds) + shift) / TimeSpan.TicksPerSecond,
            EndSeconds = (double)(Ticks(annotation.EndSeconds) + shift) / TimeSpan.TicksPerSecond,
        })];
    }

    private static long Ticks(double seconds) => (long)Math.Round(seconds * TimeSpan.TicksPerSecond);
}
