using System.Runtime.Intrinsics;

namespace DeepHealth.Ecvl;

/// <summary>The mean of left and above, rounded down.</summary>
internal readonly struct PngAverage : IPngGuess
{
    public static Vector128<short> Of(Vector128<short> left, Vector128<short> above, Vector128<short> corner) => (left + above) >> 1;

    public static int Of(int left, int above, int corner) => (left + above) >> 1;
}
