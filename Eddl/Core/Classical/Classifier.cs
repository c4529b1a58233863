namespace DeepHealth.Eddl;

/// <summary>A fitted model that gives every sample a class.</summary>
/// <param name="classes">Number of classes.</param>
/// <param name="features">Number of features.</param>
public abstract class Classifier(int classes, int features)
{
    /// <summary>Number of classes; labels run from 0.</summary>
    public int Classes { get; } = classes;

    /// <summary>Number of features of a sample.</summary>
    public int Features { get; } = features;

    /// <summary>How much every class is favoured, class after class, sample after sample.</summary>
    /// <param name="samples"><c>[samples, features]</c>.</param>
    /// <returns><c>[samples, classes]</c>; probabilities where the model has them. The greatest is the prediction; of equal ones the first.</returns>
    /// <exception cref="DeepHealth.Numerics.ShapeException">The number of features is another one than that of the training.</exception>
    /// <exception cref="ArgumentException">A value is NaN or infinite.</exception>
    public abstract double[] Scores(FeatureTable samples);

    /// <summary>The class of every sample.</summary>
    /// <inheritdoc cref="Scores" path="//param|//exception"/>
    public virtual int[] Predict(FeatureTable samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        double[] scores = Scores(samples);
        int[] labels = new int[samples.Rows];
        for (int i = 0; i < labels.Length; i++)
        {
            ReadOnlySpan<double> row = scores.AsSpan(i * Classes, Classes);
            for (int label = 1; label < row.Length; label++)
            {
                labels[i] = row[label] > row[labels[i]] ? label : labels[i];
            }
        }

        return labels;
    }

    /// <summary>Counts the predictions of a test set.</summary>
    /// <param name="samples"><c>[samples, features]</c>.</param>
    /// <param name="labels">True class of each sample, from 0.</param>
    public ConfusionMatrix Evaluate(FeatureTable samples, ReadOnlySpan<int> labels)
    {
        int[] predictions = Predict(samples);
        if (labels.Length != predictions.Length)
        {
            throw new ArgumentException($"Evaluate: {labels.Length} labels for {predictions.Length} samples.", nameof(labels));
        }

        ConfusionMatrix matrix = new(Classes);
        for (int i = 0; i < labels.Length; i++)
        {
            matrix.Add(labels[i], predictions[i]);
        }

        return matrix;
    }
}
