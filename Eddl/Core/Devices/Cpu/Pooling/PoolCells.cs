namespace DeepHealth.Eddl;

/// <summary>The inputs that one output of a pooling sees: a box of cells of one sample.</summary>
internal unsafe struct PoolCells
{
    private readonly PoolShape _shape;
    private readonly CellView _x;
    private readonly int _channels;
    private CellRange _depths;
    private CellRange _heights;
    private CellRange _widths;
    private float* _row;
    private int _rowIndex;

    /// <summary>Prepares the walk.</summary>
    public PoolCells(in PoolShape shape, in CellView x, int channels)
    {
        _shape = shape;
        _x = x;
        _channels = channels;
        DepthPitch = shape.Depth.Dilation * x.SlicePitch;
        HeightPitch = shape.Height.Dilation * x.RowPitch;
        WidthPitch = (nint)shape.Width.Dilation * channels;
        DepthStep = shape.Depth.Dilation * shape.Height.Input * shape.Width.Input;
        HeightStep = shape.Height.Dilation * shape.Width.Input;
        WidthStep = shape.Width.Dilation;
    }

    /// <summary>Distance of the boxes of neighbouring outputs along W, in elements.</summary>
    public readonly nint OutputPitch => (nint)_shape.Width.Stride * _channels;

    /// <summary>Distance of the box's cells along D, in elements.</summary>
    public nint DepthPitch { get; }

    /// <summary>Distance along H.</summary>
    public nint HeightPitch { get; }

    /// <summary>Distance along W.</summary>
    public nint WidthPitch { get; }

    /// <summary>Distance of the box's cells along D, in positions of the channel plane.</summary>
    public int DepthStep { get; }

    /// <summary>Distance along H.</summary>
    public int HeightStep { get; }

    /// <summary>Distance along W.</summary>
    public int WidthStep { get; }

    /// <summary>Cells along D.</summary>
    public readonly int Depths => _depths.Count;

    /// <summary>Cells along H.</summary>
    public readonly int Heights => _heights.Count;

    /// <summary>Cells along W.</summary>
    public readonly int Widths => _widths.Count;

    /// <summary>First cell.</summary>
    public float* First { get; private set; }

    /// <summary>Position of the first cell within its channel plane.</summary>
    public int FirstIndex { get; private set; }

    /// <summary>Goes to a row of outputs.</summary>
    public void MoveToRow(int sample, int depth, int height)
    {
        _depths = CellRange.OfWindow(_shape.Depth, depth);
        _heights = CellRange.OfWindow(_shape.Height, height);
        int slice = (depth * _shape.Depth.Stride) - _shape.Depth.PadBefore + (_depths.First * _shape.Depth.Dilation);
        int row = (height * _shape.Height.Stride) - _shape.Height.PadBefore + (_heights.First * _shape.Height.Dilation);
        _row = _x.Row(sample, slice, row);
        _rowIndex = ((slice * _shape.Height.Input) + row) * _shape.Width.Input;
    }

    /// <summary>Goes to one output of the row.</summary>
    /// <returns>How many outputs, this one included, see boxes of this size, each a stride from the one before.</returns>
    public int MoveTo(int output)
    {
        Window window = _shape.Width;
        int cell = (output * window.Stride) - window.PadBefore;
        int room = window.Input - window.Extent - cell;
        int following = 1;
        if (cell >= 0 && room >= 0)
        {
            _widths = new(0, window.Kernel);
            following += room / window.Stride;
        }
        else
        {
            _widths = CellRange.OfWindow(window, output);
            cell += _widths.First * window.Dilation;
        }

        First = _row + ((nint)cell * _channels);
        FirstIndex = _rowIndex + cell;
        return Math.Min(following, window.Output - output);
    }
}
