namespace DeepHealth.Eddl.Tests;

public static partial class OpCases
{
    private static readonly double[] Positive = [0.004, 0.13, 0.9, 1.1, 2.7, 6.5, 41.3, 987.6];

    private static readonly double[] NotZero = [-321.5, -7.7, -1.3, -0.21, 0.003, 0.4, 1.6, 55.5];

    /// <summary>One row or more per unary op.</summary>
    public static IReadOnlyList<UnaryCase> Unary { get; } =
    [
        .. Arithmetic(),
        .. Transcendental(),
        .. Activations(),
        .. SmoothActivations(),
        .. Steps(),
    ];

    private static IEnumerable<UnaryCase> Arithmetic()
    {
        yield return new UnaryCase<Affine>(new(-1.75f, 0.375f))
        {
            Name = "Affine",
            Edges = [(0, 0.375, -1.75), (Inf, -Inf, -1.75), (NaN, NaN, -1.75)],
        };
        yield return new UnaryCase<Abs>(new())
        {
            Name = "Abs",
            Edges = [(0, 0, 0), (-0.0, 0, 0), (-Inf, Inf, -1), (NaN, NaN, 0)],
        };
        yield return new UnaryCase<Square>(new())
        {
            Name = "Square",
            Edges = [(0, 0, 0), (-Inf, Inf, -Inf), (2e19f, 4e38, 4e19), (NaN, NaN, NaN)],
        };
        yield return new UnaryCase<Sqrt>(new())
        {
            Name = "Sqrt",
            Domain = (0, 1000),
            Smooth = Positive,
            Forward = Tolerance.Rounding,
            Backward = new(2e-7),
            Edges = [(0, 0, Inf), (-1, NaN, NaN), (Inf, Inf, 0), (NaN, NaN, NaN)],
        };
        yield return new UnaryCase<Reciprocal>(new())
        {
            Name = "Reciprocal",
            Domain = (0.01, 1000),
            Smooth = NotZero,
            Backward = new(3e-7),
            Edges = [(0, Inf, -Inf), (-0.0, -Inf, -Inf), (Inf, 0, 0), (NaN, NaN, NaN)],
        };
        yield return new UnaryCase<Power>(new(3f))
        {
            Name = "Power(3)",
            Forward = new(3e-7),
            Backward = new(3e-7),
            Edges = [(0, 0, 0), (-2, -8, 12), (-Inf, -Inf, Inf), (NaN, NaN, NaN)],
        };
        yield return new UnaryCase<Power>(new(0f)) { Name = "Power(0)", Edges = [(0, 1, 0), (-3, 1, 0), (Inf, 1, 0), (NaN, 1, 0)] };
        yield return new UnaryCase<Power>(new(1f)) { Name = "Power(1)", Edges = [(0, 0, 1), (-3, -3, 1), (Inf, Inf, 1), (NaN, NaN, 1)] };
        yield return new UnaryCase<Power>(new(-2f))
        {
            Name = "Power(-2)",
            Domain = (0.01, 1000),
            Smooth = NotZero,
            Forward = new(3e-7),
            Backward = new(4e-7),
            Edges = [(0, Inf, -Inf), (-2, 0.25, 0.25), (Inf, 0, 0), (NaN, NaN, NaN)],
        };
        yield return new UnaryCase<Power>(new(2.5f))
        {
            Name = "Power(2.5)",
            Domain = (0, 1000),
            Smooth = Positive,
            Forward = new(5e-7),
            Backward = new(6e-7),
            Edges = [(0, 0, 0), (4, 32, 20), (-1, NaN, NaN), (Inf, Inf, Inf), (NaN, NaN, NaN)],
        };
        yield return new UnaryCase<Power>(new(17f))
        {
            Name = "Power(17)",
            Domain = (-3, 3),
            Forward = new(5e-7),
            Backward = new(2e-6),
            Edges = [(0, 0, 0), (-2, -131072, 1114112), (-Inf, -Inf, Inf), (NaN, NaN, NaN)],
        };
        yield return new UnaryCase<Power>(new(-18f))
        {
            Name = "Power(-18)",
            Domain = (0.1, 3),
            Smooth = [-2.2, -0.7, 0.9, 1.6],
            Forward = new(5e-7),
            Backward = new(7e-7),
            Edges = [(0, Inf, -Inf), (-0.5, 262144, 9437184), (-Inf, 0, 0), (NaN, NaN, NaN)],
        };
    }

    private static IEnumerable<UnaryCase> Transcendental()
    {
        yield return new UnaryCase<Exp>(new())
        {
            Name = "Exp",
            Domain = (-80, 88),
            Forward = new(3e-7),
            Backward = new(3e-7),
            Edges = [(0, 1, 1), (-Inf, 0, 0), (89, 4.5e38, 4.5e38), (Inf, Inf, Inf), (NaN, NaN, NaN)],
        };
        yield return new UnaryCase<Log>(new())
        {
            Name = "Log",
            Domain = (0, 1000),
            Smooth = Positive,
            Forward = new(3e-7),
            Edges = [(0, -Inf, Inf), (1, 0, 1), (-1, NaN, -1), (Inf, Inf, 0), (NaN, NaN, NaN)],
        };
        yield return new UnaryCase<Sin>(new())
        {
            Name = "Sin",
            Forward = new(3e-7),
            Backward = new(3e-7),
            Edges = [(0, 0, 1), (Inf, NaN, NaN), (-Inf, NaN, NaN), (NaN, NaN, NaN)],
        };
        yield return new UnaryCase<Cos>(new())
        {
            Name = "Cos",
            Forward = new(3e-7),
            Backward = new(3e-7),
            Edges = [(0, 1, 0), (Inf, NaN, NaN), (-Inf, NaN, NaN), (NaN, NaN, NaN)],
        };
        yield return new UnaryCase<Erf>(new())
        {
            Name = "Erf",
            Domain = (-6, 6),
            Forward = new(5e-7),
            Backward = new(5e-6),
            Edges = [(0, 0, 1.1283791670955126), (Inf, 1, 0), (-Inf, -1, 0), (NaN, NaN, NaN)],
        };
    }

    private static IEnumerable<UnaryCase> Steps()
    {
        yield return new UnaryCase<Round>(new())
        {
            Name = "Round",
            Edges = [(0.5, 0, 0), (1.5, 2, 0), (2.5, 2, 0), (-0.5, 0, 0), (-1.5, -2, 0), (Inf, Inf, 0), (NaN, NaN, 0)],
        };
        yield return new UnaryCase<Floor>(new())
        {
            Name = "Floor",
            Edges = [(2, 2, 0), (1.75, 1, 0), (-1.25, -2, 0), (-Inf, -Inf, 0), (NaN, NaN, 0)],
        };
        yield return new UnaryCase<Ceiling>(new())
        {
            Name = "Ceiling",
            Edges = [(2, 2, 0), (1.25, 2, 0), (-1.75, -1, 0), (-Inf, -Inf, 0), (NaN, NaN, 0)],
        };
        yield return new UnaryCase<Sign>(new())
        {
            Name = "Sign",
            Edges = [(0, 0, 0), (-0.0, 0, 0), (1e-40f, 1, 0), (-1e-40f, -1, 0), (-Inf, -1, 0), (Inf, 1, 0), (NaN, NaN, 0)],
        };
    }
}
