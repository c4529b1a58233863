using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

public static partial class Functional
{
    /// <summary>Batch normalisation with the statistics of the batch; the running ones are moved towards them.</summary>
    /// <remarks>Ioffe and Szegedy, "Batch Normalization", ICML 2015, algorithm 1.</remarks>
    /// <param name="x"><c>[N, C, …]</c>.</param>
    /// <param name="gamma">Scale <c>[C]</c>, or null with beta.</param>
    /// <param name="beta">Shift <c>[C]</c>, or null with gamma.</param>
    /// <param name="runningMean"><c>[C]</c>, updated.</param>
    /// <param name="runningVariance"><c>[C]</c>, updated with the unbiased variance.</param>
    /// <param name="momentum">Weight of the new batch in the running statistics, from 0 to 1.</param>
    /// <param name="epsilon">Added to the variance, above 0.</param>
    /// <exception cref="ShapeException">Statistics, gamma or beta do not fit the channels, or there is one value per channel only.</exception>
    /// <exception cref="ArgumentException">Only one of gamma and beta is given, or momentum or epsilon is out of range.</exception>
    public static Tensor BatchNorm(
        Tensor x, Tensor? gamma, Tensor? beta, Tensor runningMean, Tensor runningVariance, float momentum = 0.1f, float epsilon = 1e-5f)
    {
        ChannelShape shape = Channels("BatchNorm", x, runningMean);
        RequireStatistics("BatchNorm", x, runningVariance, shape.Channels);
        RequireAffine("BatchNorm", x, gamma, beta, runningMean.Shape);
        RequireEpsilon("BatchNorm", epsilon);
        if (!runningMean.IsContiguous || !runningVariance.IsContiguous)
        {
            throw new ShapeException($"BatchNorm: the running statistics {runningMean.Shape} are updated in place and must be contiguous.");
        }

        if (!(momentum >= 0 && momentum <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(momentum), momentum, "BatchNorm: the momentum must be from 0 to 1.");
        }

        if ((long)shape.Batch * shape.Inner < 2)
        {
            throw new ShapeException($"BatchNorm: the batch {x.Shape} has {shape.Batch * shape.Inner} value per channel; training needs at least 2.");
        }

        return Recorder.Run(
            new BatchNormNode<Identity>(
                default, x.Contiguous(), gamma?.Contiguous(), beta?.Contiguous(), summand: null, runningMean, runningVariance, shape, epsilon, momentum), x.Shape);
    }

    /// <summary>Batch normalisation with given statistics, as after training.</summary>
    /// <remarks>Ioffe and Szegedy, "Batch Normalization", ICML 2015, algorithm 2.</remarks>
    /// <param name="x"><c>[N, C, …]</c>.</param>
    /// <param name="gamma">Scale <c>[C]</c>, or null with beta.</param>
    /// <param name="beta">Shift <c>[C]</c>, or null with gamma.</param>
    /// <param name="mean"><c>[C]</c>.</param>
    /// <param name="variance"><c>[C]</c>.</param>
    /// <param name="epsilon">Added to the variance, above 0.</param>
    /// <exception cref="ShapeException">Statistics, gamma or beta do not fit the channels.</exception>
    /// <exception cref="ArgumentException">Only one of gamma and beta is given, or epsilon is out of range.</exception>
    public static Tensor BatchNormInference(Tensor x, Tensor? gamma, Tensor? beta, Tensor mean, Tensor variance, float epsilon = 1e-5f)
    {
        ChannelShape shape = Channels("BatchNorm", x, mean);
        RequireStatistics("BatchNorm", x, variance, shape.Channels);
        RequireAffine("BatchNorm", x, gamma, beta, mean.Shape);
        RequireEpsilon("BatchNorm", epsilon);
        Tensor scale = (variance + epsilon).Pow(-0.5f);
        scale = gamma is null ? scale : scale * gamma;
        Tensor shift = beta is null ? -(mean * scale) : beta - (mean * scale);

        // One value per channel, repeated along the axes behind it.
        int[] sizes = [shape.Channels, .. Enumerable.Repeat(1, x.Rank - 2)];
        return (x * scale.Reshape(sizes)) + shift.Reshape(sizes);
    }

    /// <summary>Layer normalisation over the last axes.</summary>
    /// <remarks>Ba, Kiros and Hinton, "Layer Normalization", 2016, eq. 3.</remarks>
    /// <param name="x"><c>[…, normalised axes]</c>.</param>
    /// <param name="gamma">Scale with the shape of the normalised axes, or null with beta.</param>
    /// <param name="beta">Shift with the shape of the normalised axes, or null with gamma.</param>
    /// <param name="axes">How many of the last axes are normalised together, at least 1.</param>
    /// <param name="epsilon">Added to the variance, above 0.</param>
    /// <exception cref="ShapeException">There are fewer axes, or gamma or beta does not have the shape of the normalised ones.</exception>
    /// <exception cref="ArgumentException">Only one of gamma and beta is given, or epsilon is out of range.</exception>
    public static Tensor LayerNorm(Tensor x, Tensor? gamma, Tensor? beta, int axes = 1, float epsilon = 1e-5f)
    {
        ArgumentNullException.ThrowIfNull(x);
        x.RequireFloat32("LayerNorm");
        if (axes < 1 || axes > x.Rank)
        {
            throw new ShapeException($"LayerNorm: cannot normalise {axes} of the {x.Rank} axes of {x.Shape}.");
        }

        Shape normalised = x.Shape[^axes..];
        RequireAffine("LayerNorm", x, gamma, beta, normalised);
        RequireEpsilon("LayerNorm", epsilon);
        GroupNormShape shape = new(x.Shape[..^axes].ElementCount, 1, normalised.ElementCount, 1);
        return Recorder.Run(new GroupNormNode("LayerNormalization", x.Contiguous(), gamma?.Contiguous(), beta?.Contiguous(), shape, epsilon), x.Shape);
    }

    /// <summary>Group normalisation: channels in groups share statistics, per sample.</summary>
    /// <remarks>Wu and He, "Group Normalization", ECCV 2018, eq. 7.</remarks>
    /// <param name="x"><c>[N, C, …]</c>.</param>
    /// <param name="gamma">Scale <c>[C]</c>, or null with beta.</param>
    /// <param name="beta">Shift <c>[C]</c>, or null with gamma.</param>
    /// <param name="groups">Number of groups; divides C.</param>
    /// <param name="epsilon">Added to the variance, above 0.</param>
    /// <exception cref="ShapeException">The groups do not divide the channels, or gamma or beta does not fit them.</exception>
    /// <exception cref="ArgumentException">Only one of gamma and beta is given, or epsilon is out of range.</exception>
    public static Tensor GroupNorm(Tensor x, Tensor? gamma, Tensor? beta, int groups, float epsilon = 1e-5f)
    {
        ArgumentNullException.ThrowIfNull(x);
        x.RequireFloat32("GroupNorm");
        ChannelShape channels = ChannelShape.Of(x.Shape, "GroupNorm");
        if (groups < 1 || channels.Channels % groups != 0)
        {
            throw new ShapeException($"GroupNorm: {groups} groups do not divide the {channels.Channels} channels of {x.Shape}.");
        }

        RequireAffine("GroupNorm", x, gamma, beta, new Shape(channels.Channels));
        RequireEpsilon("GroupNorm", epsilon);
        GroupNormShape shape = new(channels.Batch, groups, channels.Channels / groups, channels.Inner);
        return Recorder.Run(new GroupNormNode("GroupNormalization", x.Contiguous(), gamma?.Contiguous(), beta?.Contiguous(), shape, epsilon), x.Shape);
    }

    private static ChannelShape Channels(string operation, Tensor x, Tensor statistics)
    {
        ArgumentNullException.ThrowIfNull(x);
        x.RequireFloat32(operation);
        ChannelShape shape = ChannelShape.Of(x.Shape, operation);
        RequireStatistics(operation, x, statistics, shape.Channels);
        return shape;
    }

    private static void RequireStatistics(string operation, Tensor x, Tensor statistics, int channels)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        statistics.RequireFloat32(operation);
        x.RequireDevice(operation, statistics);
        if (statistics.Shape != new Shape(channels))
        {
            throw new ShapeException($"{operation}: the statistics {statistics.Shape} do not fit the {channels} channels of {x.Shape}.");
        }
    }

    private static void RequireAffine(string operation, Tensor x, Tensor? gamma, Tensor? beta, Shape expected)
    {
        if (gamma is null != beta is null)
        {
            throw new ArgumentException($"{operation}: {(gamma is null ? "beta is given without gamma" : "gamma is given without beta")} for {x.Shape}; give both or neither.");
        }

        RequireAffine(operation, gamma, expected);
        RequireAffine(operation, beta, expected);
    }

    private static void RequireEpsilon(string operation, float epsilon)
    {
        if (!(epsilon > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, $"{operation}: epsilon must be above 0.");
        }
    }

    private static void RequireAffine(string operation, Tensor? affine, Shape expected)
    {
        affine?.RequireFloat32(operation);
        if (affine is not null && affine.Shape != expected)
        {
            throw new ShapeException($"{operation}: scale or shift {affine.Shape} does not have the shape {expected} of the normalised axes.");
        }
    }
}
