using System.Runtime.CompilerServices;

namespace DeepHealth.Numerics;

/// <summary>Sizes of a tile as types, so that the JIT compiles one kernel per size from one source.</summary>
internal static class RowCount
{
    /// <summary>Computes a tile of one of the sizes.</summary>
    /// <param name="rows">Size, from 1 to 14.</param>
    /// <param name="t">Operands.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TTile, TOperands>(int rows, in TOperands t)
        where TTile : struct, ISizedTile<TOperands>
        where TOperands : struct
    {
        switch (rows)
        {
            case 1: TTile.Compute<One>(t); break;
            case 2: TTile.Compute<Two>(t); break;
            case 3: TTile.Compute<Three>(t); break;
            case 4: TTile.Compute<Four>(t); break;
            case 5: TTile.Compute<Five>(t); break;
            case 6: TTile.Compute<Six>(t); break;
            case 7: TTile.Compute<Seven>(t); break;
            case 8: TTile.Compute<Eight>(t); break;
            case 9: TTile.Compute<Nine>(t); break;
            case 10: TTile.Compute<Ten>(t); break;
            case 11: TTile.Compute<Eleven>(t); break;
            case 12: TTile.Compute<Twelve>(t); break;
            case 13: TTile.Compute<Thirteen>(t); break;
            default: TTile.Compute<Fourteen>(t); break;
        }
    }

    internal readonly struct One : IRowCount
    {
        public static int Rows => 1;
    }

    internal readonly struct Two : IRowCount
    {
        public static int Rows => 2;
    }

    internal readonly struct Three : IRowCount
    {
        public static int Rows => 3;
    }

    internal readonly struct Four : IRowCount
    {
        public static int Rows => 4;
    }

    internal readonly struct Five : IRowCount
    {
        public static int Rows => 5;
    }

    internal readonly struct Six : IRowCount
    {
        public static int Rows => 6;
    }

    internal readonly struct Seven : IRowCount
    {
        public static int Rows => 7;
    }

    internal readonly struct Eight : IRowCount
    {
        public static int Rows => 8;
    }

    internal readonly struct Nine : IRowCount
    {
        public static int Rows => 9;
    }

    internal readonly struct Ten : IRowCount
    {
        public static int Rows => 10;
    }

    internal readonly struct Eleven : IRowCount
    {
        public static int Rows => 11;
    }

    internal readonly struct Twelve : IRowCount
    {
        public static int Rows => 12;
    }

    internal readonly struct Thirteen : IRowCount
    {
        public static int Rows => 13;
    }

    internal readonly struct Fourteen : IRowCount
    {
        public static int Rows => 14;
    }
}
