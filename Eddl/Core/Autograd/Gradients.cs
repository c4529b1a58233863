namespace DeepHealth.Eddl;

/// <summary>Switches recording off where no gradients are wanted: <c>using (Gradients.Off()) { … }</c>.</summary>
public static class Gradients
{
    [ThreadStatic]
    private static int t_off;

    /// <summary>Whether ops of this thread are recorded.</summary>
    public static bool AreRecorded => t_off == 0;

    /// <summary>Stops recording on this thread until the result is disposed. Nests.</summary>
    public static Pause Off()
    {
        t_off++;
        return default;
    }

    /// <summary>Ends the pause when disposed.</summary>
    public readonly ref struct Pause
    {
        /// <summary>Resumes recording.</summary>
        public void Dispose() => t_off--;
    }
}
