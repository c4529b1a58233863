using DeepHealth.Numerics;

namespace DeepHealth.Eddl.Tests;

/// <summary>One convolution applied twice, each time with a batch normalisation of its own behind it.</summary>
public sealed class SharedFilters : Module
{
    private readonly Conv2D _filters = new(32, 3, padding: 1, bias: false);
    private readonly BatchNorm _first = new();
    private readonly BatchNorm _second = new();

    public SharedFilters() => Children = [_filters, _first, _second];

    public override IReadOnlyList<Module> Children { get; }

    public override Tensor Forward(Tensor x) => _first.Forward(_filters.Forward(x)) - _second.Forward(_filters.Forward(x * x));

    protected override Shape OnBuild(Shape input, BuildContext context)
    {
        Shape filtered = _filters.Build(input, context, "filters");
        _first.Build(filtered, context, "first");
        return _second.Build(filtered, context, "second");
    }
}
