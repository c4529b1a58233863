namespace DeepHealth.Eddl;

public sealed unsafe partial class CpuKernels
{
    private void MaxPoolCells(Tensor x, Tensor y, Tensor indices, in PoolShape shape)
    {
        CellGrid inputs = InputGrid(x, y, shape);
        CellGrid outputs = OutputGrid(inputs, shape);
        CellView from = CellsOf(x, inputs, WorkspaceSlot.FirstCells);
        CellView to = CellsOf(y, outputs, WorkspaceSlot.SecondCells, isRead: false);
        PoolRows rows = RowsOfOutputs(outputs, shape);
        MaxPoolCellsJob job = new(from, to, (float*)IndexPointer(indices), shape, inputs.Channels, rows);
        Run(ref job, rows.Parts, inputs.Count);
        Return(to, y, outputs);
    }

    private void MaxPoolGradientCells(Tensor dy, Tensor indices, Tensor dx, in PoolShape shape, bool accumulate)
    {
        CellGrid inputs = InputGrid(dx, dy, shape);
        CellView from = CellsOf(dy, OutputGrid(inputs, shape), WorkspaceSlot.FirstCells);
        CellView to = CellsOf(dx, inputs, WorkspaceSlot.SecondCells, accumulate);
        PoolRows rows = RowsOfInputs(inputs);
        MaxPoolGradientCellsJob job = new(from, (float*)IndexPointer(indices), to, shape, inputs.Channels, rows, accumulate);
        Run(ref job, rows.Parts, inputs.Count);
        Return(to, dx, inputs);
    }

    private void AveragePoolCells(Tensor x, Tensor y, in PoolShape shape)
    {
        CellGrid inputs = InputGrid(x, y, shape);
        CellGrid outputs = OutputGrid(inputs, shape);
        CellView from = CellsOf(x, inputs, WorkspaceSlot.FirstCells);
        CellView to = CellsOf(y, outputs, WorkspaceSlot.SecondCells, isRead: false);
        PoolRows rows = RowsOfOutputs(outputs, shape);
        AveragePoolCellsJob job = new(from, to, shape, inputs.Channels, rows);
        Run(ref job, rows.Parts, inputs.Count);
        Return(to, y, outputs);
    }

    private void AveragePoolGradientCells(Tensor dy, Tensor dx, in PoolShape shape, bool accumulate)
    {
        CellGrid inputs = InputGrid(dx, dy, shape);
        CellView from = CellsOf(dy, OutputGrid(inputs, shape), WorkspaceSlot.FirstCells);
        CellView to = CellsOf(dx, inputs, WorkspaceSlot.SecondCells, accumulate);
        PoolRows rows = RowsOfInputs(inputs);
        AveragePoolGradientCellsJob job = new(from, to, shape, inputs.Channels, rows, accumulate);
        Run(ref job, rows.Parts, inputs.Count);
        Return(to, dx, inputs);
    }

    private static CellGrid InputGrid(Tensor inputs, Tensor outputs, in PoolShape shape)
    {
        ChannelsLast format = (inputs.ChannelsLast ?? outputs.ChannelsLast)!;
        return new(format.Batch, format.Channels, shape.Depth.Input, shape.Height.Input, shape.Width.Input);
    }

    private static CellGrid OutputGrid(in CellGrid inputs, in PoolShape shape)
        => inputs with { Depth = shape.Depth.Output, Height = shape.Height.Output, Width = shape.Width.Output };

    // A row of outputs costs its share of the inputs, or the outputs themselves where windows overlap or are few.
    private static PoolRows RowsOfOutputs(in CellGrid outputs, in PoolShape shape)
        => new(
            outputs.Batch, outputs.Depth, outputs.Height,
            (long)shape.InputPlane * outputs.Channels / Math.Max(1, outputs.Depth * outputs.Height));

    private static PoolRows RowsOfInputs(in CellGrid inputs)
        => new(inputs.Batch, inputs.Depth, inputs.Height, (long)inputs.Width * inputs.Channels);
}
