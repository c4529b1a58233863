using DeepHealth.Eddl;

namespace DeepHealth.Bench.Peers;

/// <summary>Kernels that see a row as a whole: softmax, layer normalisation, cross-entropy, embedding.</summary>
public sealed class RowKernels : IKernelFamily
{
    private static readonly string[] s_ways = ["out", "new"];

    /// <inheritdoc/>
    public static IEnumerable<KernelCase> Cases =>
    [
        .. ElementCounts.All.SelectMany(count => (KernelCase[])
        [
            Softmax(count / 256, 256) with { IsQuick = true, PeerWays = s_ways },
            Softmax(count / 1000, 1000) with { IsQuick = count == ElementCounts.All[1], PeerWays = s_ways },
            LayerNorm(count / 256, 256) with { IsQuick = true, PeerWays = s_ways },
        ]),
        LayerNormGradient(4096, 256),
        CrossEntropy(65536, 2) with { IsQuick = true, PeerWays = ["new"] },
        CrossEntropy(65536, 10) with { PeerWays = ["new"] },
        CrossEntropy(1024, 1000),
        CrossEntropyGradient(65536, 2) with { IsQuick = true },
        Embedding(10_000, 128, 8192) with { IsQuick = true },
        EmbeddingGradient(10_000, 128, 8192),
    ];

    private static double Bytes(int streams, int rows, int columns) => (double)streams * sizeof(float) * rows * columns;

    private static KernelCase Softmax(int rows, int columns)
    {
        return new KernelCase($"softmax {rows}x{columns}", Bytes(2, rows, columns), WorkUnit.Bytes, Prepare);

        Action Prepare(Device device)
        {
            Tensor x = Draw.Numbers(device, [rows, columns]);
            Tensor y = Draw.Room(device, [rows, columns]);
            return () => device.Kernels.Softmax(x, y, logarithm: false);
        }
    }

    private static KernelCase LayerNorm(int rows, int columns)
    {
        return new KernelCase($"layernorm {rows}x{columns}", Bytes(2, rows, columns), WorkUnit.Bytes, Prepare);

        Action Prepare(Device device)
        {
            Tensor x = Draw.Numbers(device, [rows, columns]);
            Tensor gamma = Draw.Numbers(device, [columns]);
            Tensor beta = Draw.Numbers(device, [columns]);
            Tensor mean = Draw.Room(device, [rows]);
            Tensor inverse = Draw.Room(device, [rows]);
            Tensor y = Draw.Room(device, [rows, columns]);
            return () => device.Kernels.GroupNorm(x, gamma, beta, mean, inverse, y, new GroupNormShape(rows, 1, columns, 1), 1e-5f);
        }
    }

    private static KernelCase LayerNormGradient(int rows, int columns)
    {
        return new KernelCase($"layernorm-gradient {rows}x{columns}", Bytes(3, rows, columns), WorkUnit.Bytes, Prepare);

        Action Prepare(Device device)
        {
            GroupNormShape shape = new(rows, 1, columns, 1);
            Tensor x = Draw.Numbers(device, [rows, columns]);
            Tensor dy = Draw.Numbers(device, [rows, columns]);
            Tensor gamma = Draw.Numbers(device, [columns]);
            Tensor mean = Draw.Room(device, [rows]);
            Tensor inverse = Draw.Room(device, [rows]);
            Tensor dx = Draw.Room(device, [rows, columns]);
            Tensor dgamma = Draw.Room(device, [columns]);
            Tensor dbeta = Draw.Room(device, [columns]);
            device.Kernels.GroupNorm(x, gamma, null, mean, inverse, dx, shape, 1e-5f);
            return () => device.Kernels.GroupNormGradient(
                x, dy, gamma, mean, inverse, dx, dgamma, dbeta, shape, accumulate: false, accumulateAffine: false);
        }
    }

    private static KernelCase CrossEntropy(int rows, int classes)
    {
        return new KernelCase($"crossentropy {rows}x{classes}", Bytes(2, rows, classes) + Bytes(1, rows, 1), WorkUnit.Bytes, Prepare);

        Action Prepare(Device device)
        {
            Tensor logits = Draw.Numbers(device, [rows, classes]);
            Tensor labels = Draw.Labels(device, rows, classes);
            Tensor probabilities = Draw.Room(device, [rows, classes]);
            Tensor loss = Draw.Room(device, [1]);
            return () => device.Kernels.CrossEntropy(logits, labels, null, probabilities, loss, smoothing: 0);
        }
    }

    private static KernelCase CrossEntropyGradient(int rows, int classes)
    {
        return new KernelCase($"crossentropy-gradient {rows}x{classes}", Bytes(2, rows, classes) + Bytes(1, rows, 1), WorkUnit.Bytes, Prepare);

        Action Prepare(Device device)
        {
            Tensor probabilities = Draw.Room(device, [rows, classes]);
            device.Kernels.Softmax(Draw.Numbers(device, [rows, classes]), probabilities, logarithm: false);
            Tensor labels = Draw.Labels(device, rows, classes);
            Tensor dloss = Tensor.From([1f], device: device);
            Tensor dlogits = Draw.Room(device, [rows, classes]);
            return () => device.Kernels.CrossEntropyGradient(probabilities, labels, null, dloss, dlogits, smoothing: 0, accumulate: false);
        }
    }

    private static KernelCase Embedding(int rows, int columns, int count)
    {
        return new KernelCase($"embedding {rows}x{columns} of {count}", Bytes(2, count, columns), WorkUnit.Bytes, Prepare);

        Action Prepare(Device device)
        {
            Tensor table = Draw.Numbers(device, [rows, columns]);
            Tensor indices = Draw.Labels(device, count, rows);
            Tensor y = Draw.Room(device, [count, columns]);
            return () => device.Kernels.Gather(table, indices, y);
        }
    }

    private static KernelCase EmbeddingGradient(int rows, int columns, int count)
    {
        return new KernelCase($"embedding-gradient {rows}x{columns} of {count}", Bytes(3, count, columns), WorkUnit.Bytes, Prepare);

        Action Prepare(Device device)
        {
            Tensor indices = Draw.Labels(device, count, rows);
            Tensor dy = Draw.Numbers(device, [count, columns]);
            Tensor dtable = Draw.Room(device, [rows, columns]);
            return () => device.Kernels.GatherGradient(indices, dy, dtable, accumulate: true);
        }
    }
}
