using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>How many connections a unit of a layer has.</summary>
/// <param name="In">Values summed into one output.</param>
/// <param name="Out">Outputs that one input feeds.</param>
public readonly record struct Fans(int In, int Out)
{
    /// <summary>Connections of a convolution weight <c>[K, C/groups, …kernel]</c>.</summary>
    public static Fans OfConvolution(Shape weight)
    {
        int kernel = weight[2..].ElementCount;
        return new Fans(weight[1] * kernel, weight[0] * kernel);
    }
}
