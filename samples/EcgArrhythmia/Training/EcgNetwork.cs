using DeepHealth.Eddl;

namespace DeepHealth.Samples.EcgArrhythmia.Training;

/// <summary>A one-dimensional residual network with pre-activation blocks for single-lead ECG.</summary>
/// <remarks>He et al., "Identity Mappings in Deep Residual Networks", ECCV 2016, figure 1b; depth and kernel lengths follow the idea of
/// Hannun et al., Nature Medicine 25, 2019, at a size that trains in minutes on two cores.</remarks>
internal static class EcgNetwork
{
    private const int Kernel = 9;
    private const int StemKernel = 15;
    private const int ShortestFeature = 8;

    // Filters of each stage; every stage halves the length.
    private static readonly int[] s_filters = [16, 32, 48, 64, 96];

    /// <summary>Creates the network: a strided stem, stages of two blocks, global average, dropout, one logit per class.</summary>
    /// <param name="window">Samples per window: decides how many stages halve it.</param>
    /// <param name="classes">Number of classes.</param>
    public static Module Create(int window, int classes)
    {
        List<Module> layers = [new Conv1D(s_filters[0], StemKernel, stride: 2, bias: false)];
        int channels = s_filters[0];
        int length = window / 2;
        foreach (int filters in s_filters)
        {
            if (length / 2 < ShortestFeature)
            {
                break;
            }

            layers.Add(Block(channels, filters, stride: 2));
            layers.Add(Block(filters, filters, stride: 1));
            channels = filters;
            length /= 2;
        }

        layers.AddRange([new BatchNorm(), new Activation<Relu>(), new GlobalAveragePool(), new Dropout(0.2f), new Dense(classes, initializer: Initializer.GlorotUniform)]);
        return new Sequential([.. layers]);
    }

    private static Residual Block(int channels, int filters, int stride)
    {
        Sequential body = new(
            new BatchNorm(),
            new Activation<Relu>(),
            new Conv1D(filters, Kernel, stride, bias: false),
            new BatchNorm(),
            new Activation<Relu>(),
            new Conv1D(filters, Kernel, bias: false));
        bool same = channels == filters && stride == 1;
        return new Residual(body, same ? null : new Conv1D(filters, 1, stride, bias: false));
    }
}
