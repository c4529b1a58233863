namespace DeepHealth.Eddl;

public sealed unsafe partial class CpuKernels
{
    /// <inheritdoc/>
    public override void MaxPool(Tensor x, Tensor y, Tensor indices, in PoolShape shape)
    {
        if (HasChannelsLast(x, y))
        {
            MaxPoolCells(x, y, indices, shape);
            return;
        }

        int planes = PlanesPerPart(shape);
        MaxPoolJob job = new(x.Pointer, y.Pointer, IndexPointer(indices), shape, planes);
        Run(ref job, Parts(shape.Planes, planes), x.Count);
    }

    /// <inheritdoc/>
    public override void MaxPoolGradient(Tensor dy, Tensor indices, Tensor dx, in PoolShape shape, bool accumulate)
    {
        if (HasChannelsLast(dy, dx))
        {
            MaxPoolGradientCells(dy, indices, dx, shape, accumulate);
            return;
        }

        int planes = PlanesPerPart(shape);
        MaxPoolGradientJob job = new(dy.Pointer, IndexPointer(indices), dx.Pointer, shape, planes, accumulate);
        Run(ref job, Parts(shape.Planes, planes), dx.Count);
    }

    /// <inheritdoc/>
    public override void AveragePool(Tensor x, Tensor y, in PoolShape shape)
    {
        if (HasChannelsLast(x, y))
        {
            AveragePoolCells(x, y, shape);
            return;
        }

        AveragePool(x, y, shape, isGradient: false, accumulate: false);
    }

    /// <inheritdoc/>
    public override void AveragePoolGradient(Tensor dy, Tensor dx, in PoolShape shape, bool accumulate)
    {
        if (HasChannelsLast(dy, dx))
        {
            AveragePoolGradientCells(dy, dx, shape, accumulate);
            return;
        }

        AveragePool(dx, dy, shape, isGradient: true, accumulate);
    }

    private void AveragePool(Tensor inputs, Tensor outputs, in PoolShape shape, bool isGradient, bool accumulate)
    {
        int planes = PlanesPerPart(shape);
        if (CoversAll(shape.Depth) && CoversAll(shape.Height) && CoversAll(shape.Width))
        {
            GlobalAverageJob global = new(inputs.Pointer, outputs.Pointer, shape.Planes, shape.InputPlane, planes, isGradient, accumulate);
            Run(ref global, Parts(shape.Planes, planes), inputs.Count);
            return;
        }

        AveragePoolJob job = new(inputs.Pointer, outputs.Pointer, shape, planes, isGradient, accumulate);
        Run(ref job, Parts(shape.Planes, planes), inputs.Count);
    }

    private static bool CoversAll(in Window window)
        => window.Kernel == window.Input && window.Output == 1 && window.Dilation == 1 && window.PadBefore == 0;

    private static int PlanesPerPart(in PoolShape shape) => Math.Max(1, BlockSize / Math.Max(1, shape.InputPlane));
}
