using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Draws the initial value of a parameter.</summary>
public abstract class Initializer
{
    /// <summary>All zeros.</summary>
    public static Initializer Zeros { get; } = new ConstantInitializer(0);

    /// <summary>All ones.</summary>
    public static Initializer Ones { get; } = new ConstantInitializer(1);

    /// <summary>Normal with variance <c>2/fanIn</c>: for layers followed by a rectifier. He et al., ICCV 2015, eq. 10.</summary>
    public static Initializer HeNormal { get; } = new ScaledInitializer(2, byFanIn: 1, byFanOut: 0, normal: true);

    /// <summary>Uniform with variance <c>2/fanIn</c>. He et al., ICCV 2015.</summary>
    public static Initializer HeUniform { get; } = new ScaledInitializer(2, byFanIn: 1, byFanOut: 0, normal: false);

    /// <summary>Normal with variance <c>2/(fanIn + fanOut)</c>. Glorot and Bengio, AISTATS 2010, eq. 12.</summary>
    public static Initializer GlorotNormal { get; } = new ScaledInitializer(2, byFanIn: 1, byFanOut: 1, normal: true);

    /// <summary>Uniform with variance <c>2/(fanIn + fanOut)</c>: for layers followed by tanh or softmax. Glorot and Bengio, AISTATS 2010, eq. 16.</summary>
    public static Initializer GlorotUniform { get; } = new ScaledInitializer(2, byFanIn: 1, byFanOut: 1, normal: false);

    /// <summary>Normal with variance <c>1/fanIn</c>: for self-normalising networks. LeCun et al., "Efficient BackProp", 1998, eq. 16.</summary>
    public static Initializer LecunNormal { get; } = new ScaledInitializer(1, byFanIn: 1, byFanOut: 0, normal: true);

    /// <summary>One value everywhere.</summary>
    public static Initializer Constant(float value) => new ConstantInitializer(value);

    /// <summary>Normal with given deviation.</summary>
    public static Initializer Normal(float mean, float standardDeviation) => new NormalInitializer(mean, standardDeviation);

    /// <summary>Fills a parameter.</summary>
    /// <param name="values">Elements in row-major order.</param>
    /// <param name="random">Numbers of this parameter.</param>
    /// <param name="fans">Connections per unit.</param>
    public abstract void Fill(Span<float> values, RandomSequence random, Fans fans);
}
