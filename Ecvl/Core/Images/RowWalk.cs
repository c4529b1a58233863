namespace DeepHealth.Ecvl;

/// <summary>Visits the rows of up to three images of the same sizes, whatever their strides.</summary>
/// <remarks>Axes that lie gapless in every image are joined first, so that contiguous images have one row; then the longest axis of the
/// first image becomes the row where the first is short, so that an interleaved image is not walked three samples at a time.</remarks>
internal sealed class RowWalk
{
    private const int ShortRow = 16;

    private readonly int _rank;
    private readonly long[] _sizes;
    private readonly long[] _index;
    private readonly long[][] _strides;
    private bool _started;

    public RowWalk(ReadOnlySpan<int> sizes, ReadOnlySpan<long> a, ReadOnlySpan<long> b, ReadOnlySpan<long> c)
    {
        _sizes = new long[sizes.Length + 1];
        _strides = [new long[_sizes.Length], new long[_sizes.Length], new long[_sizes.Length]];
        _index = new long[_sizes.Length];
        _sizes[0] = 1;
        int last = 0;
        for (int axis = 0; axis < sizes.Length; axis++)
        {
            if (sizes[axis] == 1)
            {
                continue;
            }

            bool joins = _sizes[last] > 1 && a[axis] == _strides[0][last] * _sizes[last]
                && b[axis] == _strides[1][last] * _sizes[last] && c[axis] == _strides[2][last] * _sizes[last];
            if (joins)
            {
                _sizes[last] *= sizes[axis];
                continue;
            }

            last = _sizes[last] == 1 ? last : last + 1;
            _sizes[last] = sizes[axis];
            _strides[0][last] = a[axis];
            _strides[1][last] = b[axis];
            _strides[2][last] = c[axis];
        }

        _rank = last + 1;
        LongRowFirst();
    }

    /// <summary>Samples of a row.</summary>
    public long Length => _sizes[0];

    /// <summary>Bytes between neighbours of a row of each image.</summary>
    public (nint A, nint B, nint C) Step => ((nint)_strides[0][0], (nint)_strides[1][0], (nint)_strides[2][0]);

    /// <summary>Offset of the current row in bytes.</summary>
    public nint A { get; private set; }

    /// <summary>Offset of the current row in bytes.</summary>
    public nint B { get; private set; }

    /// <summary>Offset of the current row in bytes.</summary>
    public nint C { get; private set; }

    /// <summary>Goes to the next row; the first call goes to the first.</summary>
    public bool Next()
    {
        if (!_started)
        {
            _started = true;
            return true;
        }

        for (int axis = 1; axis < _rank; axis++)
        {
            if (++_index[axis] < _sizes[axis])
            {
                Move(axis, 1);
                return true;
            }

            Move(axis, -(_sizes[axis] - 1));
            _index[axis] = 0;
        }

        return false;
    }

    private void Move(int axis, long steps)
    {
        A += (nint)(steps * _strides[0][axis]);
        B += (nint)(steps * _strides[1][axis]);
        C += (nint)(steps * _strides[2][axis]);
    }

    private void LongRowFirst()
    {
        if (_sizes[0] >= ShortRow)
        {
            return;
        }

        int longest = 0;
        for (int axis = 1; axis < _rank; axis++)
        {
            longest = _sizes[axis] > _sizes[longest] ? axis : longest;
        }

        (_sizes[0], _sizes[longest]) = (_sizes[longest], _sizes[0]);
        foreach (long[] strides in _strides)
        {
            (strides[0], strides[longest]) = (strides[longest], strides[0]);
        }
    }
}
