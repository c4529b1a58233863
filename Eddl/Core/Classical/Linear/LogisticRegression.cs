namespace DeepHealth.Eddl;

/// <summary>Linear model of class probabilities: logistic for two classes, softmax for more, with a quadratic penalty on the weights.</summary>
/// <remarks>Hastie, Tibshirani and Friedman, "The Elements of Statistical Learning", 2009, section 4.4. Minimises
/// <c>C · Σ weight · −ln p(class) + ½ Σ w²</c>; intercepts are not penalised. The same objective as scikit-learn's.</remarks>
public sealed class LogisticRegression : Classifier
{
    private readonly double[] _parameters;

    private LogisticRegression(double[] parameters, int classes, int features, bool isConverged)
        : base(classes, features)
    {
        _parameters = parameters;
        IsConverged = isConverged;
    }

    /// <summary>Whether the fit reached its tolerance; if not, scale the features or allow more rounds.</summary>
    public bool IsConverged { get; }

    /// <summary>Number of linear functions: 1 for two classes (that of class 1), else one per class.</summary>
    public int Functions => Classes == 2 ? 1 : Classes;

    /// <summary>Fits the model.</summary>
    /// <param name="samples"><c>[samples, features]</c>; scaled features converge soonest.</param>
    /// <param name="labels">Class of each sample, from 0.</param>
    /// <param name="options">How it is fitted; null for defaults.</param>
    /// <exception cref="DeepHealth.Numerics.ShapeException">There are not as many labels as samples, or none.</exception>
    /// <exception cref="ArgumentException">A value is NaN or infinite, or a label is negative.</exception>
    public static LogisticRegression Fit(FeatureTable samples, ReadOnlySpan<int> labels, LogisticOptions? options = null)
    {
        options ??= new LogisticOptions();
        int classes = TrainingLabels.Check("LogisticRegression", samples, labels);
        LogisticLoss loss = new(samples, labels.ToArray(), classes, options);
        double[] parameters = new double[loss.Length];
        bool isConverged = Lbfgs.Minimize(loss, parameters, options.Tolerance, options.MaximumRounds);
        return new LogisticRegression(parameters, classes, samples.Columns, isConverged);
    }

    /// <summary>Weights of a linear function.</summary>
    public ReadOnlySpan<double> Weights(int function)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(function);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(function, Functions);
        return _parameters.AsSpan(function * (Features + 1), Features);
    }

    /// <summary>Intercept of a linear function.</summary>
    public double Intercept(int function) => _parameters[((function + 1) * (Features + 1)) - 1];

    /// <inheritdoc/>
    public override double[] Scores(FeatureTable samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        samples.RequireColumns("LogisticRegression", Features);
        samples.RequireFinite("LogisticRegression");
        double[] scores = new double[samples.Rows * Classes];
        for (int row = 0; row < samples.Rows; row++)
        {
            LogisticLoss.Probabilities(_parameters, samples.Row(row), scores.AsSpan(row * Classes, Classes));
        }

        return scores;
    }
}
