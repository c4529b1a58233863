using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>The loops of <see cref="LayerNormRows"/> for one instruction set.</summary>
/// <remarks>Lanes beyond the end of a row hold what adds nothing, and are not stored.</remarks>
internal static unsafe class LayerNormLoops<TRegister, TVector>
    where TRegister : struct, IRegister<TVector>
    where TVector : struct
{
    /// <summary>Mean of each of some rows, as a single-precision sum gives it.</summary>
    public static void Means(float* x, int rows, int count, float* means, bool stream)
    {
        for (int row = 0; row < rows; row++, x += count)
        {
            if (stream)
            {
                StreamedStores.ReadAhead(x, count, third: 0);
            }

            TVector a = TRegister.Zero, b = a, c = a, d = a;
            nint i = 0;
            for (; i <= count - (4 * TRegister.Width); i += 4 * TRegister.Width)
            {
                a = TRegister.Add(a, TRegister.Load(x + i));
                b = TRegister.Add(b, TRegister.Load(x + i + TRegister.Width));
                c = TRegister.Add(c, TRegister.Load(x + i + (2 * TRegister.Width)));
                d = TRegister.Add(d, TRegister.Load(x + i + (3 * TRegister.Width)));
            }

            for (; i < count; i += TRegister.Width)
            {
                a = TRegister.Add(a, Load(x + i, count - i, TRegister.Zero));
            }

            means[row] = Vector128.Sum(TRegister.SumFour(a, b, c, d)) / count;
        }
    }

    /// <summary>For each of some rows <c>Σ (x − mean)</c> in two halves, then <c>Σ (x − mean)²</c> in two halves.</summary>
    public static void Distances(float* x, int rows, int count, float* means, Vector128<float>* sums, bool stream)
    {
        for (int row = 0; row < rows; row++, x += count)
        {
            if (stream)
            {
                StreamedStores.ReadAhead(x, count, third: 1);
            }

            TVector middle = TRegister.Broadcast(means[row]);
            TVector s0 = TRegister.Zero, s1 = s0, q0 = s0, q1 = s0;
            nint i = 0;
            for (; i <= count - (2 * TRegister.Width); i += 2 * TRegister.Width)
            {
                AddDistance(TRegister.Subtract(TRegister.Load(x + i), middle), ref s0, ref q0);
                AddDistance(TRegister.Subtract(TRegister.Load(x + i + TRegister.Width), middle), ref s1, ref q1);
            }

            for (; i < count; i += TRegister.Width)
            {
                AddDistance(TRegister.Subtract(Load(x + i, count - i, middle), middle), ref s0, ref q0);
            }

            sums[row] = TRegister.SumFour(s0, s1, q0, q1);
        }
    }

    /// <summary><c>y = ((x − mean)·scale + shift)·gamma + beta</c> for one row.</summary>
    public static void Apply(float* x, float* gamma, float* beta, float* y, int count, float mean, float scale, float shift, bool stream)
    {
        if (stream && StreamedStores.Suit(y, x))
        {
            StreamedStores.ReadAhead(x, count, third: 2);
            Apply<StreamedStores>(x, gamma, beta, y, count, mean, scale, shift);
        }
        else
        {
            Apply<CachedStores>(x, gamma, beta, y, count, mean, scale, shift);
        }
    }

    private static void Apply<TStores>(float* x, float* gamma, float* beta, float* y, int count, float mean, float scale, float shift)
        where TStores : struct, IStores
    {
        TVector middle = TRegister.Broadcast(mean), scales = TRegister.Broadcast(scale), shifts = TRegister.Broadcast(shift);
        TVector one = TRegister.Broadcast(1);
        nint i = 0;
        for (; i <= count - TRegister.Width; i += TRegister.Width)
        {
            TVector value = TRegister.MultiplyAdd(TRegister.Subtract(TRegister.Load(x + i), middle), scales, shifts);
            TVector factor = gamma == null ? one : TRegister.Load(gamma + i);
            TVector offset = beta == null ? TRegister.Zero : TRegister.Load(beta + i);
            TStores.Write<TRegister, TVector>(TRegister.MultiplyAdd(value, factor, offset), y + i);
        }

        if (i < count)
        {
            int left = (int)(count - i);
            TVector value = TRegister.MultiplyAdd(TRegister.Subtract(TRegister.LoadFirst(x + i, left, middle), middle), scales, shifts);
            TVector factor = gamma == null ? one : TRegister.LoadFirst(gamma + i, left, one);
            TVector offset = beta == null ? TRegister.Zero : TRegister.LoadFirst(beta + i, left, one);
            TRegister.StoreMasked(TRegister.MultiplyAdd(value, factor, offset), y + i, TRegister.FirstLanes(left));
        }
    }

    /// <summary><c>Σ g</c> and <c>Σ (x − mean)·g</c> with <c>g = gamma·dy</c>, for one row.</summary>
    public static (float Sum, float Product) GradientSums(float* x, float* dy, float* gamma, int count, float mean)
    {
        TVector middle = TRegister.Broadcast(mean), one = TRegister.Broadcast(1);
        TVector s0 = TRegister.Zero, s1 = s0, p0 = s0, p1 = s0;
        for (nint i = 0; i < count; i += TRegister.Width)
        {
            nint left = count - i;
            TVector factor = gamma == null ? one : Load(gamma + i, left, one);
            TVector gradient = TRegister.MultiplyAdd(Load(dy + i, left, TRegister.Zero), factor, TRegister.Zero);
            s0 = TRegister.Add(s0, gradient);
            p0 = TRegister.MultiplyAdd(TRegister.Subtract(Load(x + i, left, middle), middle), gradient, p0);
            (s0, s1, p0, p1) = (s1, s0, p1, p0);
        }

        Vector128<float> sums = TRegister.SumFour(s0, s1, p0, p1);
        return (sums[0] + sums[1], sums[2] + sums[3]);
    }

    /// <summary><c>dx (+)= scale·gamma·dy + slope·(x − mean) + shift</c> for one row.</summary>
    public static void ApplyGradient(
        float* x, float* dy, float* gamma, float* dx, int count, float mean, float scale, float slope, float shift, bool accumulate)
    {
        TVector middle = TRegister.Broadcast(mean), scales = TRegister.Broadcast(scale);
        TVector slopes = TRegister.Broadcast(slope), shifts = TRegister.Broadcast(shift);
        for (nint i = 0; i < count; i += TRegister.Width)
        {
            nint left = count - i;
            TVector factor = gamma == null ? scales : TRegister.MultiplyAdd(Load(gamma + i, left, middle), scales, TRegister.Zero);
            TVector known = accumulate ? TRegister.Add(Load(dx + i, left, shifts), shifts) : shifts;
            TVector rest = TRegister.MultiplyAdd(TRegister.Subtract(Load(x + i, left, middle), middle), slopes, known);
            Store(TRegister.MultiplyAdd(Load(dy + i, left, middle), factor, rest), dx + i, left);
        }
    }

    /// <summary>Adds <c>Σ dy·(x − mean)·inverse</c> and <c>Σ dy</c> over some rows, for as many columns as a register has lanes.</summary>
    public static void AddColumns(
        float* x, float* dy, float* mean, float* inverse, nint pitch, int rows, int columns, double* products, double* sums)
    {
        TVector p0 = TRegister.Zero, s0 = p0;
        for (int row = 0; row < rows; row++, x += pitch, dy += pitch)
        {
            TVector middle = TRegister.Broadcast(mean[row]);
            TVector gradient = Load(dy, columns, TRegister.Zero);
            TVector distance = TRegister.Subtract(Load(x, columns, middle), middle);
            p0 = TRegister.MultiplyAdd(TRegister.MultiplyAdd(distance, TRegister.Broadcast(inverse[row]), TRegister.Zero), gradient, p0);
            s0 = TRegister.Add(s0, gradient);
        }

        float* lanes = stackalloc float[2 * 16];
        TRegister.Store(p0, lanes);
        TRegister.Store(s0, lanes + 16);
        for (int i = 0; i < Math.Min(columns, TRegister.Width); i++)
        {
            products[i] += lanes[i];
            sums[i] += lanes[16 + i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddDistance(TVector distance, ref TVector sum, ref TVector squares)
    {
        sum = TRegister.Add(sum, distance);
        squares = TRegister.MultiplyAdd(distance, distance, squares);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Load(float* source, nint left, TVector otherwise)
        => left >= TRegister.Width ? TRegister.Load(source) : TRegister.LoadFirst(source, (int)left, otherwise);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TVector value, float* destination, nint left)
    {
        if (left >= TRegister.Width)
        {
            TRegister.Store(value, destination);
        }
        else
        {
            TRegister.StoreMasked(value, destination, TRegister.FirstLanes((int)left));
        }
    }
}
