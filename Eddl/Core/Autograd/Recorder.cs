using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Runs new ops, links them for the backward pass, and lists them while a step is captured.</summary>
internal sealed class Recorder : IDisposable
{
    [ThreadStatic]
    private static Recorder? t_capturing;

    private readonly Recorder? _outer = t_capturing;
    private readonly bool _defers;

    private Recorder(bool defers)
    {
        _defers = defers;
        t_capturing = this;
    }

    /// <summary>Whether this thread lists ops without running them: then new tensors have no memory yet.</summary>
    public static bool IsDeferring => t_capturing is { _defers: true };

    /// <summary>The ops since the capture began, in order.</summary>
    public List<OpNode> Nodes { get; } = [];

    /// <summary>Starts to list the ops of this thread.</summary>
    /// <param name="defer">Whether they are only listed, to be run later, or run as well.</param>
    public static Recorder Capture(bool defer) => new(defer);

    public void Dispose() => t_capturing = _outer;

    /// <summary>Runs a node into a new contiguous Float32 tensor.</summary>
    public static Tensor Run(OpNode node, Shape shape)
        => Run(node, new Tensor(shape, DType.Float32, node.InputSpan[0].Device));

    /// <summary>Runs a node into a given tensor.</summary>
    public static Tensor Run(OpNode node, Tensor output)
    {
        node.Output = output;
        bool tracked = false;
        foreach (Tensor input in node.InputSpan)
        {
            if (!ReferenceEquals(input.Device, output.Device))
            {
                throw new DeviceException($"{node.Name}: operands lie on different devices: {input.Device} and {output.Device}.");
            }

            tracked |= input.RequiresGrad;
        }

        if (IsDeferring)
        {
            output.Storage.Await();
        }
        else
        {
            node.Forward(output.Device.Kernels);
        }

        // Kernels work on addresses: until they are done, the node keeps the tensors, and these their memory.
        GC.KeepAlive(node);
        t_capturing?.Nodes.Add(node);
        if (tracked && Gradients.AreRecorded && output.Type == DType.Float32)
        {
            output.Producer = node;
            output.RequiresGrad = true;
        }

        return output;
    }
}
