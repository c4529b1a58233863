using System.Runtime.Intrinsics;

namespace DeepHealth.Ecvl;

/// <summary>The sample on the left.</summary>
internal readonly struct PngSub : IPngGuess
{
    public static Vector128<short> Of(Vector128<short> left, Vector128<short> above, Vector128<short> corner) => left;

    public static int Of(int left, int above, int corner) => left;
}
