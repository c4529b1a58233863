using DeepHealth.Numerics;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Eddl.Tests;

/// <summary>A training step calls kernels thousands of times a second: a call may not allocate once its scratch memory has grown.</summary>
public sealed class CpuAllocationTests
{
    private const int Batch = 5;
    private const int Channels = 6;
    private const int Length = 40;

    // One thread: then every part runs on the thread whose allocations are counted.
    private static readonly Device s_device = Device.CpuWithThreads(1);
    private static readonly Kernels s_kernels = s_device.Kernels;
    private static readonly Dictionary<string, Action> s_calls = Calls();

    public static TheoryData<string> Names => [.. s_calls.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_repeated_call_allocates_nothing(string name)
    {
        Action call = s_calls[name];
        call();
        call();

        long taken = Allocations.ByEach(() =>
        {
            for (int i = 0; i < 10; i++)
            {
                call();
            }
        });

        Assert.Equal(0, taken);
    }

    private static Dictionary<string, Action> Calls()
    {
        Dictionary<string, Action> calls = [];
        AddElementwise(calls);
        AddReductions(calls);
        AddConvolutions(calls);
        AddPooling(calls);
        AddNormalization(calls);
        CellCalls.AddTo(calls, s_device);
        AddClassification(calls);
        AddRecurrent(calls);
        AddProducts(calls);
        AddMovement(calls);
        return calls;
    }

    private static void AddProducts(Dictionary<string, Action> calls)
    {
        Tensor x = Floats(Batch, Channels, Length), w = Floats(Batch, Length, Channels), bias = Floats(Channels), y = Floats(Batch, Channels, Channels);
        MatMulShape shape = new(Batch, Channels, Channels, Length, TransposeX: false, TransposeW: false);
        calls["MatMul batch"] = () => s_kernels.MatMul(x, w, y, shape, accumulate: true);
        calls["MatMulThen"] = () => s_kernels.MatMulThen(default(Relu), x, w, bias, y, shape);
    }

    private static void AddElementwise(Dictionary<string, Action> calls)
    {
        Tensor x = Floats(Batch, Channels, Length), y = Floats(Batch, Channels, Length), dy = Floats(Batch, Channels, Length);
        Tensor dx = Floats(Batch, Channels, Length), condition = Elements(DType.Bool, Batch, Channels, Length);
        Tensor channel = Floats(1, Channels, 1), dchannel = Floats(1, Channels, 1), row = Floats(Length), drow = Floats(Length);
        Tensor odd = Floats(Batch, 1, Length), dodd = Floats(Batch, 1, Length), column = Floats(Channels, 1);
        calls["Map"] = () => s_kernels.Map(default(Relu), x, y);
        calls["MapGradient"] = () => s_kernels.MapGradient(default(Relu), x, y, dy, dx, accumulate: true);
        calls["Zip of one shape"] = () => s_kernels.Zip(default(Add), x, dy, y);
        calls["Zip with a channel"] = () => s_kernels.Zip(default(Multiply), x, channel, y);
        calls["Zip with a row"] = () => s_kernels.Zip(default(Multiply), row, x, y);
        calls["Zip of two repeated operands"] = () => s_kernels.Zip(default(Multiply), odd, column, y);
        calls["Zip gradient of a channel"] = () => s_kernels.ZipGradientRight(default(Multiply), x, channel, y, dy, dchannel, accumulate: true);
        calls["Zip gradient of a row"] = () => s_kernels.ZipGradientLeft(default(Multiply), row, x, y, dy, drow, accumulate: false);
        calls["Zip gradient of two repeated operands"] = () => s_kernels.ZipGradientLeft(default(Multiply), odd, column, y, dy, dodd, accumulate: false);
        calls["Where"] = () => s_kernels.Where(condition, x, null, y, accumulate: true);
        calls["Update"] = () => s_kernels.Update(new SgdStep(0.1f, 0f), x, dy, Floats0, Floats0);
        calls["Dropout"] = () => s_kernels.Dropout(x, y, new RandomSequence(1, 2, 3), 0.25f, accumulate: false);
        calls["RandomUniform"] = () => s_kernels.RandomUniform(y, new RandomSequence(1, 2, 3), -1, 1);
        calls["RandomNormal"] = () => s_kernels.RandomNormal(y, new RandomSequence(1, 2, 3), 0, 1);
    }

    private static void AddReductions(Dictionary<string, Action> calls)
    {
        Tensor large = Floats(200_000), one = Floats(1), x = Floats(Batch, Channels, Length), y = Floats(Batch, Length);
        Tensor indices = Elements(DType.Int32, Batch, Length), left = Floats(20, 30), right = Floats(30, 40), product = Floats(20, 40);
        ReduceShape middle = new(Batch, Channels, Length);
        calls["Reduce of everything"] = () => s_kernels.Reduce(default(SumOfSquares), large, one, new ReduceShape(1, 200_000, 1));
        calls["Reduce of a middle axis"] = () => s_kernels.Reduce(default(Sum), x, y, middle);
        calls["Extreme"] = () => s_kernels.Extreme(x, y, indices, middle, largest: true);
        calls["ExtremeGradient"] = () => s_kernels.ExtremeGradient(y, indices, x, middle, accumulate: true);
        calls["MatMul"] = () => s_kernels.MatMul(left, right, product, new MatMulShape(1, 20, 40, 30, false, false), accumulate: false);
    }

    private static void AddConvolutions(Dictionary<string, Action> calls)
    {
        Window window = new(Length, 7, 2, 1, 3, 3);
        ConvolutionShape shape = new(Batch, Channels, 8, 2, Window.Single, Window.Single, window);
        Tensor x = Floats(Batch, Channels, Length), w = Floats(8, Channels / 2, 7), bias = Floats(8), y = Floats(Batch, 8, window.Output);
        Tensor dx = Floats(Batch, Channels, Length), dw = Floats(8, Channels / 2, 7);
        calls["Convolution"] = () => s_kernels.Convolution(x, w, bias, y, shape);
        calls["ConvolutionThen"] = () => s_kernels.ConvolutionThen(default(Relu), x, w, bias, scale: null, y, shape);
        calls["ConvolutionInputGradient"] = () => s_kernels.ConvolutionInputGradient(y, w, null, dx, shape, accumulate: false);
        calls["ConvolutionWeightGradient"] = () => s_kernels.ConvolutionWeightGradient(x, y, dw, shape, accumulate: true);
        calls["ChannelSum"] = () => s_kernels.ChannelSum(y, bias, new ChannelShape(Batch, 8, window.Output), accumulate: false);
    }

    private static void AddPooling(Dictionary<string, Action> calls)
    {
        PoolShape shape = new(Batch * Channels, Window.Single, Window.Single, new Window(Length, 3, 2, 1, 1, 1));
        PoolShape whole = new(Batch * Channels, Window.Single, Window.Single, new Window(Length, Length));
        Tensor x = Floats(Batch, Channels, Length), y = Floats(Batch, Channels, shape.OutputPlane), mean = Floats(Batch, Channels, 1);
        Tensor indices = Elements(DType.Int32, Batch, Channels, shape.OutputPlane), dx = Floats(Batch, Channels, Length);
        calls["MaxPool"] = () => s_kernels.MaxPool(x, y, indices, shape);
        calls["MaxPoolGradient"] = () => s_kernels.MaxPoolGradient(y, indices, dx, shape, accumulate: false);
        calls["AveragePool"] = () => s_kernels.AveragePool(x, y, shape);
        calls["AveragePoolGradient"] = () => s_kernels.AveragePoolGradient(y, dx, shape, accumulate: false);
        calls["AveragePool of whole planes"] = () => s_kernels.AveragePool(x, mean, whole);
    }

    private static void AddNormalization(Dictionary<string, Action> calls)
    {
        Tensor x = Floats(Batch, Channels, Length), y = Floats(Batch, Channels, Length), dx = Floats(Batch, Channels, Length);
        Tensor gamma = Floats(Channels), beta = Floats(Channels), dgamma = Floats(Channels), dbeta = Floats(Channels);
        Tensor mean = Floats(Channels), inverse = Floats(Channels), rowMean = Floats(Batch * 2), rowInverse = Floats(Batch * 2);
        ChannelShape batch = new(Batch, Channels, Length);
        GroupNormShape groups = new(Batch, 2, Channels / 2, Length);
        calls["BatchNorm"] = () => s_kernels.BatchNorm(x, gamma, beta, mean, inverse, y, batch, 1e-5f);
        calls["BatchNormGradient"] = () => s_kernels.BatchNormGradient(x, y, gamma, mean, inverse, dx, dgamma, dbeta, batch, false, true);
        calls["GroupNorm"] = () => s_kernels.GroupNorm(x, gamma, beta, rowMean, rowInverse, y, groups, 1e-5f);
        calls["GroupNormGradient"] = () => s_kernels.GroupNormGradient(x, y, gamma, rowMean, rowInverse, dx, dgamma, dbeta, groups, false, true);
    }

    private static void AddClassification(Dictionary<string, Action> calls)
    {
        Tensor logits = Floats(Batch, Channels), p = Floats(Batch, Channels), loss = Floats(1), weights = Floats(Channels), d = Floats(Batch, Channels);
        Tensor labels = Elements(DType.Int32, Batch), table = Floats(10, Channels);
        labels.AsSpan<int>().Fill(2);
        weights.AsSpan<float>().Fill(2);
        calls["Softmax"] = () => s_kernels.Softmax(logits, p, logarithm: true);
        calls["SoftmaxGradient"] = () => s_kernels.SoftmaxGradient(p, logits, d, logarithm: true, accumulate: false);
        calls["CrossEntropy"] = () => s_kernels.CrossEntropy(logits, labels, weights, p, loss, 0.1f);
        calls["CrossEntropyGradient"] = () => s_kernels.CrossEntropyGradient(p, labels, weights, loss, d, 0.1f, accumulate: false);
        calls["Gather"] = () => s_kernels.Gather(table, labels, p);
        calls["GatherGradient"] = () => s_kernels.GatherGradient(labels, p, table, accumulate: true);
    }

    private static void AddRecurrent(Dictionary<string, Action> calls)
    {
        const int Steps = 3, Units = 40;
        RecurrentShape shape = new(Batch, Steps, Channels, Units, Sequences: true, Reversed: false);
        Tensor x = Floats(Batch, Steps, Channels), y = Floats(Batch, Steps, Units);
        Tensor weightInput = Floats(Channels, 4 * Units), weightHidden = Floats(Units, 4 * Units), dgates = Floats(Batch, Steps, 4 * Units);
        Tensor input = Floats(Channels, 3 * Units), hidden = Floats(Units, 3 * Units), da = Floats(Batch, Steps, 3 * Units), dq = Floats(Batch, Steps, 3 * Units);
        RecurrentTape lstm = new(Floats(Batch, Steps, Units), Floats(Batch, Steps, 4 * Units), Floats(Batch, Steps, Units));
        RecurrentTape gru = new(Floats(Batch, Steps, Units), Floats(Batch, Steps, 3 * Units), Floats(Batch, Steps, Units));
        calls["Lstm"] = () => s_kernels.Lstm(x, weightInput, weightHidden, null, y, lstm, shape);
        calls["Lstm without a tape"] = () => s_kernels.Lstm(x, weightInput, weightHidden, null, y, null, shape);
        calls["LstmGradient"] = () => s_kernels.LstmGradient(weightHidden, lstm, y, dgates, shape);
        calls["Gru"] = () => s_kernels.Gru(x, input, hidden, null, null, y, gru, shape);
        calls["GruGradient"] = () => s_kernels.GruGradient(hidden, gru, y, da, dq, shape);
    }

    private static void AddMovement(Dictionary<string, Action> calls)
    {
        Tensor x = Floats(Batch, Length), y = Floats(Length, Batch), doubles = Elements(DType.Float64, Batch, Length);
        Tensor transposed = new(x.Storage, x.Layout.Transpose(0, 1));
        Layout layout = y.Layout.Transpose(0, 1);
        calls["Fill"] = () => s_kernels.Fill(transposed, 1);
        calls["Copy of a view"] = () => s_kernels.Copy(transposed, y, accumulate: false);
        calls["Added copy of a view"] = () => s_kernels.Copy(transposed, y, accumulate: true);
        calls["Copy to a view"] = () => s_kernels.CopyTo(x, y, layout, accumulate: false);
        calls["Added copy to a view"] = () => s_kernels.CopyTo(x, y, layout, accumulate: true);
        calls["Convert"] = () => s_kernels.Convert(x, doubles);
    }

    private static Tensor Floats0 { get; } = Floats(0);

    private static Tensor Floats(params ReadOnlySpan<int> sizes)
    {
        Tensor x = Elements(DType.Float32, sizes);
        x.AsSpan<float>().Fill(0.5f);
        return x;
    }

    private static Tensor Elements(DType type, params ReadOnlySpan<int> sizes)
    {
        Tensor x = new(new Shape(sizes), type, s_device);
        if (type == DType.Bool)
        {
            x.AsSpan<bool>().Fill(true);
        }
        else if (type == DType.Int32)
        {
            x.AsSpan<int>().Clear();
        }

        return x;
    }
}
