using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

public sealed class SummaryTests
{
    [Fact]
    public void The_summary_lists_modules_shapes_and_parameters()
    {
        Model model = new Model(new Sequential(
            new Conv1D(8, 3, bias: false), new BatchNorm(), new Activation<Relu>(),
            new Residual(new Sequential(new Conv1D(8, 3), new Activation<LeakyRelu>(new(0.1f)))),
            new GlobalAveragePool(), new Dense(200)))
            .Build([2, 16], new Sgd(), new SoftmaxCrossEntropy());

        string expected = string.Join('\n',
            "module                     output    parameters",
            "Sequential                 [200]               ",
            "  0: Conv1D                [8, 16]           48",
            "  1: BatchNorm             [8, 16]           16",
            "  2: Relu                  [8, 16]             ",
            "  3: Residual              [8, 16]             ",
            "    body: Sequential       [8, 16]             ",
            "      0: Conv1D            [8, 16]          200",
            "      1: LeakyRelu         [8, 16]             ",
            "  4: GlobalAveragePool     [8]                 ",
            "  5: Dense                 [200]          1,800",
            "2,064 trained parameters, 16 running statistics, input [2, 16]",
            "");
        Assert.Equal(Columns(expected), Columns(model.Summary()));

        // Every row of the table ends in the same column.
        string[] rows = model.Summary().Split('\n')[..^2];
        Assert.Single(rows.Select(row => row.Length).Distinct());
    }

    [Fact]
    public void A_module_that_names_a_child_but_never_builds_it_is_found_out()
    {
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(
            () => new Model(new Forgetful()).Build([2], new Sgd(), new MeanSquaredError()).Summary());

        Assert.Contains("Dense", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_parameters_of_one_name_are_refused()
    {
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(
            () => new NamedSequence(("a", new Dense(2)), ("a", new Dense(2))).Build([2], seed: 1));

        Assert.Contains("a.weight", error.Message, StringComparison.Ordinal);
    }

    private static string[] Columns(string text)
        => [.. text.Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];

    private sealed class Forgetful : Module
    {
        public override IReadOnlyList<Module> Children { get; } = [new Dense(2)];

        public override Tensor Forward(Tensor x) => x;

        protected override Shape OnBuild(Shape input, BuildContext context) => input;
    }
}
