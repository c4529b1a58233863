namespace DeepHealth.Ecvl;

/// <content>Geometry from the matrices of files, and the geometry of a part.</content>
public sealed partial class ImageGeometry
{
    /// <summary>Smallest volume that three axes of length 1 may span: below, they lie in one plane for all that rounding tells.</summary>
    private const double LeastIndependence = 1e-6;

    /// <summary>Takes a matrix apart into spacing, directions and origin. The directions need not be orthogonal.</summary>
    /// <param name="size">Columns, rows, slices, each at least 1.</param>
    /// <param name="affine"><c>[4, 4]</c>, 16 numbers row by row that map <c>(column, row, slice, 1)</c> to <c>(x, y, z, 1)</c> in mm, LPS;
    /// the inverse of <see cref="Affine()"/>.</param>
    /// <exception cref="GeometryException">The matrix has another size, is not finite, does not end in 0 0 0 1, or its columns do not span space.</exception>
    public static ImageGeometry FromAffine(VoxelCounts size, ReadOnlySpan<double> affine)
        => TryFromAffine(size, affine, out ImageGeometry? geometry)
            ? geometry!
            : throw new GeometryException(FormattableString.Invariant(
                $"ImageGeometry.FromAffine: [{string.Join(", ", affine.ToArray())}] must be 16 finite numbers that end in 0, 0, 0, 1 and whose first three columns span space."));

    /// <summary>As <see cref="FromAffine"/>, for a matrix in NIfTI's RAS coordinates; the inverse of <see cref="RasAffine"/>.</summary>
    /// <param name="size">Columns, rows, slices, each at least 1.</param>
    /// <param name="affine"><c>[4, 4]</c>, 16 numbers row by row, in mm.</param>
    /// <exception cref="GeometryException">As <see cref="FromAffine"/>.</exception>
    public static ImageGeometry FromRasAffine(VoxelCounts size, ReadOnlySpan<double> affine) => FromAffine(size, SwapRasLps(affine));

    /// <summary>The geometry of a box within this image.</summary>
    /// <param name="first">Index of its first voxel: column, row, slice.</param>
    /// <param name="size">Its size, each at least 1.</param>
    /// <exception cref="GeometryException">A size is below 1.</exception>
    public ImageGeometry Crop(Vector3D first, VoxelCounts size)
        => new(size, SpacingMm, ToPatient(first), XAxis, YAxis, ZAxis, IsOrthogonal);

    /// <summary>The geometry of a matrix in RAS coordinates; null where it places no image, such as one of zeros.</summary>
    internal static ImageGeometry? TryFromRasAffine(VoxelCounts size, ReadOnlySpan<double> affine)
        => TryFromAffine(size, SwapRasLps(affine), out ImageGeometry? geometry) ? geometry : null;

    internal static bool TryFromAffine(VoxelCounts size, ReadOnlySpan<double> affine, out ImageGeometry? geometry)
    {
        geometry = null;
        if (affine.Length != 16 || affine[12] != 0 || affine[13] != 0 || affine[14] != 0 || affine[15] != 1)
        {
            return false;
        }

        Vector3D x = new(affine[0], affine[4], affine[8]);
        Vector3D y = new(affine[1], affine[5], affine[9]);
        Vector3D z = new(affine[2], affine[6], affine[10]);
        Vector3D origin = new(affine[3], affine[7], affine[11]);
        Vector3D spacing = new(x.Length, y.Length, z.Length);

        // Written so that NaN fails. A length may overflow or vanish although its parts do not.
        if (!spacing.IsFinite || !origin.IsFinite || !(spacing.X > 0 && spacing.Y > 0 && spacing.Z > 0))
        {
            return false;
        }

        x = (1 / spacing.X) * x;
        y = (1 / spacing.Y) * y;
        z = (1 / spacing.Z) * z;
        if (!(Math.Abs(Vector3D.Dot(x, Vector3D.Cross(y, z))) >= LeastIndependence))
        {
            return false;
        }

        bool orthogonal = Math.Abs(Vector3D.Dot(x, y)) <= OrthonormalTolerance
            && Math.Abs(Vector3D.Dot(x, z)) <= OrthonormalTolerance && Math.Abs(Vector3D.Dot(y, z)) <= OrthonormalTolerance;
        geometry = new ImageGeometry(size, spacing, origin, x, y, z, orthogonal);
        return true;
    }

    private static double[] SwapRasLps(ReadOnlySpan<double> affine)
    {
        double[] other = affine.ToArray();
        for (int i = 0; i < Math.Min(8, other.Length); i++)
        {
            other[i] = -other[i];
        }

        return other;
    }
}
