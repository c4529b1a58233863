namespace DeepHealth.Numerics;

/// <summary>How the right operand b relates to the left operand a, which is viewed as <c>[rows, columns]</c>.</summary>
public enum BroadcastClass
{
    /// <summary>b has the shape of a: <c>b[rows · columns]</c>.</summary>
    Same,

    /// <summary>b is one number: <c>b[1]</c>.</summary>
    Scalar,

    /// <summary>b is one row, repeated for every row of a: <c>b[columns]</c>.</summary>
    Row,

    /// <summary>b has one number per row of a: <c>b[rows]</c>.</summary>
    Column,
}
