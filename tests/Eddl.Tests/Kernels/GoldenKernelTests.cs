using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

/// <summary>The reference equals PyTorch in double precision within 1e-6.</summary>
public sealed class GoldenKernelTests
{
    private static readonly Kernels s_reference = Device.Reference.Kernels;

    public static IEnumerable<TheoryDataRow<string>> Convolutions => GoldenKernel.Names("convolution");

    public static IEnumerable<TheoryDataRow<string>> Poolings => GoldenKernel.Names("pooling");

    public static IEnumerable<TheoryDataRow<string>> Normalizations => GoldenKernel.Names("normalization");

    public static IEnumerable<TheoryDataRow<string>> Softmaxes => GoldenKernel.Names("softmax");

    public static IEnumerable<TheoryDataRow<string>> Products => GoldenKernel.Names("matmul");

    [Theory]
    [MemberData(nameof(Convolutions))]
    public void Convolution_and_its_gradients_equal_PyTorch(string name)
    {
        GoldenKernel golden = GoldenKernel.Find("convolution", name);
        (Window d, Window h, Window w) = golden.Windows();
        ConvolutionShape shape = new(golden.Whole("batch"), golden.Whole("channels"), golden.Whole("filters"), golden.Whole("groups"), d, h, w);
        Shape inputs = [shape.Batch, shape.Channels, shape.InputPlane];
        Shape outputs = [shape.Batch, shape.Filters, shape.OutputPlane];
        Shape weights = [shape.Filters, shape.ChannelsPerGroup, shape.KernelPlane];
        Tensor x = golden.Operand("x", inputs);
        Tensor kernel = golden.Operand("w", weights);
        Tensor dy = golden.Operand("dy", outputs);
        Tensor y = New(outputs);
        Tensor dx = New(inputs);
        Tensor dw = New(weights);
        Tensor dbias = New([shape.Filters]);
        s_reference.Convolution(x, kernel, golden.Operand("bias", [shape.Filters]), y, shape);
        s_reference.ConvolutionInputGradient(dy, kernel, null, dx, shape, accumulate: false);
        s_reference.ConvolutionWeightGradient(x, dy, dw, shape, accumulate: false);
        s_reference.ChannelSum(dy, dbias, new ChannelShape(shape.Batch, shape.Filters, shape.OutputPlane), accumulate: false);
        golden.Check("y", y);
        golden.Check("dx", dx);
        golden.Check("dw", dw);
        golden.Check("dbias", dbias);
    }

    [Theory]
    [MemberData(nameof(Poolings))]
    public void Pooling_and_its_gradients_equal_PyTorch(string name)
    {
        GoldenKernel golden = GoldenKernel.Find("pooling", name);
        (Window d, Window h, Window w) = golden.Windows();
        PoolShape shape = new(golden.Whole("planes"), d, h, w);
        Shape inputs = [shape.Planes, shape.InputPlane];
        Shape outputs = [shape.Planes, shape.OutputPlane];
        Tensor x = golden.Operand("x", inputs);
        Tensor dy = golden.Operand("dy", outputs);
        Tensor y = New(outputs);
        Tensor dx = New(inputs);
        Tensor indices = new(outputs, DType.Int32, Device.Reference);
        s_reference.MaxPool(x, y, indices, shape);
        s_reference.MaxPoolGradient(dy, indices, dx, shape, accumulate: false);
        golden.Check("max", y);
        golden.Check("dmax", dx);
        Assert.Equal(golden.Wholes("indices"), indices.Integers().ToArray());
        foreach ((string key, bool counted) in ((string, bool)[])[("average", false), ("averageCounted", true)])
        {
            if (golden.Has(key))
            {
                s_reference.AveragePool(x, y, shape with { CountPadding = counted });
                s_reference.AveragePoolGradient(dy, dx, shape with { CountPadding = counted }, accumulate: false);
                golden.Check(key, y);
                golden.Check("d" + key, dx);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Normalizations))]
    public void Normalization_and_its_gradients_equal_PyTorch(string name)
    {
        GoldenKernel golden = GoldenKernel.Find("normalization", name);
        Shape shape = new(golden.Wholes("shape"));
        bool isBatch = golden.Text("kind") == "batch";
        int groups = golden.Whole("groups");
        ChannelShape channels = ChannelShape.Of(shape, "test");
        GroupNormShape rows = golden.Text("kind") == "layer"
            ? new GroupNormShape(shape[0], 1, shape[1], 1)
            : new GroupNormShape(shape[0], groups, shape[1] / groups, channels.Inner);
        Shape statistics = [isBatch ? channels.Channels : rows.Rows];
        Shape affine = [shape[1]];
        Tensor x = golden.Operand("x", shape);
        Tensor dy = golden.Operand("dy", shape);
        Tensor? gamma = golden.Optional("gamma", affine);
        Tensor? beta = golden.Optional("beta", affine);
        Tensor mean = New(statistics);
        Tensor inverse = New(statistics);
        Tensor y = New(shape);
        Tensor dx = New(shape);
        Tensor dgamma = New(affine);
        Tensor dbeta = New(affine);
        if (isBatch)
        {
            s_reference.BatchNorm(x, gamma, beta, mean, inverse, y, channels, golden.Real("epsilon"));
            s_reference.BatchNormGradient(x, dy, gamma, mean, inverse, dx, dgamma, dbeta, channels, accumulate: false, accumulateAffine: false);
        }
        else
        {
            s_reference.GroupNorm(x, gamma, beta, mean, inverse, y, rows, golden.Real("epsilon"));
            s_reference.GroupNormGradient(x, dy, gamma, mean, inverse, dx, dgamma, dbeta, rows, accumulate: false, accumulateAffine: false);
        }

        golden.Check("y", y);
        golden.Check("dx", dx);
        if (gamma is not null)
        {
            golden.Check("dgamma", dgamma);
            golden.Check("dbeta", dbeta);
        }
    }

    [Theory]
    [MemberData(nameof(Softmaxes))]
    public void Softmax_and_cross_entropy_and_their_gradients_equal_PyTorch(string name)
    {
        GoldenKernel golden = GoldenKernel.Find("softmax", name);
        Shape shape = [golden.Whole("rows"), golden.Whole("classes")];
        Tensor x = golden.Operand("x", shape);
        Tensor y = New(shape);
        Tensor dx = New(shape);
        if (golden.Text("kind") == "cross entropy")
        {
            Tensor loss = New([1]);
            Tensor dloss = New([1]);
            dloss.Floats()[0] = golden.Real("dloss");
            Tensor? weights = golden.Optional("weights", [shape[1]]);
            s_reference.CrossEntropy(x, golden.Labels("labels"), weights, y, loss, golden.Real("smoothing"));
            s_reference.CrossEntropyGradient(y, golden.Labels("labels"), weights, dloss, dx, golden.Real("smoothing"), accumulate: false);
            golden.Check("loss", loss);
            golden.Check("probabilities", y);
        }
        else
        {
            bool logarithm = golden.Text("kind") == "log softmax";
            s_reference.Softmax(x, y, logarithm);
            s_reference.SoftmaxGradient(y, golden.Operand("dy", shape), dx, logarithm, accumulate: false);
            golden.Check("y", y);
        }

        golden.Check("dx", dx);
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void Matrix_product_equals_PyTorch_in_all_transposes(string name)
    {
        GoldenKernel golden = GoldenKernel.Find("matmul", name);
        (int batch, int m, int n, int k) = (golden.Whole("batch"), golden.Whole("m"), golden.Whole("n"), golden.Whole("k"));
        foreach (bool transposeX in (bool[])[false, true])
        {
            foreach (bool transposeW in (bool[])[false, true])
            {
                Tensor y = New([batch, m, n]);
                s_reference.MatMul(
                    golden.Operand(transposeX ? "xt" : "x", [batch, m, k]), golden.Operand(transposeW ? "wt" : "w", [batch, k, n]), y,
                    new MatMulShape(batch, m, n, k, transposeX, transposeW), accumulate: false);
                golden.Check("y", y);
            }
        }
    }

    private static Tensor New(Shape shape) => new(shape, DType.Float32, Device.Reference);
}
