namespace DeepHealth.Eddl;

/// <summary>A batch of matrix products <c>y[m, n] = op(x)[m, k] · op(w)[k, n]</c>, row-major.</summary>
/// <param name="Batch">Number of products.</param>
/// <param name="M">Rows of the result.</param>
/// <param name="N">Columns of the result.</param>
/// <param name="K">Inner size.</param>
/// <param name="TransposeX">Whether x is stored <c>[k, m]</c>.</param>
/// <param name="TransposeW">Whether w is stored <c>[n, k]</c>.</param>
public readonly record struct MatMulShape(int Batch, int M, int N, int K, bool TransposeX, bool TransposeW);
