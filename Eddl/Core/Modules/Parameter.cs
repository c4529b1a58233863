using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>A named tensor of a module: trained by gradients, or a state such as a running mean that is only saved with the model.</summary>
public sealed class Parameter
{
    private Tensor? _value;

    internal Parameter(string name, Shape shape, Initializer initializer, Fans fans, ParameterKind kind)
    {
        Name = name;
        Shape = shape;
        Initializer = initializer;
        Fans = fans;
        Kind = kind;
    }

    /// <summary>Path within the network, such as <c>2.body.0.weight</c>.</summary>
    public string Name { get; }

    /// <summary>Sizes of the axes.</summary>
    public Shape Shape { get; }

    /// <summary>Role of the parameter.</summary>
    public ParameterKind Kind { get; }

    /// <summary>How the initial value is drawn.</summary>
    public Initializer Initializer { get; }

    /// <summary>The value; its gradient is <see cref="Tensor.Grad"/>.</summary>
    /// <exception cref="InvalidOperationException">The network has not been built to its end.</exception>
    public Tensor Value
    {
        get => _value ?? throw new InvalidOperationException($"Parameter {Name}: has no value before the network is built.");
        internal set => _value = value;
    }

    internal Fans Fans { get; }
}
