namespace DeepHealth.Eddl;

/// <summary>A tensor and the name it is stored under.</summary>
/// <param name="Name">Name, such as <c>conv1.weight</c>.</param>
/// <param name="Tensor">The tensor.</param>
public readonly record struct NamedTensor(string Name, Tensor Tensor);
