namespace DeepHealth.Numerics;

/// <summary>The ways in which the numbers of A lie.</summary>
internal static class TileLeft
{
    /// <summary>For each k the numbers of the rows side by side.</summary>
    internal readonly struct Adjacent : ITileLeft
    {
        public static bool IsStrided => false;
    }

    /// <summary>For each row the numbers of the k side by side.</summary>
    internal readonly struct Strided : ITileLeft
    {
        public static bool IsStrided => true;
    }
}
