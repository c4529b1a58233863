using DeepHealth.Eddl;
using DeepHealth.Numerics;

namespace DeepHealth.Bench.Peers;

/// <summary>Matrix products: squares, dense layers forward (NN) and backward (NT, TN), a narrow output, and one as in a convolution.</summary>
public sealed class MatrixProducts : IKernelFamily
{
    /// <inheritdoc/>
    public static IEnumerable<KernelCase> Cases =>
    [
        Product(64, 64, 64) with { IsQuick = true },
        Product(256, 256, 256),
        Product(512, 512, 512) with { IsQuick = true },
        Product(1024, 1024, 1024),
        Product(2048, 2048, 2048),
        Product(100, 1024, 784) with { IsQuick = true },
        Product(100, 784, 1024, transposeW: true) with { IsQuick = true },
        Product(784, 1024, 100, transposeX: true) with { IsQuick = true },
        Product(64, 10, 512) with { IsQuick = true },
        Product(64, 3136, 576),
    ];

    private static KernelCase Product(int m, int n, int k, bool transposeX = false, bool transposeW = false)
    {
        string name = $"mm {m}x{n}x{k} {(transposeX ? 'T' : 'N')}{(transposeW ? 'T' : 'N')}";
        return new KernelCase(name, 2.0 * m * n * k, WorkUnit.Operations, Prepare) { PeerWays = ["contiguous"] };

        Action Prepare(Device device)
        {
            Tensor x = Draw.Numbers(device, transposeX ? [k, m] : [m, k]);
            Tensor w = Draw.Numbers(device, transposeW ? [n, k] : [k, n]);
            Tensor y = Draw.Room(device, [m, n]);
            MatMulShape shape = new(1, m, n, k, transposeX, transposeW);
            return () => device.Kernels.MatMul(x, w, y, shape, accumulate: false);
        }
    }
}
