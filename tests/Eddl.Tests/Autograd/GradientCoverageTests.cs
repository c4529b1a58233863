using System.Reflection;
using Xunit;

namespace DeepHealth.Eddl.Tests;

/// <summary>Finds public ops without a row in the gradient table.</summary>
public class GradientCoverageTests
{
    private const string NewLeaf = "makes a leaf";
    private const string NoGradient = "its result is not Float32 and has no gradient";

    private static readonly Dictionary<string, string> s_exempt = new()
    {
        ["Zeros(Shape, DType, Device)"] = NewLeaf,
        ["Ones(Shape, Device)"] = NewLeaf,
        ["Full(Shape, Single, Device)"] = NewLeaf,
        ["From(ReadOnlySpan`1, Nullable`1, Device)"] = NewLeaf,
        ["From(T[], Nullable`1, Device)"] = NewLeaf,
        ["From(Single[,], Device)"] = NewLeaf,
        ["Scalar(Single, Device)"] = NewLeaf,
        ["Arange(Single, Single, Single, Device)"] = NewLeaf,
        ["Arange(Single, Device)"] = NewLeaf,
        ["Linspace(Single, Single, Int32, Device)"] = NewLeaf,
        ["Eye(Int32, Device)"] = NewLeaf,
        ["RandomUniform(Shape, RandomSequence, Single, Single, Device)"] = NewLeaf,
        ["RandomNormal(Shape, RandomSequence, Single, Single, Device)"] = NewLeaf,
        ["OneHot(ReadOnlySpan`1, Int32, Device)"] = NewLeaf,
        ["IsGreater(Tensor)"] = NoGradient,
        ["IsLess(Tensor)"] = NoGradient,
        ["IsEqual(Tensor)"] = NoGradient,
        ["ArgMax(Int32)"] = NoGradient,
        ["ArgMin(Int32)"] = NoGradient,
        ["Convert(DType)"] = "documented to pass no gradient",
        ["Detach()"] = "exists to pass no gradient",
        ["get_Grad()"] = "is the gradient",
    };

    [Fact]
    public void Every_public_op_has_a_row_or_a_reason()
    {
        HashSet<string> rows = [.. GradientCases.All.Values.Select(row => row.Member)];
        string[] ops = [.. new[] { typeof(Tensor), typeof(Functional) }.SelectMany(Ops).Distinct()];
        Assert.DoesNotContain(ops, op => !rows.Contains(op) && !s_exempt.ContainsKey(op));
        Assert.DoesNotContain(rows, row => !ops.Contains(row));
        Assert.DoesNotContain(s_exempt.Keys, op => !ops.Contains(op) || rows.Contains(op));
    }

    private static IEnumerable<string> Ops(Type type)
        => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(method => method.ReturnType == typeof(Tensor) || method.ReturnType == typeof(Tensor[]))
            .Select(method => $"{method.Name}({string.Join(", ", method.GetParameters().Select(parameter => parameter.ParameterType.Name))})");
}
