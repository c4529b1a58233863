using DeepHealth.Eddl;
using DeepHealth.Eddl.Onnx;
using Xunit;

namespace DeepHealth.Onnx.Tests;

public sealed class OnnxDataTypesTests
{
    // The codes of TensorProto.DataType in onnx.proto.
    [Theory]
    [InlineData(DType.Float32, 1, "FLOAT")]
    [InlineData(DType.UInt8, 2, "UINT8")]
    [InlineData(DType.Int32, 6, "INT32")]
    [InlineData(DType.Int64, 7, "INT64")]
    [InlineData(DType.Bool, 9, "BOOL")]
    [InlineData(DType.Float16, 10, "FLOAT16")]
    [InlineData(DType.Float64, 11, "DOUBLE")]
    [InlineData(DType.BFloat16, 16, "BFLOAT16")]
    public void Types_have_the_codes_of_the_specification(DType type, int code, string name)
    {
        Assert.Equal(code, OnnxDataTypes.ToCode(type));
        Assert.Equal(type, OnnxDataTypes.ToDType(code));
        Assert.Equal(name, OnnxDataTypes.NameOf(code));
    }

    [Fact]
    public void Every_element_type_has_a_code_that_leads_back_to_it()
    {
        foreach (DType type in Enum.GetValues<DType>())
        {
            Assert.Equal(type, OnnxDataTypes.ToDType(OnnxDataTypes.ToCode(type)));
        }
    }

    [Theory]
    [InlineData(0, "UNDEFINED")]
    [InlineData(3, "INT8")]
    [InlineData(8, "STRING")]
    [InlineData(15, "COMPLEX128")]
    [InlineData(23, "FLOAT4E2M1")]
    public void Unsupported_types_are_refused_with_code_and_name(int code, string name)
    {
        OnnxException error = Assert.Throws<OnnxException>(() => OnnxDataTypes.ToDType(code));
        Assert.Contains($"{code} ({name})", error.Message, StringComparison.Ordinal);
        Assert.Contains("1 (FLOAT), 2 (UINT8), 6 (INT32)", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(24)]
    [InlineData(int.MaxValue)]
    public void Unknown_codes_are_refused_with_the_number(int code)
    {
        OnnxException error = Assert.Throws<OnnxException>(() => OnnxDataTypes.ToDType(code));
        Assert.Contains($"data type {code} is not known", error.Message, StringComparison.Ordinal);
        Assert.Equal($"{code}", OnnxDataTypes.NameOf(code));
    }

    [Fact]
    public void A_number_that_is_no_element_type_is_refused()
        => Assert.Contains("99", Assert.Throws<OnnxException>(() => OnnxDataTypes.ToCode((DType)99)).Message, StringComparison.Ordinal);
}
