using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>The split of a broadcast pattern into blocks of about the same size.</summary>
/// <remarks>Without rows that matter (same shape, scalar) a block is a range of elements, otherwise it is some whole rows. Channel patterns
/// with small rows put several rows into one block but never several patterns.</remarks>
internal readonly unsafe struct BroadcastBlocks
{
    private readonly Broadcasting _pattern;
    private readonly int _rowsPerBlock;
    private readonly int _blocksPerPattern;

    /// <summary>Splits a pattern.</summary>
    /// <param name="pattern">Pattern.</param>
    /// <param name="blockSize">Elements of a block, about.</param>
    public BroadcastBlocks(in Broadcasting pattern, int blockSize)
    {
        if (pattern.Class is BroadcastClass.Same or BroadcastClass.Scalar)
        {
            // A range of elements is a block of one-element rows.
            _pattern = pattern with { Rows = pattern.Rows * pattern.Columns, Columns = 1 };
            _rowsPerBlock = blockSize;
        }
        else
        {
            _pattern = pattern;
            _rowsPerBlock = Math.Max(1, blockSize / Math.Max(1, pattern.Columns));
        }

        _blocksPerPattern = (int)(((long)_pattern.Rows + _rowsPerBlock - 1) / _rowsPerBlock);
    }

    /// <summary>Number of blocks.</summary>
    public int Count => _pattern.Outer * _blocksPerPattern;

    /// <summary>Elements of the full operands.</summary>
    public long FullCount => _pattern.Count;

    /// <summary>Most elements of the smaller operand that one block meets.</summary>
    public int SmallPerBlock => _pattern.Class switch
    {
        BroadcastClass.Row => _pattern.Columns,
        BroadcastClass.Column => Math.Min(_rowsPerBlock, _pattern.Rows),
        BroadcastClass.Scalar => 1,
        _ => _rowsPerBlock,
    };

    /// <summary>One block.</summary>
    public BroadcastBlock this[int block]
    {
        get
        {
            (int outer, int inPattern) = Math.DivRem(block, _blocksPerPattern);
            int row = inPattern * _rowsPerBlock;
            int rows = Math.Min(_rowsPerBlock, _pattern.Rows - row);
            nint start = (nint)((((long)outer * _pattern.Rows) + row) * _pattern.Columns);
            nint small = ((nint)outer * _pattern.Step) + (_pattern.Class is BroadcastClass.Same or BroadcastClass.Column ? row : 0);
            return _pattern.Class is BroadcastClass.Same or BroadcastClass.Scalar
                ? new(_pattern.Class, start, small, 1, rows)
                : new(_pattern.Class, start, small, rows, _pattern.Columns);
        }
    }

    /// <summary>Sums what the blocks have summed, in the order of the blocks, into the gradient of the smaller operand.</summary>
    public void Combine(CpuKernels kernels, float* partials, float* sums, bool accumulate)
    {
        Sum op = default;
        if (_pattern.Class == BroadcastClass.Column)
        {
            // The blocks of one pattern follow each other, so that together they are one full vector per pattern (the last block is short).
            CombineColumns(kernels, partials, sums, accumulate);
        }
        else if (_pattern.Step == 0)
        {
            kernels.CombinePartials(op, partials, Count, sums, SmallPerBlock, accumulate);
        }
        else
        {
            for (int outer = 0; outer < _pattern.Outer; outer++)
            {
                kernels.CombinePartials(
                    op, partials + ((nint)outer * _blocksPerPattern * SmallPerBlock), _blocksPerPattern, sums + ((nint)outer * _pattern.Step),
                    SmallPerBlock, accumulate);
            }
        }
    }

    private void CombineColumns(CpuKernels kernels, float* partials, float* sums, bool accumulate)
    {
        int pitch = _blocksPerPattern * SmallPerBlock;
        if (pitch == _pattern.Rows)
        {
            kernels.CombinePartials(default(Sum), partials, _pattern.Outer, sums, pitch, accumulate);
            return;
        }

        // The gap behind each pattern's last block would be summed as well: the sums go beside the partials first.
        float* padded = Workspace.Take(WorkspaceSlot.PartlyReduced, pitch);
        kernels.CombinePartials(default(Sum), partials, _pattern.Outer, padded, pitch, accumulate: false);
        ReadOnlySpan<float> result = new(padded, _pattern.Rows);
        Span<float> destination = new(sums, _pattern.Rows);
        if (accumulate)
        {
            SpanLoops.Zip(default(Add), BroadcastClass.Same, destination, result, destination, 1, _pattern.Rows);
        }
        else
        {
            result.CopyTo(destination);
        }
    }
}
