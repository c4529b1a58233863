using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeepHealth.Ecvl;

/// <summary>Of left, above and corner the nearest to left + above − corner; ties in this order. PNG 9.4.</summary>
internal readonly struct PngPaeth : IPngGuess
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> Of(Vector128<short> left, Vector128<short> above, Vector128<short> corner)
    {
        // The distances of the plane left + above − corner to each of the three.
        Vector128<short> across = above - corner;
        Vector128<short> down = left - corner;
        Vector128<short> toLeft = Vector128.Abs(across);
        Vector128<short> toAbove = Vector128.Abs(down);
        Vector128<short> toCorner = Vector128.Abs(across + down);
        Vector128<short> least = Vector128.Min(toCorner, Vector128.Min(toLeft, toAbove));
        return Vector128.ConditionalSelect(
            Vector128.Equals(least, toLeft),
            left,
            Vector128.ConditionalSelect(Vector128.Equals(least, toAbove), above, corner));
    }

    public static int Of(int left, int above, int corner)
    {
        int toLeft = Math.Abs(above - corner);
        int toAbove = Math.Abs(left - corner);
        int toCorner = Math.Abs(left + above - (2 * corner));
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }
}
