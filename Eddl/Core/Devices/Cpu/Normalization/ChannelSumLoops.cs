using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>The loops of <see cref="ChannelSums"/> for one instruction set.</summary>
/// <remarks>Runs are cut into pieces; four sums take turns, so that no addition waits for the one before. Lanes beyond the end of a run hold
/// what adds nothing.</remarks>
internal static unsafe class ChannelSumLoops<TRegister, TVector>
    where TRegister : struct, IRegister<TVector>
    where TVector : struct
{
    // Elements added in single precision before the lanes are added up in double precision; per lane, so that any width is as accurate.
    private const int PiecePerLane = 256;

    /// <summary>The sum of a term of every element.</summary>
    /// <param name="x">First element.</param>
    /// <param name="runs">Runs.</param>
    /// <param name="pitch">Distance of the runs.</param>
    /// <param name="count">Elements of a run.</param>
    /// <param name="center">Where the term is 0.</param>
    public static double Sum<TTerm>(float* x, int runs, nint pitch, int count, float center)
        where TTerm : struct, IChannelTerm
    {
        double total = 0;
        int added = 0;
        int piece = PiecePerLane * TRegister.Width;
        TVector middle = TRegister.Broadcast(center);
        TVector s0 = TRegister.Zero, s1 = s0, s2 = s0, s3 = s0;
        for (int run = 0; run < runs; run++, x += pitch)
        {
            for (nint i = 0; i < count;)
            {
                nint end = Math.Min(count, i + piece);
                added += (int)(end - i);
                for (; i + (4 * TRegister.Width) <= end; i += 4 * TRegister.Width)
                {
                    s0 = TTerm.Add<TRegister, TVector>(s0, TRegister.Load(x + i), middle);
                    s1 = TTerm.Add<TRegister, TVector>(s1, TRegister.Load(x + i + TRegister.Width), middle);
                    s2 = TTerm.Add<TRegister, TVector>(s2, TRegister.Load(x + i + (2 * TRegister.Width)), middle);
                    s3 = TTerm.Add<TRegister, TVector>(s3, TRegister.Load(x + i + (3 * TRegister.Width)), middle);
                }

                for (; i < end; i += TRegister.Width)
                {
                    s0 = TTerm.Add<TRegister, TVector>(s0, Load(x + i, end - i, middle), middle);
                    (s0, s1, s2, s3) = (s1, s2, s3, s0);
                }

                i = end;
                if (added >= piece)
                {
                    total += Total(s0, s1, s2, s3);
                    s0 = s1 = s2 = s3 = TRegister.Zero;
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
        int piece = PiecePerLane * TRegister.Width;
        TVector middle = TRegister.Broadcast(center);
        TVector s0 = TRegister.Zero, s1 = s0, p0 = s0, p1 = s0;
        for (int run = 0; run < runs; run++, x += pitch, dy += pitch)
        {
            for (nint i = 0; i < count;)
            {
                nint end = Math.Min(count, i + piece);
                added += (int)(end - i);
                for (; i + (2 * TRegister.Width) <= end; i += 2 * TRegister.Width)
                {
                    AddProduct(ref s0, ref p0, TRegister.Load(x + i), TRegister.Load(dy + i), middle);
                    AddProduct(ref s1, ref p1, TRegister.Load(x + i + TRegister.Width), TRegister.Load(dy + i + TRegister.Width), middle);
                }

                for (; i < end; i += TRegister.Width)
                {
                    AddProduct(ref s0, ref p0, Load(x + i, end - i, middle), Load(dy + i, end - i, TRegister.Zero), middle);
                    (s0, s1, p0, p1) = (s1, s0, p1, p0);
                }

                i = end;
                if (added >= piece)
                {
                    sum += Total(s0, s1, TRegister.Zero, TRegister.Zero);
                    product += Total(p0, p1, TRegister.Zero, TRegister.Zero);
                    s0 = s1 = p0 = p1 = TRegister.Zero;
                    added = 0;
                }
            }
        }

        sum += Total(s0, s1, TRegister.Zero, TRegister.Zero);
        product += Total(p0, p1, TRegister.Zero, TRegister.Zero);
        return (sum, product);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddProduct(ref TVector sum, ref TVector product, TVector x, TVector dy, TVector middle)
    {
        sum = TRegister.Add(sum, dy);
        product = TRegister.MultiplyAdd(TRegister.Subtract(x, middle), dy, product);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Load(float* source, nint left, TVector otherwise)
        => left >= TRegister.Width ? TRegister.Load(source) : TRegister.LoadFirst(source, (int)left, otherwise);

    // By value: sums whose address is taken would leave the registers.
    private static double Total(TVector s0, TVector s1, TVector s2, TVector s3)
    {
        float* lanes = stackalloc float[4 * 16];
        TRegister.Store(s0, lanes);
        TRegister.Store(s1, lanes + TRegister.Width);
        TRegister.Store(s2, lanes + (2 * TRegister.Width));
        TRegister.Store(s3, lanes + (3 * TRegister.Width));
        double total = 0;
        for (int i = 0; i < 4 * TRegister.Width; i++)
        {
            total += lanes[i];
        }

        return total;
    }
}
