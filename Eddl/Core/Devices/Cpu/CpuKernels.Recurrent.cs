using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

public sealed unsafe partial class CpuKernels
{
    // Gate sums of one part: their exponentials take as long as waking a thread.
    private const int GatesPerPart = 4096;

    // A gate costs about as much as this many elements of a plain loop.
    private const int WorkPerGate = 4;

    /// <inheritdoc/>
    public override void LstmCell(Tensor gates, Tensor? bias, Tensor? previousCell, Tensor cell, Tensor hidden)
    {
        LstmCellJob job = new(
            CellRows.Of(gates, 4), gates.Pointer, PointerOrNull(bias), PointerOrNull(previousCell), cell.Pointer, hidden.Pointer);
        Run(ref job, job.Rows.Parts, (long)WorkPerGate * gates.Count);
    }

    /// <inheritdoc/>
    public override void LstmCellGradient(Tensor gates, Tensor? previousCell, Tensor cell, Tensor dhidden, Tensor dcell, Tensor dgates)
    {
        LstmCellGradientJob job = new(
            CellRows.Of(gates, 4), gates.Pointer, PointerOrNull(previousCell), cell.Pointer, dhidden.Pointer, dcell.Pointer, dgates.Pointer);
        Run(ref job, job.Rows.Parts, (long)WorkPerGate * gates.Count);
    }

    /// <inheritdoc/>
    public override void GruCell(Tensor gates, Tensor recurrent, Tensor? biasInput, Tensor? biasHidden, Tensor? previousHidden, Tensor hidden)
    {
        GruCellJob job = new(
            CellRows.Of(gates, 3), gates.Pointer, recurrent.Pointer, PointerOrNull(biasInput), PointerOrNull(biasHidden),
            PointerOrNull(previousHidden), hidden.Pointer);
        Run(ref job, job.Rows.Parts, (long)WorkPerGate * gates.Count);
    }

    /// <inheritdoc/>
    public override void GruCellGradient(
        Tensor gates, Tensor recurrent, Tensor? previousHidden, Tensor dhidden, Tensor dgates, Tensor drecurrent, Tensor? dprevious)
    {
        GruCellGradientJob job = new(
            CellRows.Of(gates, 3), gates.Pointer, recurrent.Pointer, PointerOrNull(previousHidden), dhidden.Pointer, dgates.Pointer,
            drecurrent.Pointer, PointerOrNull(dprevious));
        Run(ref job, job.Rows.Parts, (long)WorkPerGate * gates.Count);
    }

    /// <summary>Rows of recurrent cells, some of them per part.</summary>
    private readonly record struct CellRows(int Rows, int Units, int RowsPerPart)
    {
        public int Parts => (Rows + RowsPerPart - 1) / RowsPerPart;

        public static CellRows Of(Tensor gates, int gatesPerUnit)
            => new(gates.Shape[0], gates.Shape[1] / gatesPerUnit, Math.Max(1, GatesPerPart / Math.Max(1, gates.Shape[1])));

        public int Count(int part) => Math.Min(RowsPerPart, Rows - (part * RowsPerPart));

        /// <summary>The rows of one part of a matrix with <paramref name="numbers"/> per unit; empty where there is no matrix.</summary>
        public Span<float> Of(float* matrix, int part, int numbers)
            => matrix == null ? [] : new(matrix + ((nint)part * RowsPerPart * Units * numbers), Count(part) * Units * numbers);

        /// <summary>A row that all parts read.</summary>
        public ReadOnlySpan<float> Bias(float* bias, int numbers) => bias == null ? [] : new(bias, Units * numbers);
    }

    private readonly struct LstmCellJob(CellRows rows, float* gates, float* bias, float* previousCell, float* cell, float* hidden) : IParallelJob
    {
        private readonly float* _gates = gates;
        private readonly float* _bias = bias;
        private readonly float* _previousCell = previousCell;
        private readonly float* _cell = cell;
        private readonly float* _hidden = hidden;

        public CellRows Rows { get; } = rows;

        public void Execute(int part) => SpanLoops.LstmCell(
            default(Sigmoid), Rows.Of(_gates, part, 4), Rows.Bias(_bias, 4), Rows.Of(_previousCell, part, 1), Rows.Of(_cell, part, 1),
            Rows.Of(_hidden, part, 1), Rows.Count(part), Rows.Units);
    }

    private readonly struct LstmCellGradientJob(
        CellRows rows, float* gates, float* previousCell, float* cell, float* dhidden, float* dcell, float* dgates) : IParallelJob
    {
        private readonly float* _gates = gates;
        private readonly float* _previousCell = previousCell;
        private readonly float* _cell = cell;
        private readonly float* _dhidden = dhidden;
        private readonly float* _dcell = dcell;
        private readonly float* _dgates = dgates;

        public CellRows Rows { get; } = rows;

        public void Execute(int part) => SpanLoops.LstmCellGradient(
            default(Sigmoid), Rows.Of(_gates, part, 4), Rows.Of(_previousCell, part, 1), Rows.Of(_cell, part, 1), Rows.Of(_dhidden, part, 1),
            Rows.Of(_dcell, part, 1), Rows.Of(_dgates, part, 4), Rows.Count(part), Rows.Units);
    }

    private readonly struct GruCellJob(
        CellRows rows, float* gates, float* recurrent, float* biasInput, float* biasHidden, float* previousHidden, float* hidden) : IParallelJob
    {
        private readonly float* _gates = gates;
        private readonly float* _recurrent = recurrent;
        private readonly float* _biasInput = biasInput;
        private readonly float* _biasHidden = biasHidden;
        private readonly float* _previousHidden = previousHidden;
        private readonly float* _hidden = hidden;

        public CellRows Rows { get; } = rows;

        public void Execute(int part) => SpanLoops.GruCell(
            default(Sigmoid), Rows.Of(_gates, part, 3), Rows.Of(_recurrent, part, 3), Rows.Bias(_biasInput, 3), Rows.Bias(_biasHidden, 3),
            Rows.Of(_previousHidden, part, 1), Rows.Of(_hidden, part, 1), Rows.Count(part), Rows.Units);
    }

    private readonly struct GruCellGradientJob(
        CellRows rows, float* gates, float* recurrent, float* previousHidden, float* dhidden, float* dgates, float* drecurrent, float* dprevious)
        : IParallelJob
    {
        private readonly float* _gates = gates;
        private readonly float* _recurrent = recurrent;
        private readonly float* _previousHidden = previousHidden;
        private readonly float* _dhidden = dhidden;
        private readonly float* _dgates = dgates;
        private readonly float* _drecurrent = drecurrent;
        private readonly float* _dprevious = dprevious;

        public CellRows Rows { get; } = rows;

        public void Execute(int part) => SpanLoops.GruCellGradient(
            default(Sigmoid), Rows.Of(_gates, part, 3), Rows.Of(_recurrent, part, 3), Rows.Of(_previousHidden, part, 1), Rows.Of(_dhidden, part, 1),
            Rows.Of(_dgates, part, 3), Rows.Of(_drecurrent, part, 3), Rows.Of(_dprevious, part, 1), Rows.Count(part), Rows.Units);
    }
}
