namespace DeepHealth.Eddl.Tests;

public static partial class OpCases
{
    /// <summary>One row or more per binary op.</summary>
    public static IReadOnlyList<BinaryCase> Binary { get; } = [.. BinaryArithmetic(), .. Comparisons(), .. Losses()];

    private static IEnumerable<BinaryCase> BinaryArithmetic()
    {
        yield return new BinaryCase<Add>(new()) { Name = "Add", Edges = [(1, -1, 0, 1, 1), (Inf, -Inf, NaN, 1, 1), (NaN, 1, NaN, 1, 1)] };
        yield return new BinaryCase<Subtract>(new())
        {
            Name = "Subtract",
            Edges = [(1, 1, 0, 1, -1), (Inf, Inf, NaN, 1, -1), (1, NaN, NaN, 1, -1)],
        };
        yield return new BinaryCase<Multiply>(new())
        {
            Name = "Multiply",
            Edges = [(0, 5, 0, 5, 0), (0, Inf, NaN, Inf, 0), (NaN, 2, NaN, 2, NaN)],
        };
        yield return new BinaryCase<Divide>(new())
        {
            Name = "Divide",
            Right = (0.01, 50),
            Backward = new(3e-7),
            Edges = [(1, 0, Inf, Inf, -Inf), (-1, 0, -Inf, Inf, Inf), (0, 0, NaN, Inf, NaN), (Inf, Inf, NaN, 0, NaN), (NaN, 1, NaN, 1, NaN)],
        };
        yield return new BinaryCase<Pow>(new())
        {
            Name = "Pow",
            Left = (0, 20),
            Right = (-6, 6),
            Smooth = [(0.02, -1.3), (0.7, 2.2), (1, 3.3), (2.6, 0.01), (7.7, -3), (15.5, 2.5)],
            Forward = new(5e-7),
            Backward = new(1e-6),
            Edges =
            [
                (-2, 3, -8, 12, NaN), (-2, 2, 4, -4, NaN), (-2, -1, -0.5, -0.25, NaN), (-2, 0.5, NaN, NaN, NaN), (-2, 0, 1, 0, NaN),
                (0, 0, 1, 0, 0), (0, 2, 0, 0, 0), (0, 0.5, 0, Inf, 0), (0, -1, Inf, -Inf, -Inf), (-2, Inf, Inf, Inf, NaN),
                (1, NaN, NaN, NaN, NaN), (NaN, 0, NaN, 0, NaN), (0, NaN, NaN, NaN, NaN),
            ],
        };
        yield return new BinaryCase<Maximum>(new())
        {
            Name = "Maximum",
            Edges = [(2, 2, 2, 0.5, 0.5), (Inf, Inf, Inf, 0.5, 0.5), (-Inf, 1, 1, 0, 1), (NaN, 1, NaN, 0.5, 0.5), (1, NaN, NaN, 0.5, 0.5)],
        };
        yield return new BinaryCase<Minimum>(new())
        {
            Name = "Minimum",
            Edges = [(2, 2, 2, 0.5, 0.5), (Inf, Inf, Inf, 0.5, 0.5), (-Inf, 1, -Inf, 1, 0), (NaN, 1, NaN, 0.5, 0.5), (1, NaN, NaN, 0.5, 0.5)],
        };
        yield return new BinaryCase<SquaredDifference>(new())
        {
            Name = "SquaredDifference",
            Forward = new(3e-7),
            Edges = [(2, 2, 0, 0, 0), (Inf, Inf, NaN, NaN, NaN), (NaN, 1, NaN, NaN, NaN), (1, NaN, NaN, NaN, NaN)],
        };
    }

    private static IEnumerable<BinaryCase> Comparisons()
    {
        yield return new BinaryCase<Greater>(new()) { Name = "Greater", Edges = ComparisonEdges(above: 1, equal: 0, below: 0, unordered: 0) };
        yield return new BinaryCase<GreaterOrEqual>(new())
        {
            Name = "GreaterOrEqual",
            Edges = ComparisonEdges(above: 1, equal: 1, below: 0, unordered: 0),
        };
        yield return new BinaryCase<Less>(new()) { Name = "Less", Edges = ComparisonEdges(above: 0, equal: 0, below: 1, unordered: 0) };
        yield return new BinaryCase<LessOrEqual>(new())
        {
            Name = "LessOrEqual",
            Edges = ComparisonEdges(above: 0, equal: 1, below: 1, unordered: 0),
        };
        yield return new BinaryCase<Equal>(new()) { Name = "Equal", Edges = ComparisonEdges(above: 0, equal: 1, below: 0, unordered: 0) };
        yield return new BinaryCase<NotEqual>(new()) { Name = "NotEqual", Edges = ComparisonEdges(above: 1, equal: 0, below: 1, unordered: 1) };
    }

    private static (double A, double B, double Y, double SlopeLeft, double SlopeRight)[] ComparisonEdges(
        double above, double equal, double below, double unordered)
        =>
        [
            (1.5, 1.5, equal, 0, 0), (0, -0.0, equal, 0, 0), (Inf, Inf, equal, 0, 0), (-Inf, -Inf, equal, 0, 0),
            (2, 1.5, above, 0, 0), (1e-45f, 0, above, 0, 0), (Inf, -Inf, above, 0, 0), (3e38f, -3e38f, above, 0, 0), (Inf, 1, above, 0, 0),
            (1, 1.5, below, 0, 0), (0, 1e-45f, below, 0, 0), (-Inf, Inf, below, 0, 0), (-3e38f, 3e38f, below, 0, 0), (1, Inf, below, 0, 0),
            (NaN, 1, unordered, 0, 0), (1, NaN, unordered, 0, 0), (NaN, NaN, unordered, 0, 0), (NaN, Inf, unordered, 0, 0),
        ];

    private static IEnumerable<BinaryCase> Losses()
    {
        (double A, double B)[] smooth = [(-33.3, 0.2), (-4.4, 1), (-0.3, 0), (0, 0.75), (0.003, 0.1), (2.6, 1), (17.25, 0)];
        yield return new BinaryCase<BinaryCrossEntropyWithLogits>(default)
        {
            Name = "BinaryCrossEntropyWithLogits",
            Right = (0, 1),
            Smooth = smooth,
            Forward = new(5e-7, 4e-6),
            Backward = new(5e-7, 2e-7),
            Edges =
            [
                (0, 1, 0.69314718055994531, -0.5, 0), (1e30f, 1, 0, 0, -1e30f), (-1e30f, 0, 0, 0, 1e30f), (-1e30f, 1, 1e30f, -1, 1e30f),
                (-Inf, 1, NaN, -1, NaN), (NaN, 1, NaN, NaN, NaN), (1, NaN, NaN, NaN, -1),
            ],
        };
        yield return new BinaryCase<BinaryCrossEntropyWithLogits>(new(2.5f))
        {
            Name = "BinaryCrossEntropyWithLogits(2.5)",
            Right = (0, 1),
            Smooth = smooth,
            Forward = new(5e-7, 8e-6),
            Backward = new(5e-7, 4e-7),
            Edges =
            [
                (0, 1, 1.7328679513998633, -1.25, 1.0397207708399179), (1e30f, 1, 0, 0, -1e30f),
                (-4, 0, 0.018149927917809740, 0.017986209962091558, 10.0272248918767), (NaN, 1, NaN, NaN, NaN),
            ],
        };
    }
}
