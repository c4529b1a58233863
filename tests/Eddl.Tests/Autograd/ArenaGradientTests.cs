using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

/// <summary>Gradients of parameters lie in slices of one arena, also where an op sees a parameter through a view.</summary>
public class ArenaGradientTests
{
    [Theory]
    [InlineData("reference")]
    [InlineData("cpu")]
    public void Views_of_parameters_write_into_their_own_slice(string device)
    {
        TiedWeights network = new();
        ParameterArena arena = network.Build([2], seed: 1, Devices.Named(device));
        Tensor x = Tensor.From([1f, 2], new Shape(1, 2), Devices.Named(device));
        network.Forward(x).Sum().Backward();

        // y = x·Wᵀ + b with W [3, 2]: every row of dW is x, and db is 1. The other parameter is unused.
        Assert.Equal([1f, 2, 1, 2, 1, 2], network.Weight.Grad!.ToArray());
        Assert.Equal([1f, 1, 1], network.Bias.Grad!.ToArray());
        Assert.Null(network.Unused.Grad);
        Assert.Same(arena.Gradients.Storage, network.Weight.Grad!.Storage);
        Assert.Equal(0, arena.Gradients[..6].Abs().Sum().Item());
    }

    private sealed class TiedWeights : Module
    {
        private Parameter? _unused;
        private Parameter? _weight;
        private Parameter? _bias;

        public Tensor Unused => _unused!.Value;

        public Tensor Weight => _weight!.Value;

        public Tensor Bias => _bias!.Value;

        public override Tensor Forward(Tensor x) => x.MatMul(Weight.Transpose()) + Bias.Reshape(1, 3);

        protected override Shape OnBuild(Shape input, BuildContext context)
        {
            // First in the arena, so that a gradient written without the offset would land here.
            _unused = context.Add("unused", [3, 2], Initializer.HeNormal, fans: new Fans(2, 3));
            _weight = context.Add("weight", [3, 2], Initializer.HeNormal, fans: new Fans(2, 3));
            _bias = context.Add("bias", [3], Initializer.Zeros, ParameterKind.Bias);
            return [3];
        }
    }
}
