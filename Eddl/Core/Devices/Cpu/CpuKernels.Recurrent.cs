using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

public sealed unsafe partial class CpuKernels
{
    // Sequences of one part. Products of 8 rows run at full speed, wherever the weights lie; 16 rows halve what is read of them, and are
    // better for narrow registers. Between the two, a batch has parts for 16 threads where it can.
    private const int FewestSequences = 8;
    private const int MostSequences = 16;
    private const int WantedParts = 16;

    /// <inheritdoc/>
    public override void Lstm(
        Tensor x, Tensor weightInput, Tensor weightHidden, Tensor? bias, Tensor y, RecurrentTape? tape, RecurrentShape shape)
        => Recur<LstmCell>(x, weightInput, weightHidden, bias, null, y, tape, shape);

    /// <inheritdoc/>
    public override void LstmGradient(Tensor weightHidden, RecurrentTape tape, Tensor dy, Tensor dgates, RecurrentShape shape)
        => RecurGradient<LstmCell>(weightHidden, tape, dy, dgates, dgates, shape);

    /// <inheritdoc/>
    public override void Gru(
        Tensor x, Tensor weightInput, Tensor weightHidden, Tensor? biasInput, Tensor? biasHidden, Tensor y, RecurrentTape? tape, RecurrentShape shape)
        => Recur<GruCell>(x, weightInput, weightHidden, biasInput, biasHidden, y, tape, shape);

    /// <inheritdoc/>
    public override void GruGradient(Tensor weightHidden, RecurrentTape tape, Tensor dy, Tensor dgates, Tensor drecurrent, RecurrentShape shape)
        => RecurGradient<GruCell>(weightHidden, tape, dy, dgates, drecurrent, shape);

    private void Recur<TCell>(
        Tensor x, Tensor weightInput, Tensor weightHidden, Tensor? biasInput, Tensor? biasHidden, Tensor y, RecurrentTape? tape, RecurrentShape shape)
        where TCell : struct, IRecurrentCell
    {
        int columns = TCell.Gates * shape.Units;
        long inputLength = PackedOperand.Length(columns, shape.Features);
        float* room = Workspace.Take(WorkspaceSlot.Packed, inputLength + PackedOperand.Length(columns, shape.Units));
        RecurrentJob<TCell> job = new()
        {
            Shape = shape,
            Parts = PartsOf(shape),
            WeightInput = PackOperand(weightInput, columns, shape.Features, room),
            WeightHidden = PackOperand(weightHidden, columns, shape.Units, room + inputLength),
            BiasInput = PointerOrNull(biasInput),
            BiasHidden = PointerOrNull(biasHidden),
            X = SequenceRows.Of(x),
            Y = SequenceRows.Of(y),
            States = SequenceRows.Of(tape?.States),
            Gates = SequenceRows.Of(tape?.Gates),
            Memory = SequenceRows.Of(tape?.Memory),
        };
        Run(ref job, job.Parts.Count, WorkOf(shape, columns));
    }

    private void RecurGradient<TCell>(Tensor weightHidden, RecurrentTape tape, Tensor dy, Tensor dgates, Tensor drecurrent, RecurrentShape shape)
        where TCell : struct, IRecurrentCell
    {
        int columns = TCell.Gates * shape.Units;
        float* packed = Workspace.Take(WorkspaceSlot.Packed, PackedOperand.Length(shape.Units, columns));
        RecurrentGradientJob<TCell> job = new()
        {
            Shape = shape,
            Parts = PartsOf(shape),
            WeightHidden = new PackedOperand(shape.Units, columns, packed),
            States = SequenceRows.Of(tape.States),
            Gates = SequenceRows.Of(tape.Gates),
            Memory = SequenceRows.Of(tape.Memory),
            OutputGradient = SequenceRows.Of(dy),
            GatesGradient = SequenceRows.Of(dgates),
            RecurrentGradient = SequenceRows.Of(drecurrent),
        };
        job.WeightHidden.Pack(transposed: true, weightHidden.Pointer, columns);
        Run(ref job, job.Parts.Count, WorkOf(shape, columns));
    }

    private static RowTiles PartsOf(RecurrentShape shape)
        => new(shape.Batch, Math.Clamp(shape.Batch / WantedParts, FewestSequences, MostSequences));

    private static long WorkOf(RecurrentShape shape, int columns) => (long)shape.Batch * shape.Steps * columns * shape.Units;
}
