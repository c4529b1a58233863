namespace DeepHealth.Eddl;

/// <summary>The sizes a tile may have, as types.</summary>
internal static class TileSize
{
    public readonly struct One : ITileSize
    {
        public static int Count => 1;
    }

    public readonly struct Two : ITileSize
    {
        public static int Count => 2;
    }

    public readonly struct Three : ITileSize
    {
        public static int Count => 3;
    }

    public readonly struct Four : ITileSize
    {
        public static int Count => 4;
    }

    public readonly struct Five : ITileSize
    {
        public static int Count => 5;
    }

    public readonly struct Six : ITileSize
    {
        public static int Count => 6;
    }

    public readonly struct Seven : ITileSize
    {
        public static int Count => 7;
    }

    public readonly struct Eight : ITileSize
    {
        public static int Count => 8;
    }

    public readonly struct Nine : ITileSize
    {
        public static int Count => 9;
    }

    public readonly struct Ten : ITileSize
    {
        public static int Count => 10;
    }

    public readonly struct Eleven : ITileSize
    {
        public static int Count => 11;
    }

    public readonly struct Twelve : ITileSize
    {
        public static int Count => 12;
    }
}
