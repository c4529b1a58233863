namespace DeepHealth.Eddl;

/// <summary>What callbacks see and may change.</summary>
public sealed class TrainingContext
{
    internal TrainingContext(Model model, History history, FitOptions options)
    {
        Model = model;
        History = history;
        Options = options;
    }

    /// <summary>The model in training.</summary>
    public Model Model { get; }

    /// <summary>The epochs so far.</summary>
    public History History { get; }

    /// <summary>Settings of the run.</summary>
    public FitOptions Options { get; }

    /// <summary>Whether training ends after this epoch.</summary>
    public bool StopRequested { get; private set; }

    /// <summary>Why training ends early; null while it does not.</summary>
    public string? StopReason { get; private set; }

    /// <summary>Ends training after this epoch.</summary>
    /// <param name="reason">Why, for the user.</param>
    public void Stop(string reason)
    {
        StopRequested = true;
        StopReason ??= reason;
    }
}
