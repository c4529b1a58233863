namespace DeepHealth.Ecvl;

/// <summary>The matrix that places a NIfTI volume, by the rules of nifti1.h (methods 1 to 3) in the order and with the defaults of nibabel.</summary>
internal static class NiftiAffine
{
    // Single precision leaves this much of 1 - b² - c² - d² for a rotation by 180 degrees.
    private const double QuaternionTolerance = 1e-5;

    /// <summary>The matrix in the file's unit, RAS: the sform where it has a code, else the quaternion, else the steps with x to the left and the centre at 0.</summary>
    /// <exception cref="ImageFileException">The quaternion is needed and none.</exception>
    public static double[] Of(NiftiHeader header, VolumeSource source)
    {
        if (header.SformCode > 0)
        {
            return [.. header.Rows, 0, 0, 0, 1];
        }

        if (header.QformCode > 0)
        {
            return Quaternion(header) ?? throw source.Fault(NiftiFormat.FormatName, FormattableString.Invariant(
                $"quatern_b, quatern_c, quatern_d at offset {(header.IsVersion2 ? 352 : 256)} are {header.Quaternion[0]}, {header.Quaternion[1]}, {header.Quaternion[2]}; the sum of their squares must be at most 1, and qform_code {header.QformCode} says they place the volume."));
        }

        return Steps(header.Dimensions, header.Steps);
    }

    /// <summary>Method 1 as nibabel reads it: steps along x to the left, y to the front, z to the head, with the centre of the volume at 0.</summary>
    public static double[] Steps(long[] dimensions, double[] steps)
    {
        double[] matrix = new double[16];
        for (int axis = 0; axis < 3; axis++)
        {
            bool present = axis < dimensions[0];
            double step = (present ? Step(steps, axis) : 1) * (axis == 0 ? -1 : 1);
            matrix[(axis * 4) + axis] = step;
            matrix[(axis * 4) + 3] = -step * ((present ? dimensions[axis + 1] : 1) - 1) / 2;
        }

        matrix[15] = 1;
        return matrix;
    }

    /// <summary>Method 2; null where the three numbers are no part of a rotation.</summary>
    public static double[]? Quaternion(NiftiHeader header)
    {
        double b = header.Quaternion[0];
        double c = header.Quaternion[1];
        double d = header.Quaternion[2];
        double square = 1 - ((b * b) + (c * c) + (d * d));
        if (!(square >= -QuaternionTolerance))
        {
            return null;
        }

        double a = Math.Sqrt(Math.Max(0, square));
        double norm = (a * a) + (b * b) + (c * c) + (d * d);
        double x = Step(header.Steps, 0) / norm;
        double y = Step(header.Steps, 1) / norm;
        double z = Step(header.Steps, 2) / norm * (header.Steps[0] == -1 ? -1 : 1);
        return
        [
            x * ((a * a) + (b * b) - (c * c) - (d * d)), y * 2 * ((b * c) - (a * d)), z * 2 * ((b * d) + (a * c)), header.Quaternion[3],
            x * 2 * ((b * c) + (a * d)), y * ((a * a) + (c * c) - (b * b) - (d * d)), z * 2 * ((c * d) - (a * b)), header.Quaternion[4],
            x * 2 * ((b * d) - (a * c)), y * 2 * ((c * d) + (a * b)), z * ((a * a) + (d * d) - (b * b) - (c * c)), header.Quaternion[5],
            0, 0, 0, 1,
        ];
    }

    /// <summary>Writes a geometry into a header: the sform, and the quaternion where the axes are orthogonal.</summary>
    public static void Set(NiftiHeader header, ImageGeometry geometry)
    {
        double[] matrix = geometry.RasAffine();
        matrix.AsSpan(0, 12).CopyTo(header.Rows);
        (header.Steps[1], header.Steps[2], header.Steps[3]) = (geometry.SpacingMm.X, geometry.SpacingMm.Y, geometry.SpacingMm.Z);
        if (!geometry.IsOrthogonal)
        {
            header.QformCode = 0;
            return;
        }

        // A reflection is no rotation: the sign of the third axis is stored apart.
        double handed = Vector3D.Dot(geometry.XAxis, Vector3D.Cross(geometry.YAxis, geometry.ZAxis)) < 0 ? -1 : 1;
        header.Steps[0] = handed;
        Vector3D z = handed * geometry.ZAxis;
        double[] q = Rotation([-geometry.XAxis.X, -geometry.YAxis.X, -z.X, -geometry.XAxis.Y, -geometry.YAxis.Y, -z.Y, geometry.XAxis.Z, geometry.YAxis.Z, z.Z]);
        (header.Quaternion[0], header.Quaternion[1], header.Quaternion[2]) = (q[1], q[2], q[3]);
        (header.Quaternion[3], header.Quaternion[4], header.Quaternion[5]) = (matrix[3], matrix[7], matrix[11]);
    }

    // Zero and negative steps are mistakes of writers; nibabel takes them so.
    private static double Step(double[] steps, int axis) => steps[axis + 1] == 0 ? 1 : Math.Abs(steps[axis + 1]);

    // Shepperd, "Quaternion from rotation matrix", J. Guidance and Control 1, 1978: the largest of the four is found first, so that no digits are lost.
    private static double[] Rotation(ReadOnlySpan<double> r)
    {
        ReadOnlySpan<double> squares = [1 + r[0] + r[4] + r[8], 1 + r[0] - r[4] - r[8], 1 - r[0] + r[4] - r[8], 1 - r[0] - r[4] + r[8]];
        int largest = 0;
        for (int i = 1; i < 4; i++)
        {
            largest = squares[i] > squares[largest] ? i : largest;
        }

        double root = Math.Sqrt(squares[largest]);
        double scale = 0.5 / root;
        double[] q = largest switch
        {
            0 => [root / 2, (r[7] - r[5]) * scale, (r[2] - r[6]) * scale, (r[3] - r[1]) * scale],
            1 => [(r[7] - r[5]) * scale, root / 2, (r[1] + r[3]) * scale, (r[2] + r[6]) * scale],
            2 => [(r[2] - r[6]) * scale, (r[1] + r[3]) * scale, root / 2, (r[5] + r[7]) * scale],
            _ => [(r[3] - r[1]) * scale, (r[2] + r[6]) * scale, (r[5] + r[7]) * scale, root / 2],
        };

        // Only three are stored; the first is taken as not negative.
        double length = Math.Sqrt((q[0] * q[0]) + (q[1] * q[1]) + (q[2] * q[2]) + (q[3] * q[3])) * (q[0] < 0 ? -1 : 1);
        return [q[0] / length, q[1] / length, q[2] / length, q[3] / length];
    }
}
