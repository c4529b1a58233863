namespace DeepHealth.Eddl;

/// <summary>Penalised negative log-likelihood of a logistic regression.</summary>
internal sealed class LogisticLoss : IObjective
{
    private readonly FeatureTable _samples;
    private readonly int[] _labels;
    private readonly int _classes;
    private readonly double[] _weights;
    private readonly double _c;
    private readonly double[] _probabilities;

    public LogisticLoss(FeatureTable samples, int[] labels, int classes, LogisticOptions options)
    {
        _samples = samples;
        _labels = labels;
        _classes = classes;
        _weights = TrainingLabels.Weights(labels, classes, options.Weighting);
        _c = options.C;
        _probabilities = new double[classes];
    }

    /// <summary>Number of parameters: weights and intercept of each function.</summary>
    public int Length => (_classes == 2 ? 1 : _classes) * (_samples.Columns + 1);

    /// <summary>Class probabilities of a sample.</summary>
    public static void Probabilities(ReadOnlySpan<double> parameters, ReadOnlySpan<double> sample, Span<double> result)
    {
        int stride = sample.Length + 1;
        if (result.Length == 2)
        {
            double value = VectorLoops.Dot(sample, parameters) + parameters[sample.Length];
            double small = Math.Exp(-Math.Abs(value));
            double unlikely = small / (1 + small);
            result[1] = value >= 0 ? 1 / (1 + small) : unlikely;
            result[0] = value >= 0 ? unlikely : 1 / (1 + small);
            return;
        }

        double greatest = double.NegativeInfinity;
        for (int label = 0; label < result.Length; label++)
        {
            ReadOnlySpan<double> function = parameters.Slice(label * stride, stride);
            result[label] = VectorLoops.Dot(sample, function) + function[^1];
            greatest = Math.Max(greatest, result[label]);
        }

        double sum = 0;
        foreach (ref double value in result)
        {
            value = Math.Exp(value - greatest);
            sum += value;
        }

        foreach (ref double value in result)
        {
            value /= sum;
        }
    }

    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient)
    {
        int features = _samples.Columns;
        int stride = features + 1;
        gradient.Clear();
        double loss = 0;
        for (int row = 0; row < _samples.Rows; row++)
        {
            ReadOnlySpan<double> sample = _samples.Row(row);
            Probabilities(point, sample, _probabilities);
            int label = _labels[row];
            double weight = _c * _weights[label];

            // Beyond the smallest number the logarithm would be infinite; such a sample is lost by 700 nats either way.
            loss -= weight * Math.Log(Math.Max(_probabilities[label], double.Epsilon));
            for (int function = 0; function < gradient.Length / stride; function++)
            {
                int of = _classes == 2 ? 1 : function;
                double slope = weight * (_probabilities[of] - (label == of ? 1 : 0));
                Span<double> part = gradient.Slice(function * stride, stride);
                VectorLoops.AddScaled(part[..features], sample, slope);
                part[features] += slope;
            }
        }

        for (int i = 0; i < point.Length; i++)
        {
            if (i % stride != features)
            {
                loss += point[i] * point[i] / 2;
                gradient[i] += point[i];
            }
        }

        return loss;
    }
}
