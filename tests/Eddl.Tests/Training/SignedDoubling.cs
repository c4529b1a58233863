using DeepHealth.Numerics;

namespace DeepHealth.Eddl.Tests;

/// <summary>Doubles positive inputs: its ops depend on the values.</summary>
public sealed class SignedDoubling : Module
{
    public override Tensor Forward(Tensor x) => x.Sum().Item() > 0 ? x * 2 : x * 1;

    protected override Shape OnBuild(Shape input, BuildContext context) => input;
}
