namespace DeepHealth.Ecvl.Signals;

/// <summary>Collects findings; of one kind only the first ten, so that a damaged file gives no endless list.</summary>
internal sealed class EdfFindings
{
    private const int MostOfAKind = 10;
    private readonly List<EdfFinding> _all = [];
    private readonly Dictionary<string, int> _counts = [];

    public IReadOnlyList<EdfFinding> All => _all;

    public bool HasErrors => _all.Exists(finding => finding.Severity == EdfSeverity.Error);

    public void Add(EdfSeverity severity, string field, long offset, string found, string expected)
    {
        int count = _counts.GetValueOrDefault(expected);
        _counts[expected] = count + 1;
        if (count < MostOfAKind)
        {
            _all.Add(new EdfFinding(severity, field, offset, Printable.Of(found), expected));
        }
    }

    public void Error(string field, long offset, string found, string expected) => Add(EdfSeverity.Error, field, offset, found, expected);

    public void Warn(string field, long offset, string found, string expected) => Add(EdfSeverity.Warning, field, offset, found, expected);
}
