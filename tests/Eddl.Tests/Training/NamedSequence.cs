using DeepHealth.Numerics;

namespace DeepHealth.Eddl.Tests;

/// <summary>Modules one after the other, with names of their own.</summary>
public sealed class NamedSequence(params (string Name, Module Module)[] stages) : Module
{
    public override IReadOnlyList<Module> Children { get; } = [.. stages.Select(stage => stage.Module)];

    public override Tensor Forward(Tensor x)
    {
        foreach ((string _, Module module) in stages)
        {
            x = module.Forward(x);
        }

        return x;
    }

    protected override Shape OnBuild(Shape input, BuildContext context)
    {
        foreach ((string name, Module module) in stages)
        {
            input = module.Build(input, context, name);
        }

        return input;
    }
}
