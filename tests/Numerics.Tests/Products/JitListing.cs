using System.Text.RegularExpressions;

namespace DeepHealth.Numerics.Tests;

/// <summary>The machine code of one method as the JIT prints it (<c>DOTNET_JitDisasm</c>), x64.</summary>
internal sealed partial class JitListing
{
    private readonly string[] _lines;

    private JitListing(string text)
    {
        _lines = text.Split('\n', StringSplitOptions.TrimEntries);
    }

    /// <summary>The method with its type arguments.</summary>
    public string Name => _lines[0];

    /// <summary>Whether the JIT optimised the method; it does not in an assembly that was compiled for debugging.</summary>
    public bool IsOptimised => _lines.Contains("; FullOpts code");

    /// <summary>All methods of a file of listings.</summary>
    public static IReadOnlyList<JitListing> Parse(string text)
        => [.. text.Split("; Assembly listing for method ", StringSplitOptions.RemoveEmptyEntries).Select(part => new JitListing(part))];

    /// <summary>The innermost loop with the most multiply-adds: the lines from the target of a jump back to the jump; empty where there is none.</summary>
    public IReadOnlyList<string> HottestLoop()
    {
        Dictionary<string, int> labels = [];
        string[] hottest = [];
        int innerStart = -1;
        for (int i = 0; i < _lines.Length; i++)
        {
            if (Label().Match(_lines[i]) is { Success: true } label)
            {
                labels[label.Groups[1].Value] = i;
            }

            // A loop around another one jumps back later, to an earlier line.
            if (Jump().Match(_lines[i]) is { Success: true } jump && labels.TryGetValue(jump.Groups[1].Value, out int start) && start > innerStart)
            {
                innerStart = start;
                string[] body = _lines[start..(i + 1)];
                hottest = MultiplyAdds(body) > MultiplyAdds(hottest) ? body : hottest;
            }
        }

        return hottest;
    }

    /// <summary>The lines that move a vector register to or from the stack.</summary>
    public IEnumerable<string> Spills(IEnumerable<string> lines)
    {
        // Without a frame of its own, rbp is a register like any other.
        bool hasFrame = _lines.Contains("; rbp based frame");
        return lines.Where(line => VectorRegister().IsMatch(line)
            && (line.Contains("[rsp", StringComparison.Ordinal) || (hasFrame && line.Contains("[rbp", StringComparison.Ordinal))));
    }

    public static int MultiplyAdds(IEnumerable<string> lines) => lines.Count(line => line.StartsWith("vfmadd", StringComparison.Ordinal));

    [GeneratedRegex(@"^(G_M\w+):")]
    private static partial Regex Label();

    [GeneratedRegex(@"^j\w+\s+(?:SHORT )?(G_M\w+)")]
    private static partial Regex Jump();

    [GeneratedRegex(@"\b[xyz]mm\d+")]
    private static partial Regex VectorRegister();
}
