namespace DeepHealth.Eddl.Gpu;

/// <summary>The way to the GPU. Its packages are optional, so that the toolkit restores from feeds that do not carry them.</summary>
public static class GpuDevice
{
    /// <summary>Whether this assembly was built with the GPU packages, by the switch <c>-p:Ilgpu=true</c>.</summary>
#if ILGPU
    public static bool IsBuiltIn => true;
#else
    public static bool IsBuiltIn => false;
#endif

    /// <summary>Opens the first GPU.</summary>
    /// <returns>The device.</returns>
    /// <exception cref="DeviceException">Always in this version: the GPU packages are not built in or, where they are, the kernels are not
    /// part of it. The message says which.</exception>
    public static Device Open()
        => throw new DeviceException(IsBuiltIn
            ? "GpuDevice: the ILGPU packages are built in, but kernels for the device are not part of this version; use Device.Cpu."
            : "GpuDevice: this build has no GPU support; build with -p:Ilgpu=true from a feed that carries ILGPU 1.5.3, or use Device.Cpu.");
}
