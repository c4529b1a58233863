using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Modules one after the other. Parameters are named by position: <c>0.weight</c>, <c>2.gamma</c>.</summary>
/// <param name="modules">Modules in order.</param>
public sealed class Sequential(params Module[] modules) : Module
{
    private readonly Module[] _modules = [.. modules];

    /// <inheritdoc/>
    public override IReadOnlyList<Module> Children => _modules;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x)
    {
        foreach (Module module in _modules)
        {
            x = module.Forward(x);
        }

        return x;
    }

    /// <inheritdoc/>
    protected override Shape OnBuild(Shape input, BuildContext context)
    {
        for (int i = 0; i < _modules.Length; i++)
        {
            input = _modules[i].Build(input, context, $"{i}");
        }

        return input;
    }
}
