namespace DeepHealth.Ecvl;

/// <summary>The fields of a NIfTI-1 or NIfTI-2 header as they are stored; nifti1.h and nifti2.h, the structures nifti_1_header and nifti_2_header.</summary>
internal sealed class NiftiHeader
{
    /// <summary>Bytes of the header of version 1.</summary>
    public const int Bytes1 = 348;

    /// <summary>Bytes of the header of version 2.</summary>
    public const int Bytes2 = 540;

    private long _dataType;
    private long _bits;
    private double _offset;
    private double _slope;
    private double _intercept;
    private double _displayMaximum;
    private double _displayMinimum;
    private double _sliceDuration;
    private double _timeOffset;
    private long _sliceStart;
    private long _sliceEnd;
    private long _sliceCode;
    private long _units;
    private long _intentCode;
    private long _dimensionInfo;
    private long _qformCode;
    private long _sformCode;
    private string _description = string.Empty;
    private string _auxiliaryFile = string.Empty;
    private string _intentName = string.Empty;

    public bool IsVersion2 { get; init; }

    public bool IsBigEndian { get; init; }

    /// <summary><c>dim</c>: their number, then up to seven sizes.</summary>
    public long[] Dimensions { get; } = new long[8];

    /// <summary><c>pixdim</c>: the sign of the third axis of the quaternion, then up to seven steps.</summary>
    public double[] Steps { get; } = new double[8];

    public double[] IntentParameters { get; } = new double[3];

    /// <summary><c>quatern_b</c>, <c>quatern_c</c>, <c>quatern_d</c>, <c>qoffset_x</c>, <c>qoffset_y</c>, <c>qoffset_z</c>.</summary>
    public double[] Quaternion { get; } = new double[6];

    /// <summary><c>srow_x</c>, <c>srow_y</c>, <c>srow_z</c>.</summary>
    public double[] Rows { get; } = new double[12];

    public long DataType { get => _dataType; init => _dataType = value; }

    public long Bits { get => _bits; init => _bits = value; }

    /// <summary><c>vox_offset</c>.</summary>
    public double Offset { get => _offset; set => _offset = value; }

    public double Slope { get => _slope; set => _slope = value; }

    public double Intercept { get => _intercept; set => _intercept = value; }

    public double DisplayMaximum { get => _displayMaximum; init => _displayMaximum = value; }

    public double DisplayMinimum { get => _displayMinimum; init => _displayMinimum = value; }

    public double SliceDuration { get => _sliceDuration; init => _sliceDuration = value; }

    public double TimeOffset { get => _timeOffset; init => _timeOffset = value; }

    public long SliceStart { get => _sliceStart; init => _sliceStart = value; }

    public long SliceEnd { get => _sliceEnd; init => _sliceEnd = value; }

    public long SliceCode { get => _sliceCode; init => _sliceCode = value; }

    /// <summary><c>xyzt_units</c>.</summary>
    public long Units { get => _units; init => _units = value; }

    public long IntentCode { get => _intentCode; init => _intentCode = value; }

    public long DimensionInfo { get => _dimensionInfo; init => _dimensionInfo = value; }

    public long QformCode { get => _qformCode; set => _qformCode = value; }

    public long SformCode { get => _sformCode; set => _sformCode = value; }

    public string Description { get => _description; init => _description = value; }

    public string AuxiliaryFile { get => _auxiliaryFile; init => _auxiliaryFile = value; }

    public string IntentName { get => _intentName; init => _intentName = value; }

    /// <summary>Bytes of the header.</summary>
    public int Bytes => IsVersion2 ? Bytes2 : Bytes1;

    /// <summary>Takes a header apart.</summary>
    /// <param name="bytes">At least as many bytes as the header has.</param>
    /// <param name="isVersion2">Which version it is.</param>
    /// <param name="isBigEndian">Its byte order.</param>
    public static NiftiHeader Read(byte[] bytes, bool isVersion2, bool isBigEndian)
    {
        NiftiHeader header = new() { IsVersion2 = isVersion2, IsBigEndian = isBigEndian };
        header.Exchange(new NiftiFields(bytes, isBigEndian, writes: false));
        return header;
    }

    /// <summary>Puts the header together.</summary>
    /// <param name="isPair">Whether the samples lie in another file.</param>
    public byte[] Write(bool isPair)
    {
        byte[] bytes = new byte[Bytes];
        NiftiFields fields = new(bytes, IsBigEndian, writes: true);
        long size = Bytes;
        fields.Integer(0, 4, ref size);
        ReadOnlySpan<byte> magic = (IsVersion2, isPair) switch
        {
            (false, false) => "n+1\0"u8,
            (false, true) => "ni1\0"u8,
            (true, false) => "n+2\0\r\n\x1A\n"u8,
            (true, true) => "ni2\0\r\n\x1A\n"u8,
        };
        magic.CopyTo(bytes.AsSpan(IsVersion2 ? 4 : 344));
        if (!IsVersion2)
        {
            // "regular", which readers of ANALYZE 7.5 expect.
            bytes[38] = (byte)'r';
        }

        Exchange(fields);
        return bytes;
    }

    private void Exchange(NiftiFields fields)
    {
        if (IsVersion2)
        {
            Exchange2(fields);
        }
        else
        {
            Exchange1(fields);
        }
    }

    private void Exchange1(NiftiFields fields)
    {
        fields.Integer(39, 1, ref _dimensionInfo);
        fields.Integers(40, 2, Dimensions);
        fields.Reals(56, 4, IntentParameters);
        fields.Integer(68, 2, ref _intentCode);
        fields.Integer(70, 2, ref _dataType);
        fields.Integer(72, 2, ref _bits);
        fields.Integer(74, 2, ref _sliceStart);
        fields.Reals(76, 4, Steps);
        fields.Real(108, 4, ref _offset);
        fields.Real(112, 4, ref _slope);
        fields.Real(116, 4, ref _intercept);
        fields.Integer(120, 2, ref _sliceEnd);
        fields.Integer(122, 1, ref _sliceCode);
        fields.Integer(123, 1, ref _units);
        fields.Real(124, 4, ref _displayMaximum);
        fields.Real(128, 4, ref _displayMinimum);
        fields.Real(132, 4, ref _sliceDuration);
        fields.Real(136, 4, ref _timeOffset);
        fields.Text(148, 80, ref _description);
        fields.Text(228, 24, ref _auxiliaryFile);
        fields.Integer(252, 2, ref _qformCode);
        fields.Integer(254, 2, ref _sformCode);
        fields.Reals(256, 4, Quaternion);
        fields.Reals(280, 4, Rows);
        fields.Text(328, 16, ref _intentName);
    }

    private void Exchange2(NiftiFields fields)
    {
        long offset = (long)_offset;
        fields.Integer(12, 2, ref _dataType);
        fields.Integer(14, 2, ref _bits);
        fields.Integers(16, 8, Dimensions);
        fields.Reals(80, 8, IntentParameters);
        fields.Reals(104, 8, Steps);
        fields.Integer(168, 8, ref offset);
        _offset = offset;
        fields.Real(176, 8, ref _slope);
        fields.Real(184, 8, ref _intercept);
        fields.Real(192, 8, ref _displayMaximum);
        fields.Real(200, 8, ref _displayMinimum);
        fields.Real(208, 8, ref _sliceDuration);
        fields.Real(216, 8, ref _timeOffset);
        fields.Integer(224, 8, ref _sliceStart);
        fields.Integer(232, 8, ref _sliceEnd);
        fields.Text(240, 80, ref _description);
        fields.Text(320, 24, ref _auxiliaryFile);
        fields.Integer(344, 4, ref _qformCode);
        fields.Integer(348, 4, ref _sformCode);
        fields.Reals(352, 8, Quaternion);
        fields.Reals(400, 8, Rows);
        fields.Integer(496, 4, ref _sliceCode);
        fields.Integer(500, 4, ref _units);
        fields.Integer(504, 4, ref _intentCode);
        fields.Text(508, 16, ref _intentName);
        fields.Integer(524, 1, ref _dimensionInfo);
    }
}
