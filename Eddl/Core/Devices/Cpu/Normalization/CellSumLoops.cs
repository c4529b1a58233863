using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Adds up neighbouring cells channel by channel, for one instruction set. Each lane is one channel.</summary>
internal static unsafe class CellSumLoops<TRegister, TVector>
    where TRegister : struct, IRegister<TVector>
    where TVector : struct
{
    /// <summary><c>sums[c] += Σ_i x[i·channels + c]</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(float* x, int cells, int channels, float* sums)
    {
        int c = 0;
        for (; c + (4 * TRegister.Width) <= channels; c += 4 * TRegister.Width)
        {
            AddFour(x + c, cells, channels, sums + c);
        }

        for (; c < channels; c += TRegister.Width)
        {
            AddOne(x + c, cells, channels, TRegister.FirstLanes(channels - c), sums + c);
        }
    }

    // Four registers of channels side by side, whole cache lines.
    private static void AddFour(float* x, int cells, nint pitch, float* sums)
    {
        TVector s0 = TRegister.Load(sums), s1 = TRegister.Load(sums + TRegister.Width);
        TVector s2 = TRegister.Load(sums + (2 * TRegister.Width)), s3 = TRegister.Load(sums + (3 * TRegister.Width));
        for (; cells > 0; cells--, x += pitch)
        {
            s0 = TRegister.Add(s0, TRegister.Load(x));
            s1 = TRegister.Add(s1, TRegister.Load(x + TRegister.Width));
            s2 = TRegister.Add(s2, TRegister.Load(x + (2 * TRegister.Width)));
            s3 = TRegister.Add(s3, TRegister.Load(x + (3 * TRegister.Width)));
        }

        TRegister.Store(s0, sums);
        TRegister.Store(s1, sums + TRegister.Width);
        TRegister.Store(s2, sums + (2 * TRegister.Width));
        TRegister.Store(s3, sums + (3 * TRegister.Width));
    }

    // Some lanes of one register. Four cells take turns, so that no addition waits for the one before.
    private static void AddOne(float* x, int cells, nint pitch, TVector mask, float* sums)
    {
        TVector s0 = TRegister.LoadMasked(sums, mask), s1 = TRegister.Zero, s2 = s1, s3 = s1;
        for (; cells >= 4; cells -= 4, x += 4 * pitch)
        {
            s0 = TRegister.Add(s0, TRegister.LoadMasked(x, mask));
            s1 = TRegister.Add(s1, TRegister.LoadMasked(x + pitch, mask));
            s2 = TRegister.Add(s2, TRegister.LoadMasked(x + (2 * pitch), mask));
            s3 = TRegister.Add(s3, TRegister.LoadMasked(x + (3 * pitch), mask));
        }

        for (; cells > 0; cells--, x += pitch)
        {
            s0 = TRegister.Add(s0, TRegister.LoadMasked(x, mask));
        }

        TRegister.StoreMasked(TRegister.Add(TRegister.Add(s0, s1), TRegister.Add(s2, s3)), sums, mask);
    }
}
