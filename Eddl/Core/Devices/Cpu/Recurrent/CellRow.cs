namespace DeepHealth.Eddl;

/// <summary>The numbers of one step of one sequence.</summary>
internal unsafe ref struct CellRow
{
    /// <summary>Sums over the input on entry, activations on return.</summary>
    public float* Gates;

    /// <summary>Sums over the state before, where they are kept apart.</summary>
    public float* Recurrent;

    /// <summary>Bias of the sums over the input; or null.</summary>
    public float* BiasInput;

    /// <summary>Bias of the sums over the state; or null.</summary>
    public float* BiasHidden;

    /// <summary>State before the step.</summary>
    public float* PreviousState;

    /// <summary>Memory before the step; null at the first.</summary>
    public float* PreviousMemory;

    /// <summary>Written: memory after the step, see <see cref="RecurrentTape.Memory"/>.</summary>
    public float* Memory;

    /// <summary>Written: state after the step.</summary>
    public float* State;
}
