using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Collects the parameters of a network while it is built, then gives them one contiguous arena.</summary>
/// <param name="device">Device of the parameters.</param>
/// <param name="clock">Seed and step that random ops of the network depend on.</param>
public sealed class BuildContext(Device device, StepClock clock)
{
    private readonly List<Parameter> _parameters = [];
    private readonly Stack<(string Path, List<Parameter> Added)> _scopes = [];
    private readonly HashSet<string> _names = [];
    private readonly List<Module> _built = [];
    private uint _streams;

    /// <summary>Device of the parameters.</summary>
    public Device Device { get; } = device;

    /// <summary>Seed and step that random ops of the network depend on.</summary>
    public StepClock Clock { get; } = clock;

    /// <summary>Registers a parameter of the module being built.</summary>
    /// <param name="name">Name within the module, such as <c>weight</c>.</param>
    /// <param name="shape">Sizes of the axes.</param>
    /// <param name="initializer">How the initial value is drawn.</param>
    /// <param name="kind">Role.</param>
    /// <param name="fans">Connections per unit, for initializers that scale by them.</param>
    /// <exception cref="InvalidOperationException">The name is taken, or no module is being built.</exception>
    public Parameter Add(string name, Shape shape, Initializer initializer, ParameterKind kind = ParameterKind.Weight, Fans fans = default)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        (string path, List<Parameter> added) = _scopes.Peek();
        string full = Join(path, name);
        if (!_names.Add(full))
        {
            throw new InvalidOperationException($"Build: there are two parameters named {full}; give the modules different names.");
        }

        Parameter parameter = new(full, shape, initializer, fans, kind);
        _parameters.Add(parameter);
        added.Add(parameter);
        return parameter;
    }

    /// <summary>A number for a random op of the module, different for each call; see <see cref="StepClock.Draw"/>.</summary>
    public uint NextStream() => _streams++;

    /// <summary>Places all parameters in one arena and draws their initial values.</summary>
    public ParameterArena Complete() => new(Device, Clock, _parameters);

    internal Scope Enter(string name)
    {
        string path = _scopes.Count == 0 ? name : Join(_scopes.Peek().Path, name);
        _scopes.Push((path, []));
        return new Scope(this);
    }

    internal IReadOnlyList<Parameter> TakeAdded() => _scopes.Peek().Added;

    internal void NoteBuilt(Module module) => _built.Add(module);

    /// <summary>Gives up after an error: the modules built so far can be built again.</summary>
    internal void Abandon()
    {
        foreach (Module module in _built)
        {
            module.Forget();
        }

        _built.Clear();
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : name.Length == 0 ? path : $"{path}.{name}";

    internal readonly ref struct Scope(BuildContext context)
    {
        private readonly BuildContext _context = context;

        public void Dispose() => _context._scopes.Pop();
    }
}
