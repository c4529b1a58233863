using System.Diagnostics;

namespace DeepHealth.Eddl;

[DebuggerDisplay("{Summary,nq}")]
public sealed partial class Tensor
{
    /// <summary>The elements as NumPy prints an array: nested brackets, aligned columns, lines of at most 75 characters, and only the three
    /// first and last positions of long axes where there are more than 1000 elements.</summary>
    /// <remarks>Floats show the fewest digits that tell them from their neighbours, at most 8 after the point. Scientific notation is used where
    /// a magnitude reaches 1e8, lies below 1e-4, or the largest is more than 1000 times the smallest that is not 0. BFloat16 prints as its
    /// Float32 value.</remarks>
    /// <exception cref="ObjectDisposedException">The memory was returned by a <see cref="MemoryScope"/>.</exception>
    public override string ToString() => ArrayText.Of(this);

    private string Summary => $"{Shape} {Type} on {Device}{(RequiresGrad ? ", requires gradient" : "")}";
}
