using DeepHealth.Numerics;

namespace DeepHealth.Eddl.Tests;

/// <summary>Returns its input, and computes two things that nobody reads.</summary>
public sealed class Wasteful : Module
{
    public override Tensor Forward(Tensor x)
    {
        _ = x.Exp().Sum();
        return x;
    }

    protected override Shape OnBuild(Shape input, BuildContext context) => input;
}
