using System.Runtime.CompilerServices;

namespace DeepHealth.Eddl;

/// <summary>The loops of <see cref="ChannelSums"/> for one instruction set.</summary>
/// <remarks>Runs are cut into pieces; four sums take turns, so that no addition waits for the one before. Lanes beyond the end of a run hold
/// what adds nothing.</remarks>
internal static unsafe class ChannelSumLoops<TLanes, TVector>
    where TLanes : struct, IFloatLanes<TVector>
    where TVector : struct
{
    // Elements added in single precision before the lanes are added up in double precision; per lane, so that any width is as accurate.
    private const int PiecePerLane = 256;

    /// <summary><c>Σ x</c>.</summary>
    public static double Sum(float* x, int runs, nint pitch, int count)
    {
        double total = 0;
        int added = 0;
        int piece = PiecePerLane * TLanes.Width;
        TVector s0 = TLanes.Zero, s1 = s0, s2 = s0, s3 = s0;
        for (int run = 0; run < runs; run++, x += pitch)
        {
            for (nint i = 0; i < count;)
            {
                nint end = Math.Min(count, i + piece);
                added += (int)(end - i);
                for (; i + (4 * TLanes.Width) <= end; i += 4 * TLanes.Width)
                {
                    s0 = TLanes.Add(s0, TLanes.Load(x + i));
                    s1 = TLanes.Add(s1, TLanes.Load(x + i + TLanes.Width));
                    s2 = TLanes.Add(s2, TLanes.Load(x + i + (2 * TLanes.Width)));
                    s3 = TLanes.Add(s3, TLanes.Load(x + i + (3 * TLanes.Width)));
                }

                for (; i < end; i += TLanes.Width)
                {
                    s0 = TLanes.Add(s0, Load(x + i, end - i, TLanes.Zero));
                    (s0, s1, s2, s3) = (s1, s2, s3, s0);
                }

                i = end;
                if (added >= piece)
                {
                    total += Total(s0, s1, s2, s3);
                    s0 = s1 = s2 = s3 = TLanes.Zero;
                    added = 0;
                }
            }
        }

        return total + Total(s0, s1, s2, s3);
    }

    /// <summary><c>Σ (x − center)²</c>.</summary>
    public static double SquaredDistance(float* x, int runs, nint pitch, int count, float center)
    {
        double total = 0;
        int added = 0;
        int piece = PiecePerLane * TLanes.Width;
        TVector middle = TLanes.Broadcast(center);
        TVector s0 = TLanes.Zero, s1 = s0, s2 = s0, s3 = s0;
        for (int run = 0; run < runs; run++, x += pitch)
        {
            for (nint i = 0; i < count;)
            {
                nint end = Math.Min(count, i + piece);
                added += (int)(end - i);
                for (; i + (4 * TLanes.Width) <= end; i += 4 * TLanes.Width)
                {
                    AddSquare(ref s0, TLanes.Load(x + i), middle);
                    AddSquare(ref s1, TLanes.Load(x + i + TLanes.Width), middle);
                    AddSquare(ref s2, TLanes.Load(x + i + (2 * TLanes.Width)), middle);
                    AddSquare(ref s3, TLanes.Load(x + i + (3 * TLanes.Width)), middle);
                }

                for (; i < end; i += TLanes.Width)
                {
                    AddSquare(ref s0, Load(x + i, end - i, middle), middle);
                    (s0, s1, s2, s3) = (s1, s2, s3, s0);
                }

                i = end;
                if (added >= piece)
                {
                    total += Total(s0, s1, s2, s3);
                    s0 = s1 = s2 = s3 = TLanes.Zero;
                    added = 0;
                }
            }
        }

        return total + Total(s0, s1, s2, s3);
    }

    /// <summary><c>Σ dy</c> and <c>Σ (x − center)·dy</c>.</summary>
    public static (double Sum, double Product) SumAndProduct(float* x, float* dy, int runs, nint pitch, int count, float center)
    {
        double sum = 0;
        double product = 0;
        int added = 0;
        int piece = PiecePerLane * TLanes.Width;
        TVector middle = TLanes.Broadcast(center);
        TVector s0 = TLanes.Zero, s1 = s0, p0 = s0, p1 = s0;
        for (int run = 0; run < runs; run++, x += pitch, dy += pitch)
        {
            for (nint i = 0; i < count;)
            {
                nint end = Math.Min(count, i + piece);
                added += (int)(end - i);
                for (; i + (2 * TLanes.Width) <= end; i += 2 * TLanes.Width)
                {
                    AddProduct(ref s0, ref p0, TLanes.Load(x + i), TLanes.Load(dy + i), middle);
                    AddProduct(ref s1, ref p1, TLanes.Load(x + i + TLanes.Width), TLanes.Load(dy + i + TLanes.Width), middle);
                }

                for (; i < end; i += TLanes.Width)
                {
                    AddProduct(ref s0, ref p0, Load(x + i, end - i, middle), Load(dy + i, end - i, TLanes.Zero), middle);
                    (s0, s1, p0, p1) = (s1, s0, p1, p0);
                }

                i = end;
                if (added >= piece)
                {
                    sum += Total(s0, s1, TLanes.Zero, TLanes.Zero);
                    product += Total(p0, p1, TLanes.Zero, TLanes.Zero);
                    s0 = s1 = p0 = p1 = TLanes.Zero;
                    added = 0;
                }
            }
        }

        sum += Total(s0, s1, TLanes.Zero, TLanes.Zero);
        product += Total(p0, p1, TLanes.Zero, TLanes.Zero);
        return (sum, product);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddSquare(ref TVector sum, TVector x, TVector middle)
    {
        TVector distance = TLanes.Subtract(x, middle);
        sum = TLanes.MultiplyAdd(distance, distance, sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddProduct(ref TVector sum, ref TVector product, TVector x, TVector dy, TVector middle)
    {
        sum = TLanes.Add(sum, dy);
        product = TLanes.MultiplyAdd(TLanes.Subtract(x, middle), dy, product);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Load(float* source, nint left, TVector otherwise)
        => left >= TLanes.Width ? TLanes.Load(source) : TLanes.LoadFirst(source, (int)left, otherwise);

    // By value: sums whose address is taken would leave the registers.
    private static double Total(TVector s0, TVector s1, TVector s2, TVector s3)
    {
        float* lanes = stackalloc float[4 * 16];
        TLanes.Store(s0, lanes);
        TLanes.Store(s1, lanes + TLanes.Width);
        TLanes.Store(s2, lanes + (2 * TLanes.Width));
        TLanes.Store(s3, lanes + (3 * TLanes.Width));
        double total = 0;
        for (int i = 0; i < 4 * TLanes.Width; i++)
        {
            total += lanes[i];
        }

        return total;
    }
}
