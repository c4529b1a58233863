using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

/// <summary>Fill, Copy and CopyTo with channels-last operands in any mix with other layouts. The halo is never written.</summary>
public sealed class ChannelsLastMovementTests(KernelTeams teams) : IClassFixture<KernelTeams>
{
    private const double Tolerance = 1e-6;

    private static readonly int[][] s_shapes =
    [
        [2, 3, 40], [1, 17, 33], [2, 64, 7], [2, 5, 1], [3, 1, 50],
        [2, 1, 4, 4], [2, 3, 9, 20], [2, 32, 16, 16], [3, 40, 2, 2], [2, 33, 5, 19], [1, 32, 1, 1], [2, 24, 40, 20],
        [2, 4, 3, 4, 5], [1, 18, 2, 3, 17],
    ];

    public static TheoryData<int[], int> Cases
    {
        get
        {
            TheoryData<int[], int> cases = [];
            foreach (int[] shape in s_shapes)
            {
                cases.Add(shape, 0);
                cases.Add(shape, 1);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Filling_leaves_the_halo_alone(int[] sizes, int halo)
    {
        Tensor x = ChannelsLastOperands.Random(new Shape(sizes), 1);
        foreach (Kernels cpu in teams.Cpu)
        {
            Tensor y = ChannelsLastOperands.Of(x, Format(sizes, halo), -7);
            cpu.Fill(y, 2.5f);
            Tensor expected = ChannelsLastOperands.Random(new Shape(sizes), 1);
            expected.Floats().Fill(2.5f);
            ChannelsLastOperands.AssertClose(expected, y, 0, halo: -7);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Copies_between_any_two_layouts_are_equal(int[] sizes, int halo)
    {
        Shape shape = new(sizes);
        Tensor x = ChannelsLastOperands.Random(shape, 1), y = ChannelsLastOperands.Random(shape, 2);
        Layout reversed = Layout.Contiguous(shape).Slice(2, sizes[2] - 1, sizes[2], -1);
        Func<Tensor, Tensor>[] layouts =
        [
            tensor => tensor,
            tensor => ChannelsLastOperands.Of(tensor, Format(sizes, halo), -7),
            tensor => ChannelsLastOperands.Of(tensor, Format(sizes, 2), -7),
            tensor => Strided(tensor, reversed),
        ];
        for (int pair = 0; pair < layouts.Length * layouts.Length; pair++)
        {
            foreach (bool accumulate in (bool[])[false, true])
            {
                Tensor expected = new(shape, DType.Float32, Device.Reference);
                expected.CopyFrom(y);
                Device.Reference.Kernels.Copy(x, expected, accumulate);
                foreach (Kernels cpu in teams.Cpu)
                {
                    Tensor from = layouts[pair / layouts.Length](x), to = layouts[pair % layouts.Length](y);
                    cpu.Copy(from, to, accumulate);
                    ChannelsLastOperands.AssertClose(expected, to, Tolerance, halo: -7);
                    cpu.CopyTo(from, to, to.Layout, accumulate: false);
                    ChannelsLastOperands.AssertClose(x, to, 0, halo: -7);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Feature_maps_are_joined_and_taken_apart(int[] sizes, int halo)
    {
        // A tensor of the wanted size is one part of a larger one, beside 5 other channels.
        int[] all = [.. sizes];
        all[1] += 5;
        Tensor part = ChannelsLastOperands.Random(new Shape(sizes), 1), whole = ChannelsLastOperands.Random(new Shape(all), 2);
        foreach (bool accumulate in (bool[])[false, true])
        {
            Tensor joined = new(whole.Shape, DType.Float32, Device.Reference), taken = new(part.Shape, DType.Float32, Device.Reference);
            joined.CopyFrom(whole);
            taken.CopyFrom(part);
            Device.Reference.Kernels.CopyTo(part, joined, joined.Layout.Slice(1, 2, sizes[1]), accumulate);
            Device.Reference.Kernels.Copy(new Tensor(whole.Storage, whole.Layout.Slice(1, 2, sizes[1])), taken, accumulate);
            foreach (bool partIsLast in (bool[])[false, true])
            {
                Tensor Part() => ChannelsLastOperands.Of(part, Format(sizes, partIsLast ? halo : 2), -7);
                Tensor cells = partIsLast ? Part() : part;
                Tensor target = ChannelsLastOperands.Of(whole, Format(all, halo), -7);
                teams.Cpu[1].CopyTo(cells, target, target.Layout.Slice(1, 2, sizes[1]), accumulate);
                ChannelsLastOperands.AssertClose(joined, target, Tolerance, halo: -7);

                Tensor source = ChannelsLastOperands.Of(whole, Format(all, halo), -7);
                Tensor result = Part();
                teams.Cpu[1].Copy(new Tensor(source.Storage, source.Layout.Slice(1, 2, sizes[1])), result, accumulate);
                ChannelsLastOperands.AssertClose(taken, result, Tolerance, halo: -7);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_repeated_source_reaches_every_cell(int[] sizes, int halo)
    {
        Shape shape = new(sizes);
        Tensor channel = ChannelsLastOperands.Random(new Shape([sizes[1], .. sizes[2..].Select(_ => 1)]), 1);
        Tensor scalar = ChannelsLastOperands.Random([1], 2);
        foreach (Tensor source in (Tensor[])[channel, scalar])
        {
            Tensor x = new(source.Storage, source.Layout.BroadcastTo(shape));
            Tensor y = ChannelsLastOperands.Of(ChannelsLastOperands.Random(shape, 3), Format(sizes, halo), -7);
            Tensor expected = ChannelsLastOperands.Random(shape, 3);
            Device.Reference.Kernels.Copy(x, expected, accumulate: true);
            teams.Cpu[2].Copy(x, y, accumulate: true);
            ChannelsLastOperands.AssertClose(expected, y, Tolerance, halo: -7);
            Device.Reference.Kernels.Copy(x, expected, accumulate: false);
            teams.Cpu[2].Copy(x, y, accumulate: false);
            ChannelsLastOperands.AssertClose(expected, y, 0, halo: -7);
        }
    }

    private static Tensor Strided(Tensor x, Layout layout)
    {
        Tensor result = new(new Storage(Device.Reference, DType.Float32, Math.Max(1, x.Count)), layout);
        SpanLoops.CopyToStrided(x.Floats(), result.StorageFloats(), layout);
        return result;
    }

    private static ChannelsLast Format(int[] sizes, int halo)
    {
        Halo depth = sizes.Length < 5 ? default : new Halo(halo, 1), height = sizes.Length < 4 ? default : new Halo(1, halo);
        return FormatCache.Get(new Shape(sizes), halo == 0 ? default : depth, halo == 0 ? default : height, new Halo(halo, 2 * halo));
    }
}
