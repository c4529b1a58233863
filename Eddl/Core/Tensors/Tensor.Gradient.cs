using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

public sealed partial class Tensor
{
    private Tensor? _grad;
    private bool _gradIsWritten;

    /// <summary>Gradient of the last <see cref="Backward"/>, of the same shape; null where none was computed.</summary>
    public Tensor? Grad => _gradIsWritten ? _grad : null;

    /// <summary>Computes the gradient of this scalar with respect to every tensor it was computed from that requires one.</summary>
    /// <remarks>Gradients of leaves add up over calls until <see cref="ZeroGrad"/>; gradients of intermediate tensors start anew.</remarks>
    /// <exception cref="ShapeException">The tensor has more than one element.</exception>
    /// <exception cref="InvalidOperationException">Nothing that this tensor was computed from requires a gradient.</exception>
    public void Backward()
    {
        if (Count != 1)
        {
            throw new ShapeException($"Backward: starts at a scalar, the tensor {Shape} has {Count} elements; take its Mean() or Sum() first.");
        }

        if (Producer is null)
        {
            throw new InvalidOperationException("Backward: nothing that this tensor was computed from requires a gradient.");
        }

        BackwardPass.Order(this).Run();
    }

    /// <summary>Forgets the gradient, so that the next <see cref="Backward"/> starts anew.</summary>
    public void ZeroGrad() => _gradIsWritten = false;

    /// <summary>The same elements, cut off from the recording.</summary>
    public Tensor Detach() => new(Storage, Layout);

    /// <summary>Gives the gradient a place chosen by the caller, such as a slice of an arena.</summary>
    internal void PlaceGradient(Tensor place) => _grad = place;

    /// <summary>Where the gradient has its place, whether it was computed or not.</summary>
    internal Tensor? PlacedGradient => _grad;

    /// <summary>Where an op writes its contribution to this tensor's gradient.</summary>
    /// <param name="accumulate">Whether an earlier op of this pass already wrote; then the contribution is added, else it overwrites.</param>
    internal Tensor TakeGradient(out bool accumulate)
    {
        accumulate = _gradIsWritten;
        _gradIsWritten = true;
        if (_grad is null)
        {
            _grad = ChannelsLast is null ? new Tensor(Shape, DType.Float32, Device) : ChannelsLast.Allocate(Device);

            // The gradient of a leaf lives as long as the leaf, which may be longer than the scope of the step.
            _grad.Storage.IsKept = Producer is null && (Storage.IsKept || !Storage.SharesScope(_grad.Storage));
        }

        return _grad;
    }

    /// <summary>Where the elements of the gradient lie in its storage: contiguous, but maybe inside an arena.</summary>
    private Layout GradientLayout => Layout.Contiguous(Shape, _grad?.Layout.Offset ?? 0);

    /// <summary>Lets the memory of the tensor and of its gradient outlive the current scope.</summary>
    internal void Keep()
    {
        Storage.IsKept = true;
        if (_grad is not null)
        {
            _grad.Storage.IsKept = true;
        }
    }

    /// <summary>The gradient that the ops after this one have written; zeros if none did.</summary>
    internal Tensor OutputGradient()
    {
        if (!_gradIsWritten)
        {
            Tensor zeros = TakeGradient(out _);
            Device.Kernels.Fill(zeros, 0);
        }

        return _grad!;
    }
}
