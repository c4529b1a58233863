using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>What a safetensors file says about one tensor.</summary>
/// <param name="Name">Name.</param>
/// <param name="Type">Element type.</param>
/// <param name="Shape">Sizes of the axes.</param>
/// <param name="Begin">First byte, counted from the end of the header.</param>
/// <param name="End">First byte after the tensor, counted from the end of the header.</param>
public sealed record SafeTensorsEntry(string Name, DType Type, Shape Shape, long Begin, long End);
