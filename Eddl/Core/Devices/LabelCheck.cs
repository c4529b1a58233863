namespace DeepHealth.Eddl;

/// <summary>The range check of class labels and row indices that every device makes.</summary>
internal static class LabelCheck
{
    /// <summary>Checks that all labels lie in 0 … <paramref name="count"/> − 1.</summary>
    /// <param name="operation">Operation to name in the error.</param>
    /// <param name="labels">Class labels or row indices.</param>
    /// <param name="count">Number of classes or rows, at least 0.</param>
    /// <exception cref="LabelException">A label lies outside the range; the message names the first such label and its position.</exception>
    public static void Require(string operation, ReadOnlySpan<int> labels, int count)
    {
        for (int position = 0; position < labels.Length; position++)
        {
            // One unsigned comparison sees negative labels too.
            if ((uint)labels[position] >= (uint)count)
            {
                throw Outside(operation, labels[position], position, count);
            }
        }
    }

    private static LabelException Outside(string operation, int label, int position, int count)
        => new(count == 0
            ? $"{operation}: the label {label} at position {position} has nothing to name: there are 0 classes or rows."
            : $"{operation}: the label {label} at position {position} is outside the range 0 to {count - 1}.");
}
