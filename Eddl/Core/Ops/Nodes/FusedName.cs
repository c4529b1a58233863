using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Names of ops that may be followed by an element-wise one.</summary>
internal static class FusedName
{
    /// <summary>Whether there is an op that follows.</summary>
    public static bool IsFused<TOp>()
        where TOp : struct, IUnaryOp => typeof(TOp) != typeof(Identity);

    /// <summary>The name of the op with what follows it.</summary>
    public static string Of<TOp>(string name)
        where TOp : struct, IUnaryOp => IsFused<TOp>() ? $"{name}+{TOp.Name}" : name;
}
