using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

public abstract partial class Kernels
{
    // Convolution. x [N, C, D, H, W], w [K, C/groups, kD, kH, kW], y [N, K, oD, oH, oW]; fewer spatial axes count as leading axes of size 1.

    /// <summary>Cross-correlation: <c>y[n,k,o] = bias[k] + Σ_{c,r} w[k,c,r] · x[n, c, o·stride + r·dilation − padBefore]</c>; x counts as 0 outside.</summary>
    public abstract void Convolution(Tensor x, Tensor w, Tensor? bias, Tensor y, in ConvolutionShape shape);

    /// <summary>Gradient with respect to x, plus one number per channel where a bias is given: <c>dx (+)= Σ … + bias[c]</c>. A transposed
    /// convolution is this gradient with a bias.</summary>
    public abstract void ConvolutionInputGradient(Tensor dy, Tensor w, Tensor? bias, Tensor dx, in ConvolutionShape shape, bool accumulate);

    /// <summary>Gradient with respect to w.</summary>
    public abstract void ConvolutionWeightGradient(Tensor x, Tensor dy, Tensor dw, in ConvolutionShape shape, bool accumulate);

    /// <summary>Sum over everything but the channel axis: <c>y[c] (+)= Σ_{n,s} x[n, c, s]</c>. The bias gradient.</summary>
    public abstract void ChannelSum(Tensor x, Tensor y, ChannelShape shape, bool accumulate);

    // Pooling. Windows as in a convolution with one filter per channel.

    /// <summary>Largest value of each window; padding never wins; <paramref name="indices"/> (Int32, shape of y) gets the position of the
    /// first winner within its channel plane; NaN wins.</summary>
    /// <remarks>Where x or y is in <see cref="Eddl.ChannelsLast"/> format the indices lie in the order <c>[N, D, H, W, C]</c> of y's cells, without
    /// halo; only <see cref="MaxPoolGradient"/>, with dx and dy in the formats of x and y, reads them.</remarks>
    public abstract void MaxPool(Tensor x, Tensor y, Tensor indices, in PoolShape shape);

    /// <summary><c>dx[winner] += dy</c>.</summary>
    public abstract void MaxPoolGradient(Tensor dy, Tensor indices, Tensor dx, in PoolShape shape, bool accumulate);

    /// <summary>Mean of each window, over the whole window size or over its cells inside the input (<see cref="PoolShape.CountPadding"/>).</summary>
    public abstract void AveragePool(Tensor x, Tensor y, in PoolShape shape);

    /// <summary>Gradient of <see cref="AveragePool"/>.</summary>
    public abstract void AveragePoolGradient(Tensor dy, Tensor dx, in PoolShape shape, bool accumulate);

    // Normalisation

    /// <summary>Batch normalisation with the statistics of the batch: per channel, over n and s,
    /// <c>y = gamma·(x − mean)/√(variance + epsilon) + beta</c>, biased variance.</summary>
    /// <param name="x"><c>[N, C, S]</c>.</param>
    /// <param name="gamma">Scale <c>[C]</c>, or null for 1.</param>
    /// <param name="beta">Shift <c>[C]</c>, or null for 0.</param>
    /// <param name="mean">Written: mean <c>[C]</c>.</param>
    /// <param name="inverseDeviation">Written: <c>1/√(variance + epsilon)</c>, <c>[C]</c>.</param>
    /// <param name="y">Written: <c>[N, C, S]</c>.</param>
    /// <param name="shape">N, C, S.</param>
    /// <param name="epsilon">Added to the variance.</param>
    public abstract void BatchNorm(Tensor x, Tensor? gamma, Tensor? beta, Tensor mean, Tensor inverseDeviation, Tensor y, ChannelShape shape, float epsilon);

    /// <summary>Gradients of <see cref="BatchNorm"/> (Ioffe and Szegedy 2015, section 3). Null destinations are not computed;
    /// <paramref name="dgamma"/> and <paramref name="dbeta"/> are accumulated where <paramref name="accumulateAffine"/> is true.</summary>
    public abstract void BatchNormGradient(
        Tensor x, Tensor dy, Tensor? gamma, Tensor mean, Tensor inverseDeviation, Tensor? dx, Tensor? dgamma, Tensor? dbeta,
        ChannelShape shape, bool accumulate, bool accumulateAffine);

    /// <summary>Layer and group normalisation: each of <see cref="GroupNormShape.Rows"/> rows is normalised by its own statistics, then scaled
    /// and shifted per channel. Statistics are written to <paramref name="mean"/> and <paramref name="inverseDeviation"/>, one per row.</summary>
    public abstract void GroupNorm(Tensor x, Tensor? gamma, Tensor? beta, Tensor mean, Tensor inverseDeviation, Tensor y, GroupNormShape shape, float epsilon);

    /// <summary>Gradients of <see cref="GroupNorm"/>; as <see cref="BatchNormGradient"/>.</summary>
    public abstract void GroupNormGradient(
        Tensor x, Tensor dy, Tensor? gamma, Tensor mean, Tensor inverseDeviation, Tensor? dx, Tensor? dgamma, Tensor? dbeta,
        GroupNormShape shape, bool accumulate, bool accumulateAffine);

    // Softmax and classification, over the last axis of [rows, classes]

    /// <summary><c>y = exp(x − max)/Σ exp(x − max)</c> per row, or its logarithm.</summary>
    public abstract void Softmax(Tensor x, Tensor y, bool logarithm);

    /// <summary>Gradient of <see cref="Softmax"/> from its result.</summary>
    public abstract void SoftmaxGradient(Tensor y, Tensor dy, Tensor dx, bool logarithm, bool accumulate);

    /// <summary>Softmax cross-entropy of logits against class indices, averaged with class weights:
    /// <c>loss = −Σ_r Σ_c w[c]·q_rc·log p_rc / Σ_r w[t_r]</c> with <c>q = (1 − smoothing)·onehot(t) + smoothing/classes</c>, as PyTorch defines it.</summary>
    /// <param name="logits"><c>[rows, classes]</c>.</param>
    /// <param name="labels">Int32 <c>[rows]</c>.</param>
    /// <param name="classWeights"><c>[classes]</c>, or null for 1.</param>
    /// <param name="probabilities">Written: <c>[rows, classes]</c>.</param>
    /// <param name="loss">Written: one element.</param>
    /// <param name="smoothing">Label smoothing, from 0 to below 1.</param>
    /// <exception cref="LabelException">A label lies outside 0 … classes − 1.</exception>
    public abstract void CrossEntropy(Tensor logits, Tensor labels, Tensor? classWeights, Tensor probabilities, Tensor loss, float smoothing);

    /// <summary>Gradient of <see cref="CrossEntropy"/> with respect to the logits, times the scalar <paramref name="dloss"/>.</summary>
    public abstract void CrossEntropyGradient(
        Tensor probabilities, Tensor labels, Tensor? classWeights, Tensor dloss, Tensor dlogits, float smoothing, bool accumulate);

    // Indexing

    /// <summary><c>y[i, :] = table[indices[i], :]</c>; indices are Int32.</summary>
    /// <exception cref="LabelException">An index lies outside the table.</exception>
    public abstract void Gather(Tensor table, Tensor indices, Tensor y);

    /// <summary><c>dtable[indices[i], :] += dy[i, :]</c>, in order of i.</summary>
    public abstract void GatherGradient(Tensor indices, Tensor dy, Tensor dtable, bool accumulate);
}
