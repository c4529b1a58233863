using System.Globalization;

namespace DeepHealth.Eddl.Onnx;

/// <summary>Element types of ONNX tensors and what they are here.</summary>
/// <remarks>Codes are those of <c>TensorProto.DataType</c> in the ONNX specification (onnx.proto). Of its types only those that a
/// <see cref="Tensor"/> can hold are mapped; nothing is converted silently.</remarks>
public static class OnnxDataTypes
{
    // Index = code. The order is fixed by the specification.
    private static readonly string[] s_names =
    [
        "UNDEFINED", "FLOAT", "UINT8", "INT8", "UINT16", "INT16", "INT32", "INT64", "STRING", "BOOL", "FLOAT16", "DOUBLE", "UINT32", "UINT64",
        "COMPLEX64", "COMPLEX128", "BFLOAT16", "FLOAT8E4M3FN", "FLOAT8E4M3FNUZ", "FLOAT8E5M2", "FLOAT8E5M2FNUZ", "UINT4", "INT4", "FLOAT4E2M1",
    ];

    /// <summary>Name of a code in the specification, such as <c>FLOAT</c> for 1; the number itself where it is not known.</summary>
    /// <param name="code">A value of <c>TensorProto.DataType</c>.</param>
    public static string NameOf(int code)
        => code >= 0 && code < s_names.Length ? s_names[code] : code.ToString(CultureInfo.InvariantCulture);

    /// <summary>The element type that a code stands for.</summary>
    /// <param name="code">A value of <c>TensorProto.DataType</c>.</param>
    /// <exception cref="OnnxException">A tensor cannot hold this type; the message gives its code and name.</exception>
    public static DType ToDType(int code) => code switch
    {
        1 => DType.Float32,
        2 => DType.UInt8,
        6 => DType.Int32,
        7 => DType.Int64,
        9 => DType.Bool,
        10 => DType.Float16,
        11 => DType.Float64,
        16 => DType.BFloat16,
        _ => throw Unsupported(code),
    };

    /// <summary>The code of an element type.</summary>
    /// <param name="type">Element type of a tensor.</param>
    /// <returns>A value of <c>TensorProto.DataType</c>.</returns>
    /// <exception cref="OnnxException"><paramref name="type"/> is no element type.</exception>
    public static int ToCode(DType type) => type switch
    {
        DType.Float32 => 1,
        DType.UInt8 => 2,
        DType.Int32 => 6,
        DType.Int64 => 7,
        DType.Bool => 9,
        DType.Float16 => 10,
        DType.Float64 => 11,
        DType.BFloat16 => 16,
        _ => throw new OnnxException($"ONNX: {(int)type} is no element type; the known ones are {string.Join(", ", Enum.GetNames<DType>())}."),
    };

    private static OnnxException Unsupported(int code)
    {
        string what = code >= 0 && code < s_names.Length
            ? $"data type {code} ({s_names[code]}) cannot be held by a tensor"
            : $"data type {code} is not known";
        string known = string.Join(", ", Enum.GetValues<DType>().Select(ToCode).Order().Select(supported => $"{supported} ({s_names[supported]})"));
        return new OnnxException($"ONNX: {what}; supported are {known}.");
    }
}
