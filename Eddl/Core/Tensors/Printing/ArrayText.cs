using System.Text;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>The text of a tensor in NumPy's layout: brackets, line breaks, and gaps in large tensors.</summary>
internal sealed class ArrayText
{
    private const int LineWidth = 75;
    private const int Threshold = 1000;
    private const int EdgeItems = 3;
    private const int Gap = -1;

    private readonly StringBuilder _text = new();
    private readonly Layout _layout;
    private readonly List<int> _positions = [];
    private string[] _words = [];
    private int _next;

    private ArrayText(Layout layout) => _layout = layout;

    /// <summary>The text of a tensor of any shape, type and layout.</summary>
    public static string Of(Tensor tensor)
    {
        if (tensor.Count == 0)
        {
            return "[]";
        }

        ArrayText array = new(tensor.Layout);
        array.Collect(0, tensor.Layout.Offset);
        array._words = ElementFormat.Words(tensor, array._positions);
        if (tensor.Rank == 0)
        {
            return array._words[0];
        }

        array.Write(0);
        return array._text.ToString();
    }

    /// <summary>Lists the storage positions of the shown elements, in the order in which they are written.</summary>
    private void Collect(int axis, int position)
    {
        if (axis == _layout.Shape.Rank)
        {
            _positions.Add(position);
            return;
        }

        foreach (int i in Shown(axis))
        {
            if (i != Gap)
            {
                Collect(axis + 1, position + (i * _layout.Strides[axis]));
            }
        }
    }

    private IEnumerable<int> Shown(int axis)
    {
        int size = _layout.Shape[axis];
        return _layout.Shape.ElementCount > Threshold && size > 2 * EdgeItems
            ? [.. Enumerable.Range(0, EdgeItems), Gap, .. Enumerable.Range(size - EdgeItems, EdgeItems)]
            : Enumerable.Range(0, size);
    }

    private void Write(int axis)
    {
        _text.Append('[');
        if (axis == _layout.Shape.Rank - 1)
        {
            WriteRow(axis);
        }
        else
        {
            WriteBlocks(axis);
        }

        _text.Append(']');
    }

    private void WriteBlocks(int axis)
    {
        bool first = true;
        foreach (int i in Shown(axis))
        {
            if (!first)
            {
                // Blocks of higher rank are set further apart.
                _text.Append('\n', _layout.Shape.Rank - 1 - axis).Append(' ', axis + 1);
            }

            first = false;
            if (i == Gap)
            {
                _text.Append("...");
            }
            else
            {
                Write(axis + 1);
            }
        }
    }

    private void WriteRow(int axis)
    {
        // The opening brackets take as many columns as the indent of the lines after; one column is kept for each closing one.
        int indent = axis + 1;
        int width = LineWidth - axis - 1;
        int column = indent;
        bool first = true;
        foreach (int i in Shown(axis))
        {
            if (!first)
            {
                _text.Append(' ');
                column++;
            }

            string word = i == Gap ? "..." : _words[_next++];
            if (!first && column + word.Length > width)
            {
                TrimEnd();
                _text.Append('\n').Append(' ', indent);
                column = indent;
            }

            first = false;
            _text.Append(word);
            column += word.Length;
        }
    }

    private void TrimEnd()
    {
        while (_text[^1] == ' ')
        {
            _text.Length--;
        }
    }
}
