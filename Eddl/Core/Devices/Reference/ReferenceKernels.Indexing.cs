namespace DeepHealth.Eddl;

public sealed partial class ReferenceKernels
{
    /// <inheritdoc/>
    public override void Gather(Tensor table, Tensor indices, Tensor y)
    {
        Span<int> rows = indices.Integers();
        LabelCheck.Require("Gather", rows, table.Shape[0]);
        int width = table.Shape[1..].ElementCount;
        for (int i = 0; i < rows.Length; i++)
        {
            table.Floats().Slice(rows[i] * width, width).CopyTo(y.Floats().Slice(i * width, width));
        }
    }

    /// <inheritdoc/>
    public override void GatherGradient(Tensor indices, Tensor dy, Tensor dtable, bool accumulate)
    {
        Span<int> rows = indices.Integers();
        LabelCheck.Require("Gather", rows, dtable.Shape[0]);
        int width = dtable.Shape[1..].ElementCount;
        double[] sums = new double[dtable.Count];
        for (int i = 0; i < dy.Count; i++)
        {
            sums[(rows[i / width] * width) + (i % width)] += dy.Floats()[i];
        }

        Store(dtable.Floats(), sums, accumulate);
    }
}
