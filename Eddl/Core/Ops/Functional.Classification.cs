using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

public static partial class Functional
{
    /// <summary>Softmax cross-entropy of logits against class indices: the weighted mean of <c>−log p[label]</c>.</summary>
    /// <param name="logits"><c>[N, classes]</c>, or <c>[N, classes, …]</c> with one label per remaining position.</param>
    /// <param name="labels">Int32 <c>[N]</c> or <c>[N, …]</c>, from 0 to classes − 1.</param>
    /// <param name="classWeights"><c>[classes]</c>, or null for equal weights. The mean is divided by the sum of the weights used, as in PyTorch.</param>
    /// <param name="labelSmoothing">Part of the target spread over all classes, from 0 to below 1 (Szegedy et al. 2016, section 7).</param>
    /// <exception cref="LabelException">A label lies outside its range.</exception>
    /// <exception cref="ShapeException">Labels or class weights do not fit the logits.</exception>
    /// <exception cref="DTypeException">Logits or class weights are not Float32, or labels not Int32.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The smoothing is below 0, 1 or more, or NaN.</exception>
    public static Tensor CrossEntropy(Tensor logits, Tensor labels, Tensor? classWeights = null, float labelSmoothing = 0)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(labels);
        RequirePart("CrossEntropy", nameof(labelSmoothing), labelSmoothing);
        logits.RequireFloat32("CrossEntropy");
        classWeights?.RequireFloat32("CrossEntropy");
        if (labels.Type != DType.Int32)
        {
            throw new DTypeException($"CrossEntropy: labels must be Int32, they are {labels.Type}.");
        }

        if (logits.Rank < 2 || labels.Shape != logits.Shape.Without(1))
        {
            throw new ShapeException($"CrossEntropy: logits {logits.Shape} need labels {(logits.Rank < 2 ? "of [N]" : logits.Shape.Without(1))}, they are {labels.Shape}.");
        }

        int classes = logits.Shape[1];
        if (classWeights is not null && classWeights.Shape != new Shape(classes))
        {
            throw new ShapeException($"CrossEntropy: class weights {classWeights.Shape} do not fit the {classes} classes of {logits.Shape}.");
        }

        if (classWeights is not null)
        {
            logits.RequireDevice("CrossEntropy", classWeights);
        }

        Tensor rows = logits;
        if (logits.Rank > 2)
        {
            // Class axis last, so that every position is a row.
            int[] order = [0, .. Enumerable.Range(2, logits.Rank - 2), 1];
            rows = logits.Permute(order).Reshape(-1, classes);
        }

        return Recorder.Run(
            new CrossEntropyNode(rows.Contiguous(), labels.Contiguous().Reshape(new Shape(labels.Count)), classWeights?.Contiguous(), labelSmoothing),
            Shape.Scalar);
    }
}
