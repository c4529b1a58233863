namespace DeepHealth.Eddl;

public sealed partial class ReferenceKernels
{
    /// <inheritdoc/>
    public override void Softmax(Tensor x, Tensor y, bool logarithm)
    {
        int classes = x.Shape[-1];
        double[] logs = new double[classes];
        for (int start = 0; start < x.Count; start += classes)
        {
            LogSoftmax(x.Floats().Slice(start, classes), logs);
            Span<float> row = y.Floats().Slice(start, classes);
            for (int c = 0; c < classes; c++)
            {
                row[c] = (float)(logarithm ? logs[c] : Math.Exp(logs[c]));
            }
        }
    }

    /// <inheritdoc/>
    public override void SoftmaxGradient(Tensor y, Tensor dy, Tensor dx, bool logarithm, bool accumulate)
    {
        int classes = y.Shape[-1];
        for (int start = 0; start < y.Count; start += classes)
        {
            Span<float> ys = y.Floats().Slice(start, classes);
            Span<float> dys = dy.Floats().Slice(start, classes);
            Span<float> dxs = dx.Floats().Slice(start, classes);
            double sum = 0;
            for (int c = 0; c < classes; c++)
            {
                sum += logarithm ? dys[c] : (double)ys[c] * dys[c];
            }

            for (int c = 0; c < classes; c++)
            {
                Store(ref dxs[c], logarithm ? dys[c] - (Math.Exp(ys[c]) * sum) : ys[c] * (dys[c] - sum), accumulate);
            }
        }
    }

    /// <inheritdoc/>
    public override void CrossEntropy(Tensor logits, Tensor labels, Tensor? classWeights, Tensor probabilities, Tensor loss, float smoothing)
    {
        int classes = logits.Shape[-1];
        Span<int> targets = labels.Integers();
        Span<float> classScales = classWeights is null ? [] : classWeights.Floats();
        LabelCheck.Require("CrossEntropy", targets, classes);
        double[] logs = new double[classes];
        double sum = 0;
        double weights = 0;
        for (int r = 0; r < targets.Length; r++)
        {
            LogSoftmax(logits.Floats().Slice(r * classes, classes), logs);
            double rowLoss = 0;
            for (int c = 0; c < classes; c++)
            {
                double target = Scale(classScales, c) * Target(c == targets[r], smoothing, classes);
                // A class without a share of the target costs nothing, even where its probability is 0.
                rowLoss -= target == 0 ? 0 : target * logs[c];
                probabilities.Floats()[(r * classes) + c] = (float)Math.Exp(logs[c]);
            }

            sum += rowLoss;
            weights += Scale(classScales, targets[r]);
        }

        loss.Floats()[0] = (float)(sum / weights);
    }

    /// <inheritdoc/>
    public override void CrossEntropyGradient(
        Tensor probabilities, Tensor labels, Tensor? classWeights, Tensor dloss, Tensor dlogits, float smoothing, bool accumulate)
    {
        int classes = probabilities.Shape[-1];
        Span<int> targets = labels.Integers();
        Span<float> classScales = classWeights is null ? [] : classWeights.Floats();
        double weights = 0;
        for (int r = 0; r < targets.Length; r++)
        {
            weights += Scale(classScales, targets[r]);
        }

        for (int r = 0; r < targets.Length; r++)
        {
            double whole = 0;
            for (int c = 0; c < classes; c++)
            {
                whole += Scale(classScales, c) * Target(c == targets[r], smoothing, classes);
            }

            for (int c = 0; c < classes; c++)
            {
                int i = (r * classes) + c;
                double excess = (whole * probabilities.Floats()[i]) - (Scale(classScales, c) * Target(c == targets[r], smoothing, classes));
                Store(ref dlogits.Floats()[i], dloss.Floats()[0] / weights * excess, accumulate);
            }
        }
    }

    /// <summary>Share of a class in the smoothed target.</summary>
    private static double Target(bool isLabel, double smoothing, int classes) => (isLabel ? 1 - smoothing : 0) + (smoothing / classes);

    /// <summary><c>x − max − ln Σ exp(x − max)</c>.</summary>
    private static void LogSoftmax(ReadOnlySpan<float> x, Span<double> logs)
    {
        double max = double.NegativeInfinity;
        foreach (float value in x)
        {
            max = Math.Max(max, value);
        }

        double sum = 0;
        foreach (float value in x)
        {
            sum += Math.Exp(value - max);
        }

        for (int c = 0; c < x.Length; c++)
        {
            logs[c] = x[c] - max - Math.Log(sum);
        }
    }
}
