using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Separates classes by the widest margin, in the space of a kernel; one machine per pair of classes, which vote.</summary>
/// <remarks>Cortes and Vapnik, "Support-Vector Networks", Machine Learning 20, 1995; Chang and Lin, "LIBSVM", ACM TIST 2, 2011, sections 4 and 7, with
/// the same objective. Scores are votes, plus a third at most by the sums of decisions, so that equal votes are told apart in
/// <see cref="Scores"/>; <see cref="Predict"/> follows the votes, of equal ones the first class.</remarks>
public sealed class SupportVectorMachine : Classifier
{
    private const int RowsPerPart = 16;

    private readonly BinarySvm[] _machines;
    private readonly FeatureTable _support;
    private readonly double[] _squares;

    internal SupportVectorMachine(FeatureTable support, int[] supportRows, BinarySvm[] machines, int classes, SvmKernel kernel, double gamma)
        : base(classes, support.Columns)
    {
        _support = support;
        SupportRows = supportRows;
        _machines = machines;
        Kernel = kernel;
        Gamma = gamma;
        _squares = [.. Enumerable.Range(0, support.Rows).Select(row => VectorLoops.Dot(support.Row(row), support.Row(row)))];
    }

    /// <summary>Similarity of samples.</summary>
    public SvmKernel Kernel { get; }

    /// <summary>Width of the radial kernel.</summary>
    public double Gamma { get; }

    /// <summary>Rows of the training set that are support vectors, rising.</summary>
    public IReadOnlyList<int> SupportRows { get; }

    /// <summary>The support vectors.</summary>
    internal FeatureTable Support => _support;

    /// <summary>The machine of each pair of classes; its vectors are rows of <see cref="Support"/>.</summary>
    internal ReadOnlySpan<BinarySvm> Machines => _machines;

    /// <summary>Fits the machine.</summary>
    /// <param name="samples"><c>[samples, features]</c>; scale features first.</param>
    /// <param name="labels">Class of each sample, from 0.</param>
    /// <param name="options">How it is fitted; null for defaults.</param>
    /// <exception cref="ShapeException">There are not as many labels as samples, or none.</exception>
    /// <exception cref="ArgumentException">A value is NaN or infinite, a label is negative, or all samples have one class.</exception>
    public static SupportVectorMachine Fit(FeatureTable samples, ReadOnlySpan<int> labels, SvmOptions? options = null)
    {
        options ??= new SvmOptions();
        int classes = TrainingLabels.Check("SupportVectorMachine", samples, labels);
        return Fit(samples, labels.ToArray(), options, TrainingLabels.Weights(labels, classes, options.Weighting), options.GammaFor(samples));
    }

    /// <summary>Fits with given class weights, as parts of a larger set need.</summary>
    internal static SupportVectorMachine Fit(FeatureTable samples, int[] labels, SvmOptions options, double[] weights, double gamma)
    {
        int classes = weights.Length;
        bool[] isPresent = new bool[classes];
        foreach (int label in labels)
        {
            isPresent[label] = true;
        }

        if (isPresent.Count(present => present) < 2)
        {
            throw new ArgumentException($"SupportVectorMachine: all {labels.Length} samples have class {labels[0]}; there must be two classes.");
        }

        List<BinarySvm> machines = [];
        for (int first = 0; first < classes; first++)
        {
            for (int second = first + 1; second < classes; second++)
            {
                if (isPresent[first] && isPresent[second])
                {
                    machines.Add(Separate(samples, labels, first, second, weights, options, gamma));
                }
            }
        }

        int[] rows = [.. machines.SelectMany(machine => machine.Support).Distinct().Order()];
        int[] places = new int[samples.Rows];
        for (int i = 0; i < rows.Length; i++)
        {
            places[rows[i]] = i;
        }

        BinarySvm[] moved = [.. machines.Select(machine => machine with { Support = [.. machine.Support.Select(row => places[row])] })];
        return new SupportVectorMachine(samples.Select(rows), rows, moved, classes, options.Kernel, gamma);
    }

    /// <summary>Signed distance, in margins, of samples from the border between two classes.</summary>
    /// <param name="samples"><c>[samples, features]</c>.</param>
    /// <param name="first">Class of positive decisions.</param>
    /// <param name="second">Class of negative decisions.</param>
    /// <exception cref="ArgumentException">One of the classes had no training samples.</exception>
    public double[] Decide(FeatureTable samples, int first, int second)
    {
        Require(samples);
        BinarySvm machine = Array.Find(_machines, machine => (machine.First == first && machine.Second == second) || (machine.First == second && machine.Second == first))
            ?? throw new ArgumentException($"SupportVectorMachine: there is no border between the classes {first} and {second}.");
        double sign = machine.First == first ? 1 : -1;
        double[] decisions = new double[samples.Rows];
        double[] kernel = new double[_support.Rows];
        for (int row = 0; row < decisions.Length; row++)
        {
            Similarities(samples.Row(row), kernel);
            decisions[row] = sign * Decision(machine, kernel);
        }

        return decisions;
    }

    /// <inheritdoc/>
    public override double[] Scores(FeatureTable samples) => Count(samples, withDecisions: true);

    /// <inheritdoc/>
    public override int[] Predict(FeatureTable samples)
    {
        double[] votes = Count(samples, withDecisions: false);
        int[] labels = new int[samples.Rows];
        for (int row = 0; row < labels.Length; row++)
        {
            ReadOnlySpan<double> own = votes.AsSpan(row * Classes, Classes);
            for (int label = 1; label < Classes; label++)
            {
                labels[row] = own[label] > own[labels[row]] ? label : labels[row];
            }
        }

        return labels;
    }

    private static BinarySvm Separate(FeatureTable samples, int[] labels, int first, int second, double[] weights, SvmOptions options, double gamma)
    {
        int[] rows = [.. Enumerable.Range(0, labels.Length).Where(row => labels[row] == first || labels[row] == second)];
        sbyte[] sides = [.. rows.Select(row => (sbyte)(labels[row] == first ? 1 : -1))];
        double[] prices = [.. rows.Select(row => options.C * weights[labels[row]])];
        SmoSolver solver = new(new KernelRows(samples.Select(rows), options.Kernel, gamma), sides, prices, options.Tolerance);
        int[] support = [.. Enumerable.Range(0, rows.Length).Where(i => solver.Multipliers[i] > 0)];
        return new BinarySvm(first, second, [.. support.Select(i => rows[i])], [.. support.Select(i => sides[i] * solver.Multipliers[i])], solver.Bias);
    }

    private static double Decision(BinarySvm machine, double[] kernel)
    {
        double sum = -machine.Bias;
        for (int i = 0; i < machine.Support.Length; i++)
        {
            sum += machine.Coefficients[i] * kernel[machine.Support[i]];
        }

        return sum;
    }

    private void Require(FeatureTable samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        samples.RequireColumns("SupportVectorMachine", Features);
        samples.RequireFinite("SupportVectorMachine");
    }

    private void Similarities(ReadOnlySpan<double> sample, double[] kernel)
    {
        double square = VectorLoops.Dot(sample, sample);
        for (int i = 0; i < kernel.Length; i++)
        {
            kernel[i] = KernelRows.Value(Kernel, Gamma, sample, square, _support.Row(i), _squares[i]);
        }
    }

    private double[] Count(FeatureTable samples, bool withDecisions)
    {
        Require(samples);
        double[] scores = new double[samples.Rows * Classes];
        RowJob job = new(this, samples, scores, withDecisions);
        WorkerTeam.Default.Run(ref job, (samples.Rows + RowsPerPart - 1) / RowsPerPart);
        return scores;
    }

    private readonly struct RowJob(SupportVectorMachine model, FeatureTable samples, double[] scores, bool withDecisions) : IParallelJob
    {
        public void Execute(int part)
        {
            double[] kernel = new double[model._support.Rows];
            double[] sums = new double[model.Classes];
            int end = Math.Min(samples.Rows, (part + 1) * RowsPerPart);
            for (int row = part * RowsPerPart; row < end; row++)
            {
                model.Similarities(samples.Row(row), kernel);
                Span<double> votes = scores.AsSpan(row * model.Classes, model.Classes);
                Array.Clear(sums);
                foreach (BinarySvm machine in model._machines)
                {
                    double decision = Decision(machine, kernel);
                    votes[decision > 0 ? machine.First : machine.Second]++;
                    sums[machine.First] += decision;
                    sums[machine.Second] -= decision;
                }

                for (int label = 0; withDecisions && label < sums.Length; label++)
                {
                    votes[label] += sums[label] / (3 * (Math.Abs(sums[label]) + 1));
                }
            }
        }
    }
}
