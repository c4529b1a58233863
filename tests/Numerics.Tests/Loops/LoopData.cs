namespace DeepHealth.Numerics.Tests;

/// <summary>Sizes around the vector widths, and numbers to fill them with.</summary>
internal static class LoopData
{
    public static readonly int[] Sizes = [0, 1, 2, 7, 8, 9, 15, 16, 17, 31, 33, 47, 48, 49, 63, 64, 65, 127, 130, 1000, 4095, 4096, 4097, 20001];

    public static readonly (int Rows, int Columns)[] Matrices =
    [
        (0, 5), (5, 0), (1, 1), (1, 17), (17, 1), (3, 7), (2, 16), (5, 33), (4, 64), (3, 65), (9, 130), (300, 3), (600, 70), (2, 5000),
    ];

    public static float[] Numbers(int count, uint stream = 0)
    {
        var values = new float[count];
        new RandomSequence(11, stream).FillUniform(values, -2, 2);
        return values;
    }

    /// <summary>Numbers away from 0, for divisors.</summary>
    public static float[] Divisors(int count, uint stream = 0)
    {
        var values = new float[count];
        new RandomSequence(11, stream).FillUniform(values, 0.5f, 2);
        return values;
    }

    public static int RightLength(BroadcastClass right, int rows, int columns) => right switch
    {
        BroadcastClass.Same => rows * columns,
        BroadcastClass.Scalar => 1,
        BroadcastClass.Row => columns,
        _ => rows,
    };

    public static int RightIndex(BroadcastClass right, int row, int column, int columns) => right switch
    {
        BroadcastClass.Same => (row * columns) + column,
        BroadcastClass.Scalar => 0,
        BroadcastClass.Row => column,
        _ => row,
    };
}
