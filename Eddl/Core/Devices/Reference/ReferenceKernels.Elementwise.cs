using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

public sealed partial class ReferenceKernels
{
    /// <inheritdoc/>
    public override void Map<TOp>(TOp op, Tensor x, Tensor y)
    {
        Span<float> source = x.Floats();
        Span<float> destination = y.Floats();
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = (float)op.Forward(new Scalar64(source[i])).Value;
        }
    }

    /// <inheritdoc/>
    public override void MapGradient<TOp>(TOp op, Tensor x, Tensor y, Tensor dy, Tensor dx, bool accumulate)
    {
        Span<float> xs = x.Floats();
        Span<float> ys = y.Floats();
        Span<float> dys = dy.Floats();
        Span<float> dxs = dx.Floats();
        for (int i = 0; i < dxs.Length; i++)
        {
            Store(ref dxs[i], op.Backward(new Scalar64(xs[i]), new Scalar64(ys[i]), new Scalar64(dys[i])).Value, accumulate);
        }
    }

    /// <inheritdoc/>
    public override void Zip<TOp>(TOp op, Tensor a, Tensor b, Tensor y)
    {
        Layout left = a.Layout.BroadcastTo(y.Shape);
        Layout right = b.Layout.BroadcastTo(y.Shape);
        Span<float> destination = y.Floats();
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = (float)op.Forward(Element(a, left, i), Element(b, right, i)).Value;
        }
    }

    /// <inheritdoc/>
    public override void ZipGradientLeft<TOp>(TOp op, Tensor a, Tensor b, Tensor y, Tensor dy, Tensor da, bool accumulate)
    {
        Layout left = a.Layout.BroadcastTo(y.Shape);
        Layout right = b.Layout.BroadcastTo(y.Shape);
        Layout sum = Layout.Contiguous(da.Shape).BroadcastTo(y.Shape);
        double[] sums = new double[da.Count];
        for (int i = 0; i < y.Count; i++)
        {
            sums[PositionOf(sum, i)] += op.BackwardLeft(Element(a, left, i), Element(b, right, i), Element(y, y.Layout, i), Element(dy, dy.Layout, i)).Value;
        }

        Store(da.Floats(), sums, accumulate);
    }

    /// <inheritdoc/>
    public override void ZipGradientRight<TOp>(TOp op, Tensor a, Tensor b, Tensor y, Tensor dy, Tensor db, bool accumulate)
    {
        Layout left = a.Layout.BroadcastTo(y.Shape);
        Layout right = b.Layout.BroadcastTo(y.Shape);
        Layout sum = Layout.Contiguous(db.Shape).BroadcastTo(y.Shape);
        double[] sums = new double[db.Count];
        for (int i = 0; i < y.Count; i++)
        {
            sums[PositionOf(sum, i)] += op.BackwardRight(Element(a, left, i), Element(b, right, i), Element(y, y.Layout, i), Element(dy, dy.Layout, i)).Value;
        }

        Store(db.Floats(), sums, accumulate);
    }

    /// <inheritdoc/>
    public override void Where(Tensor condition, Tensor? a, Tensor? b, Tensor y, bool accumulate)
    {
        Span<byte> conditions = Elements<byte>(condition);
        Span<float> destination = y.Floats();
        for (int i = 0; i < destination.Length; i++)
        {
            Tensor? chosen = conditions[i] != 0 ? a : b;
            Store(ref destination[i], chosen is null ? 0 : chosen.Floats()[i], accumulate);
        }
    }

    /// <inheritdoc/>
    public override void Update<TOp>(TOp op, Tensor parameter, Tensor gradient, Tensor first, Tensor second)
    {
        Span<float> parameters = parameter.Floats();
        Span<float> gradients = gradient.Floats();
        Span<float> firsts = first.Floats();
        Span<float> seconds = second.Floats();
        for (int i = 0; i < parameters.Length; i++)
        {
            Scalar64 p = new(parameters[i]);
            Scalar64 f = new(firsts.IsEmpty ? 0 : firsts[i]);
            Scalar64 s = new(seconds.IsEmpty ? 0 : seconds[i]);
            op.Apply(ref p, new Scalar64(gradients[i]), ref f, ref s);
            parameters[i] = (float)p.Value;
            if (!firsts.IsEmpty)
            {
                firsts[i] = (float)f.Value;
            }

            if (!seconds.IsEmpty)
            {
                seconds[i] = (float)s.Value;
            }
        }
    }

    private static Scalar64 Element(Tensor x, in Layout layout, int index) => new(x.StorageFloats()[PositionOf(layout, index)]);
}
