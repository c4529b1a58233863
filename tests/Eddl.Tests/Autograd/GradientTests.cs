using Xunit;

namespace DeepHealth.Eddl.Tests;

public class GradientTests
{
    // Float32 values differ from exact ones by 6e-8; divided by the step that makes 1e-5, and the fifth derivatives add as much.
    private const double DifferenceTolerance = 3e-4;
    private const double DeviceTolerance = 1e-5;

    private static readonly InputLayout[] s_layouts = Enum.GetValues<InputLayout>();

    public static TheoryData<string> Names => [.. GradientCases.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradient_equals_differences_on_every_layout(string name)
    {
        foreach (InputLayout layout in s_layouts)
        {
            new GradientCheck(GradientCases.All[name], layout, Device.Reference).AssertEqualsDifferences(DifferenceTolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradient_on_the_cpu_equals_that_of_the_reference(string name)
    {
        foreach (InputLayout layout in s_layouts)
        {
            float[][] expected = new GradientCheck(GradientCases.All[name], layout, Device.Reference).Gradients();
            float[][] actual = new GradientCheck(GradientCases.All[name], layout, Device.Cpu).Gradients();
            for (int input = 0; input < expected.Length; input++)
            {
                float scale = Math.Max(1, expected[input].Select(Math.Abs).DefaultIfEmpty(0).Max());
                Assert.Equal(expected[input], actual[input], (a, b) => Math.Abs(a - b) <= DeviceTolerance * scale);
            }
        }
    }
}
