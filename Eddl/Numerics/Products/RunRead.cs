namespace DeepHealth.Numerics;

/// <summary>The ways of a run tile to read the source.</summary>
internal static class RunRead
{
    /// <summary>One number for all lanes: a product of matrices.</summary>
    internal readonly struct Broadcast : IRunRead
    {
        public static bool IsBroadcast => true;

        public static bool IsGrouped => false;

        public static bool IsMasked => false;
    }

    /// <summary>A number for each lane: every column has a source of its own.</summary>
    internal readonly struct Lanes : IRunRead
    {
        public static bool IsBroadcast => false;

        public static bool IsGrouped => false;

        public static bool IsMasked => false;
    }

    /// <summary>A number for each lane, for the last columns.</summary>
    internal readonly struct MaskedLanes : IRunRead
    {
        public static bool IsBroadcast => false;

        public static bool IsGrouped => false;

        public static bool IsMasked => true;
    }

    /// <summary>A number for each group of lanes, one after the other: the columns of a group have a few sources of their own.</summary>
    internal readonly struct GroupedLanes : IRunRead
    {
        public static bool IsBroadcast => false;

        public static bool IsGrouped => true;

        public static bool IsMasked => false;
    }
}
