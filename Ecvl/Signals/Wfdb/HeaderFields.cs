namespace DeepHealth.Ecvl.Signals;

/// <summary>Walks over the blank-separated fields of a header line.</summary>
internal struct HeaderFields(string line)
{
    private int _at;

    /// <summary>The next field, or null at the end of the line.</summary>
    public string? Next()
    {
        SkipBlanks();
        int start = _at;
        while (_at < line.Length && !char.IsWhiteSpace(line[_at]))
        {
            _at++;
        }

        return _at == start ? null : line[start.._at];
    }

    /// <summary>Everything that is left, trimmed.</summary>
    public string Rest()
    {
        SkipBlanks();
        int start = _at;
        _at = line.Length;
        return line[start..].TrimEnd();
    }

    private void SkipBlanks()
    {
        while (_at < line.Length && char.IsWhiteSpace(line[_at]))
        {
            _at++;
        }
    }
}
