using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>How a window slides along one axis.</summary>
/// <param name="Input">Size of the input axis.</param>
/// <param name="Kernel">Cells of the window, at least 1.</param>
/// <param name="Stride">Step of the window, at least 1.</param>
/// <param name="Dilation">Distance of the window's cells, at least 1.</param>
/// <param name="PadBefore">Cells added before the input, at least 0.</param>
/// <param name="PadAfter">Cells added after the input, at least 0.</param>
public readonly record struct Window(int Input, int Kernel, int Stride = 1, int Dilation = 1, int PadBefore = 0, int PadAfter = 0)
{
    /// <summary>An axis the window does not slide along.</summary>
    public static Window Single { get; } = new(1, 1);

    /// <summary>Extent of the window, gaps included.</summary>
    public int Extent => ((Kernel - 1) * Dilation) + 1;

    /// <summary>Number of window positions; 0 where the window does not fit.</summary>
    public int Output
    {
        get
        {
            int room = Input + PadBefore + PadAfter - Extent;
            return room < 0 ? 0 : (room / Stride) + 1;
        }
    }

    /// <summary>What windows read outside the input.</summary>
    internal Halo InputHalo => new(PadBefore, Math.Max(0, ((Output - 1) * Stride) + Extent - PadBefore - Input));

    /// <summary>What the input gradient reads outside the output: it sums over every output whose window, there or not, holds the cell.</summary>
    internal Halo OutputHalo => new(
        Math.Max(0, (Extent - 1 - PadBefore + Stride - 1) / Stride), Math.Max(0, ((Input - 1 + PadBefore) / Stride) - (Output - 1)));

    /// <summary>Checks the ranges and that the window fits at least once.</summary>
    /// <exception cref="ShapeException">A value is out of range, or the window is larger than the padded input.</exception>
    public void Validate(string operation)
    {
        if (Kernel < 1 || Stride < 1 || Dilation < 1 || PadBefore < 0 || PadAfter < 0)
        {
            throw new ShapeException(
                $"{operation}: kernel {Kernel}, stride {Stride} and dilation {Dilation} must be at least 1, padding {PadBefore}, {PadAfter} at least 0.");
        }

        if (Output < 1)
        {
            throw new ShapeException(
                $"{operation}: a window of {Extent} cells does not fit into {Input} cells with padding {PadBefore} + {PadAfter}.");
        }
    }
}
