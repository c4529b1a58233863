using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

public class MatMulLayoutTests
{
    public static TheoryData<string> DeviceNames => Devices.All;

    [Theory]
    [MemberData(nameof(DeviceNames))]
    public void Views_multiply_like_their_copies(string name)
    {
        Device device = Devices.Named(name);
        foreach (Shape leftShape in (Shape[])[[3, 4], [2, 3, 4], [4]])
        {
            foreach (Shape rightShape in (Shape[])[[4, 5], [2, 4, 5], [4]])
            {
                foreach (InputLayout layout in Enum.GetValues<InputLayout>())
                {
                    Tensor left = View(layout, leftShape, device);
                    Tensor right = View(layout, rightShape, device);
                    Assert.Equal(left.Clone().MatMul(right.Clone()).ToArray(), left.MatMul(right).ToArray());
                }
            }
        }
    }

    private static Tensor View(InputLayout layout, Shape shape, Device device)
    {
        Shape memory = layout.LeafShape(shape);
        return layout.View(layout.Leaf(Tensor.Arange(memory.ElementCount, device).Reshape(memory)), shape);
    }
}
