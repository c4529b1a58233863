using System.Reflection;
using System.Runtime.CompilerServices;
using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

public sealed class OpTableTests
{
    [Fact]
    public void Every_unary_op_has_a_row()
        => Assert.Empty(PublicOpsOf(typeof(IUnaryOp)).Except(OpCases.Unary.Select(row => row.Op)));

    [Fact]
    public void Every_binary_op_has_a_row()
        => Assert.Empty(PublicOpsOf(typeof(IBinaryOp)).Except(OpCases.Binary.Select(row => row.Op)));

    [Fact]
    public void Row_names_are_unique_and_start_with_the_op()
    {
        (string Name, Type Op)[] rows = [.. OpCases.Unary.Select(row => (row.Name, row.Op)), .. OpCases.Binary.Select(row => (row.Name, row.Op))];
        Assert.Equal(rows.Length, rows.Select(row => row.Name).Distinct().Count());
        Assert.All(rows, row => Assert.StartsWith(row.Op.Name, row.Name, StringComparison.Ordinal));
    }

    [Fact]
    public void Op_names_are_unique_within_their_kind()
        => Assert.All(Kinds, kind =>
        {
            string[] names = [.. OpsOf(kind).Select(op => (string)op.GetProperty("Name")!.GetValue(null)!)];
            Assert.Equal(names.Length, names.Distinct().Count());
            Assert.All(names, name => Assert.NotEmpty(name));
        });

    /// <summary>A method that is not inlined costs a call per vector and keeps its operands out of registers.</summary>
    [Fact]
    public void Every_op_method_asks_to_be_inlined()
        => Assert.All(Kinds.SelectMany(OpsOf), op => Assert.All(
            op.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly).Where(method => !method.IsSpecialName),
            method => Assert.True(
                method.MethodImplementationFlags.HasFlag(MethodImplAttributes.AggressiveInlining), $"{op.Name}.{method.Name} lacks AggressiveInlining.")));

    [Fact]
    public void Ops_with_a_wrong_parameter_are_refused()
    {
        Assert.Contains("2", Assert.Throws<ArgumentException>(() => new Clip(2f, 1f)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Clip(float.NaN, 1f));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Power(float.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BinaryCrossEntropyWithLogits(-1f));
    }

    private static Type[] Kinds { get; } = [typeof(IUnaryOp), typeof(IBinaryOp), typeof(IReduceOp), typeof(IUpdateOp)];

    // An internal op is a part of one kernel or node, whose own tests cover it.
    private static IEnumerable<Type> PublicOpsOf(Type kind) => OpsOf(kind).Where(type => type.IsPublic);

    // A generic op composes other ops and has no row of its own.
    private static IEnumerable<Type> OpsOf(Type kind)
        => typeof(Relu).Assembly.GetTypes().Where(type => type.IsValueType && !type.IsGenericTypeDefinition && kind.IsAssignableFrom(type));
}
