using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>A matrix per time step, one after the other, with ready views: taking a step allocates nothing.</summary>
internal sealed class StepBuffer
{
    private readonly Tensor[] _steps;

    public StepBuffer(int steps, int rows, int columns, Device device)
    {
        All = new Tensor([steps, rows, columns], DType.Float32, device);
        AfterFirst = new Tensor(All.Storage, Layout.Contiguous([steps - 1, rows, columns], rows * columns));
        _steps = new Tensor[steps];
        for (int step = 0; step < steps; step++)
        {
            _steps[step] = new Tensor(All.Storage, Layout.Contiguous([rows, columns], step * rows * columns));
        }
    }

    /// <summary>All steps, <c>[T, rows, columns]</c>.</summary>
    public Tensor All { get; }

    /// <summary>All steps but the first.</summary>
    public Tensor AfterFirst { get; }

    /// <summary>One step, <c>[rows, columns]</c>.</summary>
    public Tensor this[int step] => _steps[step];

    /// <summary>The step before; null for the first.</summary>
    public Tensor? Before(int step) => step == 0 ? null : _steps[step - 1];
}
