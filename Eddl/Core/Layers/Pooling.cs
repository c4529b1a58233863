using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Pooling over one, two or three spatial axes.</summary>
public abstract class Pooling : Module
{
    private readonly int _axes;
    private readonly PoolOptions _options;
    private readonly bool _average;

    private protected Pooling(int axes, PoolOptions options, bool average)
    {
        _axes = axes;
        _options = options;
        _average = average;
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x)
    {
        Check.SpatialBatch(Kind, x, _axes);
        return _average ? Functional.AveragePool(x, _options) : Functional.MaxPool(x, _options);
    }

    /// <inheritdoc/>
    protected override Shape OnBuild(Shape input, BuildContext context)
    {
        Check.SpatialAxes(Kind, input, _axes);
        Shape batch = input.Insert(0, 1);
        PoolShape shape = _options.ShapeOf(Kind, batch);
        return WindowOptions.OutputShape(batch, input[0], shape.Depth, shape.Height, shape.Width).Without(0);
    }
}
