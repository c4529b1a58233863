using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

/// <summary>The gradient of a linear kernel K is its adjoint: <c>⟨dy, K·x⟩ = ⟨Kᵀ·dy, x⟩</c> for all x and dy.</summary>
/// <remarks>Both sides are summed in double; what remains is the rounding of the stored floats, relative to the sum of magnitudes.</remarks>
public sealed class AdjointTests
{
    private const double Tolerance = 1e-6;
    private static readonly Kernels s_reference = Device.Reference.Kernels;

    public static IEnumerable<TheoryDataRow<string>> Convolutions
        => ConvolutionCases.Shapes().Distinct().Where(shape => shape.Batch > 0).Select(shape => new TheoryDataRow<string>(ConvolutionCases.Text(shape)));

    [Theory]
    [MemberData(nameof(Convolutions))]
    public void Convolution_gradients_are_adjoint_to_the_convolution(string name)
    {
        ConvolutionShape shape = ConvolutionCases.Shapes().First(candidate => ConvolutionCases.Text(candidate) == name);
        TestMemory memory = new(0);
        Tensor x = memory.Random([shape.Batch, shape.Channels, shape.InputPlane]);
        Tensor w = memory.Random([shape.Filters, shape.ChannelsPerGroup, shape.KernelPlane]);
        Tensor dy = memory.Random([shape.Batch, shape.Filters, shape.OutputPlane]);
        Tensor y = memory.Output(dy.Shape);
        Tensor dx = memory.Output(x.Shape);
        Tensor dw = memory.Output(w.Shape);
        s_reference.Convolution(x, w, null, y, shape);
        s_reference.ConvolutionInputGradient(dy, w, null, dx, shape, accumulate: false);
        s_reference.ConvolutionWeightGradient(x, dy, dw, shape, accumulate: false);
        CheckAdjoint(dy, y, dx, x);
        CheckAdjoint(dy, y, dw, w);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Average_pooling_gradient_is_adjoint_to_the_pooling(bool countPadding)
    {
        PoolShape shape = new(3, new Window(5, 2), new Window(7, 3, 2, 1, 1, 1), new Window(9, 3, 2, 2, 2, 1), countPadding);
        TestMemory memory = new(0);
        Tensor x = memory.Random([shape.Planes, shape.InputPlane]);
        Tensor dy = memory.Random([shape.Planes, shape.OutputPlane]);
        Tensor y = memory.Output(dy.Shape);
        Tensor dx = memory.Output(x.Shape);
        s_reference.AveragePool(x, y, shape);
        s_reference.AveragePoolGradient(dy, dx, shape, accumulate: false);
        CheckAdjoint(dy, y, dx, x);
    }

    [Fact]
    public void Max_pooling_gradient_is_adjoint_to_picking_the_winners()
    {
        PoolShape shape = new(3, Window.Single, new Window(7, 3, 2, 1, 1, 1), new Window(9, 3, 1, 2, 2, 1));
        TestMemory memory = new(0);
        Tensor x = memory.Random([shape.Planes, shape.InputPlane]);
        Tensor dy = memory.Random([shape.Planes, shape.OutputPlane]);
        Tensor y = memory.Output(dy.Shape);
        Tensor indices = memory.Output(dy.Shape, type: DType.Int32);
        Tensor dx = memory.Output(x.Shape);
        s_reference.MaxPool(x, y, indices, shape);
        s_reference.MaxPoolGradient(dy, indices, dx, shape, accumulate: false);
        CheckAdjoint(dy, y, dx, x);
    }

    [Fact]
    public void Writing_through_a_layout_is_adjoint_to_copying_from_it()
    {
        (Shape Whole, Func<Layout, Layout> View)[] views =
        [
            ([5, 7], x => x.Transpose(0, 1)), ([9, 8], x => x.Slice(0, 2, 5)), ([33], x => x.Slice(0, 32, 11, -3)),
            ([4, 1], x => x.BroadcastTo([3, 4, 5])), ([1, 3, 1], x => x.BroadcastTo([2, 3, 6])), ([2, 1, 3], x => x.BroadcastTo([2, 4, 3]).Permute(2, 0, 1)),
        ];
        foreach ((Shape whole, Func<Layout, Layout> view) in views)
        {
            TestMemory memory = new(3);
            Tensor x = memory.Random(whole);
            Tensor seen = TestMemory.View(x, view);
            Tensor dy = memory.Random(seen.Shape);
            Tensor y = memory.Output(seen.Shape);
            Tensor dx = memory.Output(whole);
            s_reference.Copy(seen, y, accumulate: false);
            s_reference.Fill(dx, 0);
            s_reference.CopyTo(dy, dx, view(dx.Layout), accumulate: true);
            CheckAdjoint(dy, y, dx, x);
        }
    }

    [Fact]
    public void Gather_gradient_is_adjoint_to_gather()
    {
        TestMemory memory = new(0);
        Tensor table = memory.Random([6, 5]);
        Tensor indices = memory.Integers([20], 6);
        Tensor dy = memory.Random([20, 5]);
        Tensor y = memory.Output(dy.Shape);
        Tensor dtable = memory.Output(table.Shape);
        s_reference.Gather(table, indices, y);
        s_reference.GatherGradient(indices, dy, dtable, accumulate: false);
        CheckAdjoint(dy, y, dtable, table);
    }

    private static void CheckAdjoint(Tensor dy, Tensor y, Tensor dx, Tensor x)
    {
        (double outputs, double outputMagnitude) = Dot(dy, y);
        (double inputs, double inputMagnitude) = Dot(dx, x);
        Assert.True(outputMagnitude > 0 || inputMagnitude == 0, "The case tests nothing: its output is 0.");
        Assert.Equal(outputs, inputs, Tolerance * Math.Max(outputMagnitude, inputMagnitude) + 1e-12);
    }

    private static (double Sum, double Magnitude) Dot(Tensor left, Tensor right)
    {
        double sum = 0;
        double magnitude = 0;
        for (int i = 0; i < left.Count; i++)
        {
            double product = (double)left.Floats()[i] * right.Floats()[i];
            sum += product;
            magnitude += Math.Abs(product);
        }

        return (sum, magnitude);
    }
}
