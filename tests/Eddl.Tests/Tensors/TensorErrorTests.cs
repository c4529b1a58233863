using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

/// <summary>Every bad call throws its documented exception, whose message names the operation and the values of both sides.</summary>
public class TensorErrorTests
{
    private static readonly Tensor s_matrix = Tensor.Zeros([4, 5], device: Device.Reference);
    private static readonly Tensor s_cube = Tensor.Zeros([2, 3, 4], device: Device.Reference);
    private static readonly Tensor s_vector = Tensor.Zeros([3], device: Device.Reference);
    private static readonly Tensor s_labels = Tensor.Zeros([3], DType.Int32, Device.Reference);
    private static readonly Tensor s_cpu = Tensor.Zeros([4, 5], device: Device.Cpu);

    private static readonly Dictionary<string, (Type Exception, Action Call, string[] Parts)> s_cases = new()
    {
        // Creation
        ["From, wrong count"] = (typeof(ShapeException), () => Tensor.From([1f, 2, 3], new Shape(2, 2)), ["Tensor.From", "3 values", "[2, 2]", "4"]),
        ["From, unknown .NET type"] = (typeof(DTypeException), () => Tensor.From(['a']), ["DType", "System.Char"]),
        ["Zeros, unknown type"] = (typeof(DTypeException), () => Tensor.Zeros([2], (DType)99), ["DType", "99", "Float32"]),
        ["Zeros, negative size"] = (typeof(ShapeException), () => Tensor.Zeros(new Shape(2, -1)), ["Shape", "-1", "[2, -1]"]),
        ["Zeros, too large"] = (typeof(ShapeException), () => Tensor.Zeros([1 << 20, 1 << 10]), ["Tensor", "1073741824", "Float32"]),
        ["Shape, too many elements"] = (typeof(ShapeException), () => Tensor.Zeros([1 << 20, 1 << 20]), ["Shape", "[1048576, 1048576]"]),
        ["OneHot, label out of range"] = (typeof(LabelException), () => Tensor.OneHot([0, 3], 3), ["OneHot", "label 3", "position 1", "0 to 2"]),
        ["OneHot, negative label"] = (typeof(LabelException), () => Tensor.OneHot([-1], 3), ["OneHot", "label -1", "0 to 2"]),
        ["Arange, step 0"] = (typeof(ArgumentOutOfRangeException), () => Tensor.Arange(0, 1, 0), ["step"]),
        ["Linspace, no numbers"] = (typeof(ArgumentOutOfRangeException), () => Tensor.Linspace(0, 1, 0), ["count"]),

        // Access
        ["AsSpan, wrong type"] = (typeof(DTypeException), () => s_matrix.AsSpan<int>(), ["AsSpan", "[4, 5]", "Float32", "Int32"]),
        ["AsSpan, view"] = (typeof(ShapeException), () => s_matrix.Transpose().AsSpan<float>(), ["AsSpan", "[5, 4]", "Contiguous()"]),
        ["Item, many elements"] = (typeof(ShapeException), () => s_matrix.Item(), ["Item", "[4, 5]", "20"]),
        ["RequiresGrad, integers"] = (typeof(DTypeException), () => s_labels.RequiresGrad = true, ["RequiresGrad", "[3]", "Int32", "Float32"]),
        ["Convert, unknown type"] = (typeof(DTypeException), () => s_matrix.Convert((DType)99), ["DType", "99", "Float32"]),

        // Indexing
        ["index, position outside"] = (typeof(ShapeException), () => _ = s_matrix[4], ["position 4", "axis 0", "[4, 5]"]),
        ["index, negative position outside"] = (typeof(ShapeException), () => _ = s_matrix[0, -6], ["position", "6", "axis", "5"]),
        ["index, range outside"] = (typeof(ShapeException), () => _ = s_matrix[.., 2..7], ["2..7", "axis 1", "[4, 5]"]),
        ["index, range backwards"] = (typeof(ShapeException), () => _ = s_matrix[3..1], ["3..1", "axis 0", "[4, 5]"]),
        ["index, too many"] = (typeof(ShapeException), () => _ = s_matrix[0, 0, 0], ["3 slices", "2 axes", "[4, 5]"]),
        ["index, two ellipses"] = (typeof(ShapeException), () => _ = s_cube[Slice.Ellipsis, 0, Slice.Ellipsis], ["2 ellipses", "[2, 3, 4]"]),
        ["slice, step 0"] = (typeof(ArgumentOutOfRangeException), () => Slice.Every(0), ["step"]),
        ["set, value does not fit"] = (typeof(ShapeException), () => s_matrix[0] = s_vector, ["[3]", "[5]"]),
        ["set, other device"] = (typeof(DeviceException), () => s_matrix[0] = Tensor.Zeros([5], device: Device.Cpu), ["Tensor", "reference", "cpu"]),
        ["set, null"] = (typeof(ArgumentNullException), () => s_matrix[0] = null!, ["value"]),
        ["set, leaf that requires a gradient"] = (typeof(InvalidOperationException), () => Tracked()[0] = s_vector, ["[2, 3]", "gradient"]),
        ["set, recorded tensor"] = (typeof(InvalidOperationException), () => (Tracked() * 2)[0] = s_vector, ["[2, 3]", "gradient"]),
        ["set, value that requires a gradient"] = (typeof(InvalidOperationException), () => Tensor.Zeros([2, 3], device: Device.Reference)[0] = Tracked()[0], ["[3]", "[2, 3]", "lose"]),
        ["Gather, index outside"] = (typeof(LabelException), () => s_matrix.Gather(Tensor.From([0, 4], device: Device.Reference)), ["Gather", "4", "position 1", "0 to 3"]),
        ["Gather, float indices"] = (typeof(DTypeException), () => s_matrix.Gather(s_vector), ["Gather", "Int32", "Float32"]),
        ["Gather, scalar table"] = (typeof(ShapeException), () => Tensor.Scalar(1, Device.Reference).Gather(s_labels), ["Gather", "axis 0", "rank 0"]),

        // Shapes
        ["Reshape, other count"] = (typeof(ShapeException), () => s_matrix.Reshape(3, 7), ["Reshape", "[4, 5]", "20", "[3, 7]", "21"]),
        ["Reshape, open size does not divide"] = (typeof(ShapeException), () => s_matrix.Reshape(3, -1), ["Reshape", "[4, 5]", "[3, -1]"]),
        ["Reshape, two open sizes"] = (typeof(ShapeException), () => s_matrix.Reshape(-1, -1), ["Reshape", "[4, 5]", "[-1, -1]"]),
        ["Reshape, open size of nothing"] = (typeof(ShapeException), () => Tensor.Zeros([0, 2], device: Device.Reference).Reshape(0, -1), ["Reshape", "[0, 2]", "[0, -1]"]),
        ["Permute, axis twice"] = (typeof(ShapeException), () => s_cube.Permute(0, 1, 1), ["Permute", "[0, 1, 1]", "[2, 3, 4]"]),
        ["Permute, too few axes"] = (typeof(ShapeException), () => s_cube.Permute(0, 1), ["Permute", "[0, 1]", "3 axes", "[2, 3, 4]"]),
        ["Transpose, no such axis"] = (typeof(ShapeException), () => s_matrix.Transpose(0, 2), ["Transpose", "axis 2", "[4, 5]"]),
        ["Squeeze, larger axis"] = (typeof(ShapeException), () => s_matrix.Squeeze(1), ["Squeeze", "axis 1", "[4, 5]", "5"]),
        ["Squeeze, no such axis"] = (typeof(ShapeException), () => s_matrix.Squeeze(2), ["Squeeze", "axis 2", "[4, 5]"]),
        ["Unsqueeze, no such place"] = (typeof(ShapeException), () => s_matrix.Unsqueeze(4), ["Unsqueeze", "axis 4", "[4, 5]"]),
        ["Flip, no such axis"] = (typeof(ShapeException), () => s_matrix.Flip(-3), ["Flip", "axis -3", "[4, 5]"]),
        ["Narrow, outside"] = (typeof(ShapeException), () => s_matrix.Narrow(1, 3, 3), ["Slice", "3 positions from 3", "[4, 5]"]),
        ["Flatten, no such axis"] = (typeof(ShapeException), () => s_matrix.Flatten(2), ["Flatten", "axis 2", "[4, 5]"]),
        ["BroadcastTo, does not fit"] = (typeof(ShapeException), () => s_matrix.BroadcastTo(new Shape(4, 6)), ["BroadcastTo", "[4, 5]", "[4, 6]"]),
        ["Pad, wrong number of borders"] = (typeof(ShapeException), () => s_matrix.Pad([1], [1, 1]), ["Pad", "1 and 2", "2 axes", "[4, 5]"]),
        ["Pad, negative border"] = (typeof(ShapeException), () => s_matrix.Pad([-1, 0], [0, 0]), ["Pad", "-1", "axis 0"]),
        ["Pad, integers"] = (typeof(DTypeException), () => s_labels.Pad([1], [1]), ["Pad", "Int32", "Float32"]),
        ["Concat, nothing"] = (typeof(ShapeException), () => Tensor.Concat([]), ["Concat", "0"]),
        ["Concat, other axes differ"] = (typeof(ShapeException), () => Tensor.Concat([s_matrix, Tensor.Zeros([4, 6], device: Device.Reference)]), ["Concat", "[4, 5]", "[4, 6]"]),
        ["Concat, ranks differ"] = (typeof(ShapeException), () => Tensor.Concat([s_matrix, s_vector]), ["Concat", "[4, 5]", "[3]"]),
        ["Concat, integers"] = (typeof(DTypeException), () => Tensor.Concat([s_vector, s_labels]), ["Concat", "Int32", "Float32"]),
        ["Concat, devices differ"] = (typeof(DeviceException), () => Tensor.Concat([s_matrix, s_cpu]), ["Concat", "reference", "cpu"]),
        ["Stack, shapes differ"] = (typeof(ShapeException), () => Tensor.Stack([s_matrix, s_vector]), ["Stack", "[4, 5]", "[3]"]),
        ["Split, wrong sum"] = (typeof(ShapeException), () => s_matrix.Split(1, 2, 2), ["Split", "4", "axis 1", "[4, 5]"]),
        ["Split, no such axis"] = (typeof(ShapeException), () => s_matrix.Split(2, 4), ["Split", "axis 2", "[4, 5]"]),

        // Arithmetic
        ["add, shapes differ"] = (typeof(ShapeException), () => _ = s_matrix + s_vector, ["Add", "[4, 5]", "[3]"]),
        ["divide, shapes differ"] = (typeof(ShapeException), () => _ = s_matrix / s_vector, ["Div", "[4, 5]", "[3]"]),
        ["multiply, integers"] = (typeof(DTypeException), () => _ = s_vector * s_labels, ["Mul", "[3]", "Int32", "Float32"]),
        ["add, devices differ"] = (typeof(DeviceException), () => _ = s_matrix + s_cpu, ["Add", "reference", "cpu"]),
        ["add, null"] = (typeof(ArgumentNullException), () => _ = s_matrix + (Tensor)null!, ["tensor"]),
        ["Exp, integers"] = (typeof(DTypeException), () => s_labels.Exp(), ["Exp", "Int32", "Float32"]),
        ["IsGreater, shapes differ"] = (typeof(ShapeException), () => s_matrix.IsGreater(s_vector), ["Greater", "[4, 5]", "[3]"]),
        ["Where, condition is no Bool"] = (typeof(DTypeException), () => Tensor.Where(s_vector, s_vector, s_vector), ["Where", "Bool", "Float32"]),
        ["Where, shapes differ"] = (typeof(ShapeException), () => Tensor.Where(s_vector.IsEqual(s_vector), s_matrix, s_vector), ["Where", "[4, 5]", "[3]"]),
        ["MatMul, inner sizes"] = (typeof(ShapeException), () => s_matrix.MatMul(s_matrix), ["MatMul", "[4, 5]", "5 columns", "4 rows"]),
        ["MatMul, batches"] = (typeof(ShapeException), () => s_cube.MatMul(Tensor.Zeros([3, 4, 2], device: Device.Reference)), ["MatMul", "[2]", "[3]"]),
        ["MatMul, scalar"] = (typeof(ShapeException), () => s_matrix.MatMul(Tensor.Scalar(1, Device.Reference)), ["MatMul", "[4, 5]", "[]"]),
        ["MatMul, integers"] = (typeof(DTypeException), () => s_vector.MatMul(s_labels), ["MatMul", "Int32", "Float32"]),
        ["MatMul, devices differ"] = (typeof(DeviceException), () => s_matrix.MatMul(s_cpu.Transpose()), ["MatMul", "reference", "cpu"]),

        // Reductions
        ["Sum, no such axis"] = (typeof(ShapeException), () => s_matrix.Sum([2]), ["Sum", "axis 2", "[4, 5]"]),
        ["Sum, axis twice"] = (typeof(ShapeException), () => s_matrix.Sum([1, -1]), ["Sum", "axis -1", "[4, 5]", "twice"]),
        ["Mean, integers"] = (typeof(DTypeException), () => s_labels.Mean(), ["Mean", "Int32", "Float32"]),
        ["Mean, no such axis"] = (typeof(ShapeException), () => s_matrix.Mean([5]), ["Mean", "axis 5", "[4, 5]"]),
        ["Variance, no such axis"] = (typeof(ShapeException), () => s_matrix.Variance([5]), ["Variance", "axis 5", "[4, 5]"]),
        ["Max, nothing"] = (typeof(ShapeException), () => Tensor.Zeros([0, 2], device: Device.Reference).Max([0]), ["Max", "[0, 2]"]),
        ["ArgMax, scalar"] = (typeof(ShapeException), () => Tensor.Scalar(1, Device.Reference).ArgMax(), ["ArgMax", "axis -1", "rank 0"]),
        ["Softmax, no such axis"] = (typeof(ShapeException), () => s_matrix.Softmax(2), ["Softmax", "axis 2", "[4, 5]"]),

        // Gradients
        ["Backward, no scalar"] = (typeof(ShapeException), () => (Tracked() * 2).Backward(), ["Backward", "[2, 3]", "6"]),
        ["Backward, nothing tracked"] = (typeof(InvalidOperationException), () => s_matrix.Sum().Backward(), ["Backward", "requires a gradient"]),
    };

    public static TheoryData<string> Names => [.. s_cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Bad_call_throws_and_names_both_values(string name)
    {
        (Type type, Action call, string[] parts) = s_cases[name];
        Exception error = Assert.Throws(type, call);
        Assert.All(parts, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Writing_with_gradients_off_is_allowed()
    {
        Tensor x = Tracked();
        using (Gradients.Off())
        {
            x[0] = Tensor.From([5f, 6, 7], device: Device.Reference);
        }

        Assert.Equal([5f, 6, 7, 1, 1, 1], x.ToArray());
    }

    private static Tensor Tracked()
    {
        Tensor x = Tensor.Ones([2, 3], Device.Reference);
        x.RequiresGrad = true;
        return x;
    }
}
