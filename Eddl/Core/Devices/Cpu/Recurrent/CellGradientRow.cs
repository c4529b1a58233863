namespace DeepHealth.Eddl;

/// <summary>The numbers of one step of one sequence and their gradients.</summary>
internal unsafe ref struct CellGradientRow
{
    /// <summary>Activations.</summary>
    public float* Gates;

    /// <summary>State before the step.</summary>
    public float* PreviousState;

    /// <summary>Memory before the step; null at the first.</summary>
    public float* PreviousMemory;

    /// <summary>Memory after the step.</summary>
    public float* Memory;

    /// <summary>Gradient of the state by what uses it outside the layer; or null.</summary>
    public float* OutputGradient;

    /// <summary>Gradient of the state by the next step on entry; on return that of the state before, as far as it does not come through
    /// the recurrent product, where the cell has such a way.</summary>
    public float* StateGradient;

    /// <summary>Gradient of the memory by the next step on entry, of the memory before on return.</summary>
    public float* MemoryGradient;

    /// <summary>Written: gradient of the sums over the input.</summary>
    public float* GatesGradient;

    /// <summary>Written: gradient of the sums over the state, where they are kept apart.</summary>
    public float* RecurrentGradient;
}
