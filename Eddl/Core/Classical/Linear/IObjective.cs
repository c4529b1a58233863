namespace DeepHealth.Eddl;

/// <summary>A smooth function to be minimised.</summary>
internal interface IObjective
{
    /// <summary>Value and gradient at a point.</summary>
    double Evaluate(ReadOnlySpan<double> point, Span<double> gradient);
}
