namespace DeepHealth.Ecvl;

/// <content>What becomes of bad rows where damage is passed over: they hold what came before the bad code, the rest is white, and the next row begins behind
/// that code, or at the next end of line where the data have such marks. Of rows coded on their own libtiff makes the same; of rows coded by the one above
/// it may make other guesses.</content>
internal sealed partial class TiffFax
{
    private const int EndOfLineZeros = 11;

    // What came before the bad code counts, unless it reaches beyond the edge; the rest is white.
    private void Mend()
    {
        if (_column <= _width && _column > (_changes > 0 ? _current[_changes - 1] : 0))
        {
            _ = Add(_column);
        }

        while (_changes > 0 && _current[_changes - 1] > _width)
        {
            _changes--;
        }

        // Where black would follow, its run is empty.
        if ((_changes & 1) == 1 && !Add(_current[_changes - 1]))
        {
            _changes--;
        }
    }

    // Whether another row may follow a bad one.
    private bool GoesOn(ref TiffFaxBits bits)
    {
        if (_compression == TiffScheme.Fax4)
        {
            // Only the mark of the end begins with seven zeros.
            return bits.Peek(7) != 0;
        }

        if (_compression != TiffScheme.Fax3 && bits.Peek(EndOfLineZeros) == 0)
        {
            // Rows without marks: an end of line has no place there.
            bits.Skip(EndOfLineZeros);
        }

        return !bits.IsAtEnd;
    }

    // Goes to the next mark; what lies before it belongs to no row.
    private bool SeekEndOfLine(ref TiffFaxBits bits)
    {
        IsDamaged = true;
        while (!bits.IsAtEnd && bits.Peek(EndOfLineZeros) != 0)
        {
            bits.Skip(1);
        }

        return bits.TakeEndOfLine();
    }
}
