namespace DeepHealth.Eddl;

/// <summary>A kind of recurrent cell, known when the loops over steps are compiled.</summary>
internal interface IRecurrentCell
{
    /// <summary>Sums per unit.</summary>
    static abstract int Gates { get; }

    /// <summary>Whether the recurrent product is added to the sums over the input, rather than kept apart.</summary>
    static abstract bool AddsProducts { get; }

    /// <summary>Computes one step of one sequence.</summary>
    static abstract void Forward(in CellRow row, int units);

    /// <summary>Computes the gradients of one step of one sequence by its sums.</summary>
    static abstract void Backward(in CellGradientRow row, int units);
}
