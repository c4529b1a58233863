using DeepHealth.Bench.Peers;

namespace DeepHealth.Bench;

/// <summary>Reading or writing of one kind of file, or a calculation on what was read, that is measured alone.</summary>
/// <param name="Name">Operation, format and sizes.</param>
/// <param name="Work">Bytes of pixels, or hours of signal, of one call, as <paramref name="Unit"/> says.</param>
/// <param name="Unit">What the work is counted in.</param>
/// <param name="Prepare">Makes the input, files of it in a folder, and returns the call; the number is that of the workers.</param>
public sealed record FileTask(string Name, double Work, WorkUnit Unit, Func<string, int, Action> Prepare)
{
    /// <summary>Whether a quick run of the suites measures it too.</summary>
    public bool IsQuick { get; init; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
