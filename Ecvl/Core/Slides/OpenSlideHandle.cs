using System.Runtime.InteropServices;

namespace DeepHealth.Ecvl;

/// <summary>An open slide of OpenSlide. It is closed when the last call that uses it has returned.</summary>
internal sealed class OpenSlideHandle : SafeHandle
{
    /// <summary>Made by the runtime when a function returns a slide.</summary>
    public OpenSlideHandle()
        : base(0, ownsHandle: true)
    {
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        OpenSlideLibrary.Close(handle);
        return true;
    }
}
