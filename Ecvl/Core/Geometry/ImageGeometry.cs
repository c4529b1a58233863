namespace DeepHealth.Ecvl;

/// <summary>Where an image lies in the patient: size, spacing, origin and the directions of its axes.</summary>
/// <remarks>Positions are in mm in the patient coordinate system of DICOM PS3.3 C.7.6.2.1.1: x grows to the patient's left, y to the back
/// (posterior), z to the head (LPS). Voxel indices are (column, row, slice) from 0, and an index names the centre of its voxel, so that
/// <c>position = origin + index.X·spacing.X·xAxis + index.Y·spacing.Y·yAxis + index.Z·spacing.Z·zAxis</c>.
/// NIfTI-1 writes the same map with x to the right and y to the front (RAS): <see cref="RasAffine"/>. The axes are orthogonal except where
/// they come from a matrix that is not (<see cref="FromAffine"/>): a gantry tilt, or a registration with shear.</remarks>
public sealed partial class ImageGeometry
{
    /// <summary>How far the length of an axis may be from 1, and the scalar product of two axes from 0. Files hold rounded decimals.</summary>
    public const double OrthonormalTolerance = 1e-4;

    // Rows of the inverse of the matrix [step x, step y, step z]: exact also for axes that are orthonormal within the tolerance only.
    private readonly Vector3D _inverseX;
    private readonly Vector3D _inverseY;
    private readonly Vector3D _inverseZ;

    /// <summary>Describes an image in space.</summary>
    /// <param name="size">Columns, rows, slices, each at least 1.</param>
    /// <param name="spacingMm">Distance of neighbouring voxel centres along each image axis, in mm, above 0.</param>
    /// <param name="originMm">Position of the centre of voxel (0, 0, 0), in mm.</param>
    /// <param name="xAxis">Unit vector along which the column index grows.</param>
    /// <param name="yAxis">Unit vector along which the row index grows.</param>
    /// <param name="zAxis">Unit vector along which the slice index grows. Either handedness is allowed.</param>
    /// <exception cref="GeometryException">A size or spacing is out of range, or the axes are not orthonormal.</exception>
    public ImageGeometry(VoxelCounts size, Vector3D spacingMm, Vector3D originMm, Vector3D xAxis, Vector3D yAxis, Vector3D zAxis)
        : this(size, spacingMm, originMm, xAxis, yAxis, zAxis, isOrthogonal: true)
    {
        RequireUnit("x", xAxis);
        RequireUnit("y", yAxis);
        RequireUnit("z", zAxis);
        RequireOrthogonal("x", xAxis, "y", yAxis);
        RequireOrthogonal("x", xAxis, "z", zAxis);
        RequireOrthogonal("y", yAxis, "z", zAxis);
    }

    // The axes are of length 1, but only independent of each other unless isOrthogonal.
    private ImageGeometry(VoxelCounts size, Vector3D spacingMm, Vector3D originMm, Vector3D xAxis, Vector3D yAxis, Vector3D zAxis, bool isOrthogonal)
    {
        Validate(size, spacingMm, originMm);
        IsOrthogonal = isOrthogonal;
        Size = size;
        SpacingMm = spacingMm;
        OriginMm = originMm;
        XAxis = xAxis;
        YAxis = yAxis;
        ZAxis = zAxis;

        // Cramer's rule: the inverse of a matrix with the columns a, b, c has the rows b×c, c×a, a×b, each over a·(b×c).
        Vector3D a = spacingMm.X * xAxis;
        Vector3D b = spacingMm.Y * yAxis;
        Vector3D c = spacingMm.Z * zAxis;
        double scale = 1 / Vector3D.Dot(a, Vector3D.Cross(b, c));
        _inverseX = scale * Vector3D.Cross(b, c);
        _inverseY = scale * Vector3D.Cross(c, a);
        _inverseZ = scale * Vector3D.Cross(a, b);
    }

    /// <summary>Describes an image whose axes are those of the patient.</summary>
    /// <param name="size">Columns, rows, slices, each at least 1.</param>
    /// <param name="spacingMm">Distance of neighbouring voxel centres, in mm, above 0.</param>
    /// <param name="originMm">Position of the centre of voxel (0, 0, 0), in mm.</param>
    /// <exception cref="GeometryException">A size or spacing is out of range.</exception>
    public ImageGeometry(VoxelCounts size, Vector3D spacingMm, Vector3D originMm = default)
        : this(size, spacingMm, originMm, new(1, 0, 0), new(0, 1, 0), new(0, 0, 1))
    {
    }

    /// <summary>Columns, rows, slices.</summary>
    public VoxelCounts Size { get; }

    /// <summary>Distance of neighbouring voxel centres along each image axis, in mm.</summary>
    public Vector3D SpacingMm { get; }

    /// <summary>Position of the centre of voxel (0, 0, 0), in mm: Image Position (Patient) (0020,0032) of the first slice.</summary>
    public Vector3D OriginMm { get; }

    /// <summary>Direction in which the column index grows: the first three values of Image Orientation (Patient) (0020,0037).</summary>
    public Vector3D XAxis { get; }

    /// <summary>Direction in which the row index grows: the last three values of Image Orientation (Patient) (0020,0037).</summary>
    public Vector3D YAxis { get; }

    /// <summary>Direction in which the slice index grows.</summary>
    public Vector3D ZAxis { get; }

    /// <summary>Whether the axes are orthogonal within <see cref="OrthonormalTolerance"/>.</summary>
    public bool IsOrthogonal { get; }

    /// <summary>Position of a voxel centre, in mm.</summary>
    /// <param name="index">Column, row, slice; fractions lie between centres, and indices outside the image are allowed.</param>
    public Vector3D ToPatient(Vector3D index)
        => OriginMm + (index.X * SpacingMm.X * XAxis) + (index.Y * SpacingMm.Y * YAxis) + (index.Z * SpacingMm.Z * ZAxis);

    /// <summary>Column, row and slice of a position; the inverse of <see cref="ToPatient"/>.</summary>
    /// <param name="positionMm">Position, in mm.</param>
    /// <returns>The index with its fraction; outside 0 … size − 1 where the position lies outside the image.</returns>
    public Vector3D ToIndex(Vector3D positionMm)
    {
        Vector3D step = positionMm - OriginMm;
        return new Vector3D(Vector3D.Dot(_inverseX, step), Vector3D.Dot(_inverseY, step), Vector3D.Dot(_inverseZ, step));
    }

    /// <summary>The matrix that maps <c>(column, row, slice, 1)</c> to <c>(x, y, z, 1)</c> in mm, in DICOM's LPS coordinates.</summary>
    /// <returns><c>[4, 4]</c>, 16 numbers row by row (DICOM PS3.3 equation C.7.6.2.1-1, with the slice axis in the third column).</returns>
    public double[] Affine() => Affine(1);

    /// <summary>The same matrix in NIfTI's RAS coordinates: the first two rows with the opposite sign.</summary>
    /// <returns><c>[4, 4]</c>, 16 numbers row by row, as <c>srow_x</c>, <c>srow_y</c>, <c>srow_z</c> of NIfTI-1 (method 3).</returns>
    public double[] RasAffine() => Affine(-1);

    private double[] Affine(double sign)
    {
        Vector3D a = SpacingMm.X * XAxis;
        Vector3D b = SpacingMm.Y * YAxis;
        Vector3D c = SpacingMm.Z * ZAxis;
        return
        [
            sign * a.X, sign * b.X, sign * c.X, sign * OriginMm.X,
            sign * a.Y, sign * b.Y, sign * c.Y, sign * OriginMm.Y,
            a.Z, b.Z, c.Z, OriginMm.Z,
            0, 0, 0, 1,
        ];
    }

    private static void Validate(VoxelCounts size, Vector3D spacingMm, Vector3D originMm)
    {
        if (size.X < 1 || size.Y < 1 || size.Z < 1)
        {
            throw new GeometryException($"ImageGeometry: the size {size} must be at least 1 along every axis.");
        }

        if (!spacingMm.IsFinite || spacingMm.X <= 0 || spacingMm.Y <= 0 || spacingMm.Z <= 0)
        {
            throw new GeometryException($"ImageGeometry: the spacing {spacingMm} mm must be above 0 along every axis.");
        }

        if (!originMm.IsFinite)
        {
            throw new GeometryException($"ImageGeometry: the origin {originMm} mm must be finite.");
        }
    }

    // Both conditions are written so that NaN fails them.
    private static void RequireUnit(string name, Vector3D axis)
    {
        if (!(Math.Abs(axis.Length - 1) <= OrthonormalTolerance))
        {
            throw new GeometryException(FormattableString.Invariant(
                $"ImageGeometry: the {name} axis {axis} has length {axis.Length:0.######}, it must be 1 within {OrthonormalTolerance}."));
        }
    }

    private static void RequireOrthogonal(string leftName, Vector3D left, string rightName, Vector3D right)
    {
        double product = Vector3D.Dot(left, right);
        if (!(Math.Abs(product) <= OrthonormalTolerance))
        {
            throw new GeometryException(FormattableString.Invariant(
                $"ImageGeometry: the {leftName} axis {left} and the {rightName} axis {right} are not orthogonal: their scalar product is {product:0.######}, it must be 0 within {OrthonormalTolerance}."));
        }
    }
}
