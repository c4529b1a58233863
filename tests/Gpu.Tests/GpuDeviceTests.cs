using DeepHealth.Eddl;
using DeepHealth.Eddl.Gpu;
using Xunit;

namespace DeepHealth.Gpu.Tests;

public sealed class GpuDeviceTests
{
    [Fact]
    public void Opening_says_in_one_sentence_what_is_missing_and_what_to_do()
    {
        DeviceException error = Assert.Throws<DeviceException>(GpuDevice.Open);
        string missing = GpuDevice.IsBuiltIn ? "kernels for the device are not part of this version" : "-p:Ilgpu=true";
        Assert.Contains(missing, error.Message, StringComparison.Ordinal);
        Assert.EndsWith("use Device.Cpu.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(". ", error.Message, StringComparison.Ordinal);
    }
}
