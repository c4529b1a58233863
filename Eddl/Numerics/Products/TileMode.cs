namespace DeepHealth.Numerics;

/// <summary>The modes of a tile.</summary>
internal static class TileMode
{
    /// <summary>Two registers wide.</summary>
    internal readonly struct Double : ITileMode
    {
        public static bool IsDouble => true;
    }

    /// <summary>Two registers wide, and packs the panel on the way.</summary>
    internal readonly struct DoublePacking : ITileMode
    {
        public static bool IsDouble => true;

        public static bool Packs => true;
    }

    /// <summary>Two registers wide, and packs a panel on the way that no tile has asked for before.</summary>
    internal readonly struct DoublePackingAsking : ITileMode
    {
        public static bool IsDouble => true;

        public static bool Packs => true;

        public static bool AsksAhead => true;
    }

    /// <summary>Two registers wide, and the first to read the panel in place.</summary>
    internal readonly struct DoubleAsking : ITileMode
    {
        public static bool IsDouble => true;

        public static bool AsksAhead => true;
    }

    /// <summary>Two registers wide, and asks for the next panel.</summary>
    internal readonly struct DoubleAskingForNext : ITileMode
    {
        public static bool IsDouble => true;

        public static bool AsksForNext => true;
    }

    /// <summary>Two registers wide, for the last columns.</summary>
    internal readonly struct DoubleMasked : ITileMode
    {
        public static bool IsDouble => true;

        public static bool IsMasked => true;
    }

    /// <summary>One register wide, for the last columns.</summary>
    internal readonly struct SingleMasked : ITileMode
    {
        public static bool IsDouble => false;

        public static bool IsMasked => true;
    }
}
