namespace DeepHealth.Bench;

/// <summary>A benchmark parameter that knows how much work one call is.</summary>
internal interface IWork
{
    /// <summary>Work of one call: operations, bytes or samples, as the suite's <see cref="RateAttribute"/> says.</summary>
    double Work { get; }
}
