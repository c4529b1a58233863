using DeepHealth.Eddl;
using DeepHealth.Numerics;

namespace DeepHealth.Bench.Peers;

/// <summary>Element-wise ops on memory in the first cache, the last cache and beyond.</summary>
public sealed class Elementwise : IKernelFamily
{
    private static readonly string[] s_ways = ["out", "new"];

    /// <inheritdoc/>
    public static IEnumerable<KernelCase> Cases => ElementCounts.All.SelectMany(count => (KernelCase[])
    [
        Unary("exp", default(Exp), count) with { IsQuick = true, PeerWays = s_ways },
        Unary("sigmoid", default(Sigmoid), count) with { IsQuick = count == ElementCounts.All[1], PeerWays = s_ways },
        Unary("tanh", default(Tanh), count) with { IsQuick = count == ElementCounts.All[1], PeerWays = s_ways },
        Unary("relu", default(Relu), count),
        Unary("gelu", default(Gelu), count),
        Sum(count) with { IsQuick = count == ElementCounts.All[2] },
    ]);

    private static KernelCase Unary<TOp>(string name, TOp op, int count)
        where TOp : struct, IUnaryOp
    {
        return new KernelCase($"{name} {count}", 2.0 * sizeof(float) * count, WorkUnit.Bytes, Prepare);

        Action Prepare(Device device)
        {
            Tensor x = Draw.Numbers(device, [count]);
            Tensor y = Draw.Room(device, [count]);
            return () => device.Kernels.Map(op, x, y);
        }
    }

    private static KernelCase Sum(int count)
    {
        return new KernelCase($"add {count}", 3.0 * sizeof(float) * count, WorkUnit.Bytes, Prepare);

        Action Prepare(Device device)
        {
            Tensor a = Draw.Numbers(device, [count]);
            Tensor b = Draw.Numbers(device, [count]);
            Tensor y = Draw.Room(device, [count]);
            return () => device.Kernels.Zip(default(Add), a, b, y);
        }
    }
}
