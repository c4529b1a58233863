using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Samples with the same features, one sample per row, in double precision: the input of classical learning.</summary>
public sealed class FeatureTable
{
    private readonly double[] _values;

    /// <summary>Makes a table over an array, which is used as it is, not copied.</summary>
    /// <param name="rows">Number of samples, at least 0.</param>
    /// <param name="columns">Number of features, at least 1.</param>
    /// <param name="values"><c>[rows, columns]</c>, row after row.</param>
    /// <param name="names">Name of each feature; null for none.</param>
    /// <exception cref="ShapeException">The array has another length, or there are not as many names as columns.</exception>
    public FeatureTable(int rows, int columns, double[] values, IReadOnlyList<string>? names = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (values.LongLength != (long)rows * columns)
        {
            throw new ShapeException($"FeatureTable: {rows} rows of {columns} columns need {(long)rows * columns} values, got {values.Length}.");
        }

        if (names is not null && names.Count != columns)
        {
            throw new ShapeException($"FeatureTable: {names.Count} names for {columns} columns.");
        }

        Rows = rows;
        Columns = columns;
        Names = names ?? [];
        _values = values;
    }

    /// <summary>Number of samples.</summary>
    public int Rows { get; }

    /// <summary>Number of features.</summary>
    public int Columns { get; }

    /// <summary>Name of each feature; empty where they have none.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>All values, row after row.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>A value.</summary>
    public double this[int row, int column] => Row(row)[column];

    /// <summary>Copies a tensor.</summary>
    /// <param name="tensor"><c>[samples, features]</c>, or more axes, which become one.</param>
    /// <exception cref="ShapeException">The tensor has fewer than two axes.</exception>
    public static FeatureTable FromTensor(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (tensor.Shape.Rank < 2)
        {
            throw new ShapeException($"FeatureTable: a tensor {tensor.Shape} has no axis of features; reshape it to [samples, features].");
        }

        int rows = (int)tensor.Shape[0];
        int columns = rows == 0 ? 1 : (int)(tensor.Shape.ElementCount / rows);
        return new FeatureTable(rows, columns, tensor.Convert(DType.Float64).Contiguous().AsSpan<double>().ToArray());
    }

    /// <summary>The features of one sample.</summary>
    public ReadOnlySpan<double> Row(int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Rows);
        return _values.AsSpan(row * Columns, Columns);
    }

    /// <summary>A table of some of the samples, in the order given, which may repeat them.</summary>
    public FeatureTable Select(ReadOnlySpan<int> rows)
    {
        double[] values = new double[(long)rows.Length * Columns];
        for (int i = 0; i < rows.Length; i++)
        {
            Row(rows[i]).CopyTo(values.AsSpan(i * Columns));
        }

        return new FeatureTable(rows.Length, Columns, values, Names.Count == 0 ? null : Names);
    }

    /// <summary>Refuses NaN and infinity, naming the place.</summary>
    internal void RequireFinite(string operation)
    {
        for (int i = 0; i < _values.Length; i++)
        {
            if (!double.IsFinite(_values[i]))
            {
                int column = i % Columns;
                string name = Names.Count == 0 ? string.Empty : $" \"{Names[column]}\"";
                throw new ArgumentException($"{operation}: the value of sample {i / Columns}, feature {column}{name}, is {_values[i]}; replace missing values first.");
            }
        }
    }

    /// <summary>Refuses a table with another number of features than a model was fitted to.</summary>
    internal void RequireColumns(string operation, int columns)
    {
        if (Columns != columns)
        {
            throw new ShapeException($"{operation}: the table has {Columns} features, the model was fitted to {columns}.");
        }
    }
}
