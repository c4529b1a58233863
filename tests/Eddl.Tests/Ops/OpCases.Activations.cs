namespace DeepHealth.Eddl.Tests;

public static partial class OpCases
{
    private static IEnumerable<UnaryCase> Activations()
    {
        yield return new UnaryCase<Relu>(new())
        {
            Name = "Relu",
            Edges = [(0, 0, 0), (-0.0, 0, 0), (-Inf, 0, 0), (Inf, Inf, 1), (NaN, NaN, 0)],
        };
        yield return new UnaryCase<LeakyRelu>(new(0.125f))
        {
            Name = "LeakyRelu",
            Edges = [(0, 0, 0.125), (-Inf, -Inf, 0.125), (Inf, Inf, 1), (NaN, NaN, 0.125)],
        };
        yield return new UnaryCase<ThresholdedRelu>(new(0.75f))
        {
            Name = "ThresholdedRelu",
            Edges = [(0.75, 0, 0), (-Inf, 0, 0), (Inf, Inf, 1), (NaN, NaN, 0)],
        };
        yield return new UnaryCase<Elu>(new(1.5f))
        {
            Name = "Elu",
            Forward = new(4e-7),
            Backward = new(4e-7, 3e-7),
            Edges = [(0, 0, 1.5), (-Inf, -1.5, 0), (Inf, Inf, 1), (NaN, NaN, NaN)],
        };
        yield return new UnaryCase<Selu>(new())
        {
            Name = "Selu",
            Forward = new(4e-7),
            Backward = new(4e-7, 3e-7),
            Edges =
            [
                (0, 0, 1.7580993408473766), (-Inf, -1.7580993408473766, 0), (Inf, Inf, 1.0507009873554805), (NaN, NaN, NaN),
            ],
        };
        yield return new UnaryCase<HardSigmoid>(new(0.25f, 0.5f))
        {
            Name = "HardSigmoid",
            Edges = [(-2, 0, 0), (0, 0.5, 0.25), (2, 1, 0), (-Inf, 0, 0), (Inf, 1, 0), (NaN, NaN, 0)],
        };
        yield return new UnaryCase<HardSwish>(new())
        {
            Name = "HardSwish",
            Forward = new(4e-7, 3e-7),
            Backward = new(4e-7, 2e-7),
            Edges = [(-3, 0, 0), (0, 0, 0.5), (3, 3, 1), (Inf, Inf, 1), (-Inf, NaN, 0), (NaN, NaN, 0)],
        };
        yield return new UnaryCase<Clip>(new(-1.25f, 2.5f))
        {
            Name = "Clip",
            Edges = [(-1.25, -1.25, 1), (2.5, 2.5, 1), (-Inf, -1.25, 0), (Inf, 2.5, 0), (NaN, NaN, 1)],
        };
        yield return new UnaryCase<Clip>(new(0f, float.PositiveInfinity))
        {
            Name = "Clip(0, none)",
            Edges = [(0, 0, 1), (-1, 0, 0), (Inf, Inf, 1), (NaN, NaN, 1)],
        };
        yield return new UnaryCase<Softsign>(new())
        {
            Name = "Softsign",
            Forward = new(3e-7),
            Backward = new(5e-7),
            Edges = [(0, 0, 1), (Inf, NaN, 0), (NaN, NaN, NaN)],
        };
    }

    private static IEnumerable<UnaryCase> SmoothActivations()
    {
        yield return new UnaryCase<Tanh>(new())
        {
            Name = "Tanh",
            Forward = new(5e-7),
            Backward = new(5e-7, 6e-7),
            Edges = [(0, 0, 1), (-Inf, -1, 0), (Inf, 1, 0), (NaN, NaN, NaN)],
        };
        yield return new UnaryCase<Sigmoid>(new())
        {
            Name = "Sigmoid",
            Domain = (-85, 85),
            Forward = new(5e-7),
            Backward = new(5e-7, 2e-7),
            Edges = [(0, 0.5, 0.25), (-Inf, 0, 0), (Inf, 1, 0), (NaN, NaN, NaN)],
        };
        yield return new UnaryCase<Silu>(new())
        {
            Name = "Silu",
            Domain = (-85, 85),
            Forward = new(5e-7),
            Backward = new(5e-7, 1e-6),
            Edges = [(0, 0, 0.5), (Inf, Inf, NaN), (-Inf, NaN, NaN), (NaN, NaN, NaN)],
        };
        yield return new UnaryCase<Mish>(new())
        {
            Name = "Mish",
            Domain = (-85, 85),
            Forward = new(6e-7),
            Backward = new(1e-6, 5e-7),
            Edges = [(0, 0, 0.6), (3e38f, 3e38f, 1), (Inf, Inf, NaN), (-Inf, NaN, NaN), (NaN, NaN, NaN)],
        };
        yield return new UnaryCase<Softplus>(new())
        {
            Name = "Softplus",
            Domain = (-85, 85),
            Forward = new(5e-7),
            Backward = new(5e-7),
            Edges = [(0, 0.69314718055994531, 0.5), (-Inf, 0, 0), (Inf, Inf, 1), (NaN, NaN, NaN)],
        };
        yield return new UnaryCase<Gelu>(new())
        {
            Name = "Gelu",
            Forward = new(5e-7, 1e-6),
            Backward = new(5e-7, 5e-7),
            Edges = [(0, 0, 0.5), (Inf, Inf, NaN), (-Inf, NaN, NaN), (NaN, NaN, NaN)],
        };
        yield return new UnaryCase<GeluTanh>(new())
        {
            Name = "GeluTanh",
            Forward = new(5e-7, 1e-6),
            Backward = new(5e-7, 5e-6),
            Edges = [(0, 0, 0.5), (1e30f, 1e30f, 1), (Inf, Inf, 1), (-Inf, NaN, 0), (NaN, NaN, NaN)],
        };
    }
}
