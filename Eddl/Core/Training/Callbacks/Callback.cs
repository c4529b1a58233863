namespace DeepHealth.Eddl;

/// <summary>Acts after each epoch of training.</summary>
/// <remarks>Whatever a callback decides must follow from the history: then a resumed run decides as an uninterrupted one.</remarks>
public abstract class Callback
{
    /// <summary>Called before the first epoch, also of a resumed run; the history holds the epochs done before.</summary>
    public virtual void OnStart(TrainingContext context)
    {
    }

    /// <summary>Called after each epoch; the history ends with it.</summary>
    public abstract void OnEpochEnd(TrainingContext context);
}
