using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>A part of a network: a layer, or a composition of modules.</summary>
/// <remarks>A module is created from its settings alone. <see cref="Build(Shape, BuildContext, string)"/> then tells it the shape of one input sample; it infers the shape of
/// its output and asks for its parameters. <see cref="Forward"/> composes tensor ops and needs no backward of its own. Own modules derive from
/// this class, build and call their children.</remarks>
public abstract class Module
{
    private Shape? _inputShape;
    private Shape _outputShape;

    /// <summary>Kind of module for summaries; the type's name unless overridden.</summary>
    public virtual string Kind => GetType().Name;

    /// <summary>Name within its parent, such as <c>3</c> in a <see cref="Sequential"/>; empty for the whole network.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Whether the module runs in training mode (dropout active, batch statistics). Off until switched on.</summary>
    public bool IsTraining { get; private set; }

    /// <summary>Modules this one is composed of, in order.</summary>
    public virtual IReadOnlyList<Module> Children => [];

    /// <summary>Parameters and states of this module alone, not of its children.</summary>
    public IReadOnlyList<Parameter> Parameters { get; private set; } = [];

    /// <summary>Shape of one input sample, without the batch axis.</summary>
    /// <exception cref="InvalidOperationException">The module has not been built.</exception>
    public Shape InputShape => _inputShape ?? throw NotBuilt();

    /// <summary>Shape of one output sample, without the batch axis.</summary>
    /// <exception cref="InvalidOperationException">The module has not been built.</exception>
    public Shape OutputShape => _inputShape is null ? throw NotBuilt() : _outputShape;

    /// <summary>Infers shapes and registers parameters, of this module and its children.</summary>
    /// <param name="input">Shape of one sample, without the batch axis.</param>
    /// <param name="context">Collects the parameters.</param>
    /// <param name="name">Name of this module within its parent.</param>
    /// <returns>Shape of one output sample.</returns>
    /// <exception cref="ShapeException">The module cannot take such an input.</exception>
    /// <exception cref="InvalidOperationException">The module was built before, or stands in the network twice.</exception>
    public Shape Build(Shape input, BuildContext context, string name = "")
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_inputShape is not null)
        {
            throw new InvalidOperationException($"{Kind}: the module was already built for {_inputShape}; a module stands in one place of one network.");
        }

        Name = name;
        using (context.Enter(name))
        {
            try
            {
                _outputShape = OnBuild(input, context);
            }
            catch
            {
                context.Abandon();
                throw;
            }

            Parameters = context.TakeAdded();
        }

        _inputShape = input;
        context.NoteBuilt(this);
        return _outputShape;
    }

    /// <summary>Undoes <see cref="Build(Shape, BuildContext, string)"/> where the network around this module could not be built.</summary>
    internal void Forget()
    {
        _inputShape = null;
        Parameters = [];
    }

    /// <summary>Builds the module on its own, outside a <see cref="Model"/>, with initial values drawn from a seed.</summary>
    /// <param name="input">Shape of one sample, without the batch axis.</param>
    /// <param name="seed">Seed of the initial values.</param>
    /// <param name="device">Device of the parameters; <see cref="Device.Cpu"/> where null.</param>
    /// <returns>The parameters of the module and its children.</returns>
    public ParameterArena Build(Shape input, ulong seed, Device? device = null)
    {
        BuildContext context = new(device ?? Device.Cpu, new StepClock(seed));
        Build(input, context);
        return context.Complete();
    }

    /// <summary>Applies the module to a batch.</summary>
    /// <param name="x"><c>[batch, …InputShape]</c>.</param>
    /// <returns><c>[batch, …OutputShape]</c>.</returns>
    public abstract Tensor Forward(Tensor x);

    /// <summary>Switches this module and its children to training or inference.</summary>
    public void SetTraining(bool training)
    {
        IsTraining = training;
        foreach (Module child in Children)
        {
            child.SetTraining(training);
        }
    }

    /// <summary>Infers the output shape, registers parameters, builds children.</summary>
    /// <param name="input">Shape of one sample, without the batch axis.</param>
    /// <param name="context">Collects the parameters.</param>
    protected abstract Shape OnBuild(Shape input, BuildContext context);

    private InvalidOperationException NotBuilt() => new($"{Kind}: the module has not been built; call Build with the shape of one sample first.");
}
