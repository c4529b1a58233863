using DeepHealth.Eddl;

namespace DeepHealth.Bench.Peers;

/// <summary>What is measured on both sides.</summary>
/// <param name="Name">Name of the network or kernel.</param>
/// <param name="Kind"><c>train</c>, <c>infer</c> or <c>kernel</c>.</param>
/// <param name="PeerWays">Ways to run it in the peer, the fastest of which counts.</param>
/// <param name="Parameters">Number of trained parameters; 0 for a kernel.</param>
/// <param name="Step">One step in this library.</param>
public sealed record Subject(string Name, string Kind, IReadOnlyList<string> PeerWays, long Parameters, Action Step)
{
    /// <summary>A network: first a training step (forward, cross-entropy, backward, update), then inference.</summary>
    /// <param name="network">Which.</param>
    /// <param name="device">Device that computes.</param>
    public static IEnumerable<Subject> Of(ReferenceNetwork network, Device device)
    {
        ArgumentNullException.ThrowIfNull(network);
        Model model = network.Build(device);
        Batch batch = network.Draw(device);
        string[] ways = WaysOf(network);
        long parameters = model.Parameters.TrainedParameters;
        yield return new Subject(network.Name, "train", ways, parameters, () => model.TrainBatch(batch));
        yield return new Subject(network.Name, "infer", ways, parameters, () => Infer(model, batch));
    }

    /// <summary>Memory formats of a network in the peer; they differ for images only.</summary>
    /// <param name="network">Which.</param>
    public static string[] WaysOf(ReferenceNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return network.Sample.Rank == 3 ? ["contiguous", "channels_last"] : ["contiguous"];
    }

    /// <summary>A kernel.</summary>
    /// <param name="kernel">Which.</param>
    /// <param name="device">Device that computes.</param>
    public static Subject Of(KernelCase kernel, Device device)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        return new Subject(kernel.Name, "kernel", kernel.PeerWays, 0, kernel.Prepare(device));
    }

    private static void Infer(Model model, Batch batch)
    {
        using MemoryScope scope = new();
        model.Predict(batch.Input);
    }
}
