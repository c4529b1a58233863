using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

[Collection(nameof(RunsAlone))]
public class MemoryTests
{
    private const int Elements = 1 << 20;

    [Fact]
    public void A_scope_returns_all_memory_made_inside()
    {
        long baseline = RentedBytes();
        using (new MemoryScope())
        {
            Tensor x = Tensor.Ones([Elements], Device.Reference);
            x.RequiresGrad = true;
            Tensor loss = (x * 2).Mean();
            loss.Backward();
            Assert.True(BufferPool.Shared.RentedBytes - baseline >= 3L * Elements * sizeof(float), "the tensors are not counted as rented");
            GC.KeepAlive(loss);
        }

        Assert.InRange(BufferPool.Shared.RentedBytes, 0, baseline);
    }

    [Fact]
    public void Kept_tensors_outlive_the_scope_with_their_gradient()
    {
        Tensor kept;
        Tensor left;
        using (new MemoryScope())
        {
            kept = Tensor.Full([3], 2, Device.Reference);
            kept.RequiresGrad = true;
            left = kept.Square();
            left.Sum().Backward();
            Assert.Same(kept, MemoryScope.Keep(kept));
        }

        Assert.Equal([2f, 2, 2], kept.ToArray());
        Assert.Equal([4f, 4, 4], kept.Grad!.ToArray());
        Assert.Throws<ObjectDisposedException>(() => left.ToArray());
    }

    [Theory]
    [InlineData("reference")]
    [InlineData("cpu")]
    public void Use_after_the_scope_throws(string device)
    {
        Tensor x;
        using (new MemoryScope())
        {
            x = Tensor.Ones([4], Devices.Named(device));
        }

        Assert.Throws<ObjectDisposedException>(() => x.AsSpan<float>().Length);
        Assert.Throws<ObjectDisposedException>(() => x + 1);
        Assert.Throws<ObjectDisposedException>(() => x + x);
        Assert.Throws<ObjectDisposedException>(() => x.Sum());
        Assert.Throws<ObjectDisposedException>(() => x.Reshape(2, 2).Transpose().Clone());
        Assert.Throws<ObjectDisposedException>(() => x.Reshape(2, 2).MatMul(x.Reshape(2, 2)));
        Assert.Throws<ObjectDisposedException>(() => x.ToString());
    }

    [Fact]
    public void Views_of_outer_tensors_do_not_return_their_memory()
    {
        Tensor x = Tensor.Arange(6, Device.Reference);
        using (new MemoryScope())
        {
            Assert.Equal(5, x.Reshape(2, 3).Transpose()[2, 1].Item());
        }

        Assert.Equal(5, x[5].Item());
    }

    [Fact]
    public void Scopes_nest()
    {
        using (new MemoryScope())
        {
            Tensor inner;
            Tensor outer = Tensor.Ones([1], Device.Reference);
            using (new MemoryScope())
            {
                inner = Tensor.Ones([1], Device.Reference);
            }

            Assert.Equal(1, outer.Item());
            Assert.Throws<ObjectDisposedException>(() => inner.Item());
            Assert.Equal(1, Tensor.Ones([1], Device.Reference).Item());
        }
    }

    [Fact]
    public void A_training_loop_with_one_scope_per_step_keeps_its_gradients_and_its_memory_flat()
    {
        Tensor weight = Tensor.Full([Elements], 1, Device.Reference);
        weight.RequiresGrad = true;
        long rented = 0;
        for (int step = 0; step < 4; step++)
        {
            using (new MemoryScope())
            {
                // A view of the weight, so that its own gradient is an intermediate one.
                weight.Reshape(2, -1).Sum().Backward();
            }

            Assert.Equal(step + 1, weight.Grad![0].Item());
            rented = step == 0 ? RentedBytes() : rented;
        }

        Assert.InRange(RentedBytes() - rented, long.MinValue, Elements * sizeof(float) / 2);
    }

    [Fact]
    public void Memory_of_unreachable_tensors_comes_back_without_a_scope()
    {
        long baseline = RentedBytes();
        MakeGarbage();
        Assert.InRange(RentedBytes() - baseline, long.MinValue, Elements);
    }

    [Fact]
    public void A_span_outlives_its_tensor()
    {
        Span<double> span = Tensor.Full([Elements], 7, Device.Reference).Convert(DType.Float64).AsSpan<double>();
        RentedBytes();
        for (int i = 0; i < 4; i++)
        {
            Tensor.Full([Elements], 9, Device.Reference).Convert(DType.Float64);
        }

        Assert.True(span.IndexOfAnyExcept(7.0) < 0);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void MakeGarbage() => Assert.Equal(1, Tensor.Ones([Elements], Device.Reference)[5].Item());

    private static long RentedBytes()
    {
        for (int i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return BufferPool.Shared.RentedBytes;
    }
}
