using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>A metric of the differences between predicted and true numbers. Updating allocates nothing.</summary>
public abstract class ErrorMetric : Metric
{
    /// <summary>Creates a metric.</summary>
    /// <param name="name">Name in progress lines, histories and result files.</param>
    protected ErrorMetric(string name)
        : base(name, higherIsBetter: false)
    {
    }

    /// <summary>Number of elements since <see cref="Reset"/>.</summary>
    public long Count { get; private set; }

    /// <summary>Sum of <see cref="Term"/> over all elements, in double precision.</summary>
    protected double Sum { get; private set; }

    /// <inheritdoc/>
    public override void Reset()
    {
        Count = 0;
        Sum = 0;
    }

    /// <summary>Adds a batch.</summary>
    /// <param name="prediction">Float32, any shape.</param>
    /// <param name="target">Float32, the same shape: nothing is broadcast.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    /// <exception cref="DTypeException">An element type is not Float32.</exception>
    public override void Update(Tensor prediction, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        prediction.RequireFloat32(Name);
        target.RequireFloat32(Name);
        if (prediction.Shape != target.Shape)
        {
            throw new ShapeException($"{Name}: the prediction is {prediction.Shape}, the target {target.Shape}; reshape one of them.");
        }

        ReadOnlySpan<float> y = HostTensor.Contiguous(prediction).AsSpan<float>();
        ReadOnlySpan<float> t = HostTensor.Contiguous(target).AsSpan<float>();
        double sum = 0;
        for (int i = 0; i < y.Length; i++)
        {
            sum += Term((double)y[i] - t[i]);
        }

        Sum += sum;
        Count += y.Length;
    }

    /// <summary>What one difference adds to the sum.</summary>
    protected abstract double Term(double difference);
}
