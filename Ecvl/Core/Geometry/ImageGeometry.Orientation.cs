namespace DeepHealth.Ecvl;

/// <content>Which way the axes of the image run in the patient.</content>
public sealed partial class ImageGeometry
{
    private const int MostPolarSteps = 60;

    /// <summary>Three letters: where the column, row and slice indices grow to, such as <c>RAS</c> for right, anterior, superior.</summary>
    /// <remarks>Letters are L or R, P or A, S or I, each direction of the patient once. As nibabel does, the axes are first replaced by the nearest
    /// orthogonal ones (polar decomposition), and then x, y and z in turn take the direction that they follow most among those left.</remarks>
    public string AxisCodes()
    {
        Span<char> codes = stackalloc char[3];
        (int Direction, bool Positive)[] along = PatientDirections();
        for (int axis = 0; axis < 3; axis++)
        {
            codes[axis] = (along[axis].Positive ? "LPS" : "RAI")[along[axis].Direction];
        }

        return new string(codes);
    }

    /// <summary>For each of three wanted letters: which axis of this image runs along that direction, and whether it runs the other way.</summary>
    /// <exception cref="GeometryException">The letters do not name every direction of the patient once.</exception>
    internal (int Axis, bool Flipped)[] AxesFor(string codes)
    {
        ArgumentNullException.ThrowIfNull(codes);
        (int Direction, bool Positive)[] along = PatientDirections();
        (int Axis, bool Flipped)[] axes = new (int, bool)[3];
        int seen = 0;
        for (int i = 0; i < codes.Length && i < 3; i++)
        {
            int direction = codes[i] is 'L' or 'R' ? 0 : codes[i] is 'P' or 'A' ? 1 : codes[i] is 'S' or 'I' ? 2 : -1;
            bool positive = codes[i] is 'L' or 'P' or 'S';
            int axis = Array.FindIndex(along, step => step.Direction == direction);
            if (axis >= 0)
            {
                seen |= 1 << direction;
                axes[i] = (axis, along[axis].Positive != positive);
            }
        }

        return codes.Length == 3 && seen == 7
            ? axes
            : throw new GeometryException($"ImageGeometry: the axis codes \"{codes}\" must be one of L and R, one of P and A, and one of S and I, in any order.");
    }

    /// <summary>The geometry of the same voxels with their axes in another order and direction.</summary>
    internal ImageGeometry Reoriented((int Axis, bool Flipped)[] axes)
    {
        ReadOnlySpan<int> sizes = [Size.X, Size.Y, Size.Z];
        ReadOnlySpan<double> spacings = [SpacingMm.X, SpacingMm.Y, SpacingMm.Z];
        ReadOnlySpan<Vector3D> directions = [XAxis, YAxis, ZAxis];
        Span<double> first = stackalloc double[3];
        Span<Vector3D> turned = stackalloc Vector3D[3];
        for (int i = 0; i < 3; i++)
        {
            (int axis, bool flipped) = axes[i];
            first[axis] = flipped ? sizes[axis] - 1 : 0;
            turned[i] = flipped ? -1 * directions[axis] : directions[axis];
        }

        return new ImageGeometry(
            new VoxelCounts(sizes[axes[0].Axis], sizes[axes[1].Axis], sizes[axes[2].Axis]),
            new Vector3D(spacings[axes[0].Axis], spacings[axes[1].Axis], spacings[axes[2].Axis]),
            ToPatient(new Vector3D(first[0], first[1], first[2])),
            turned[0],
            turned[1],
            turned[2],
            IsOrthogonal);
    }

    // Direction 0, 1, 2 is the patient's x, y, z (LPS).
    private (int Direction, bool Positive)[] PatientDirections()
    {
        Vector3D[] columns = NearestOrthogonal();
        (int, bool)[] along = new (int, bool)[3];
        bool[] taken = new bool[3];
        for (int axis = 0; axis < 3; axis++)
        {
            double[] parts = [columns[axis].X, columns[axis].Y, columns[axis].Z];
            int best = -1;
            for (int direction = 0; direction < 3; direction++)
            {
                if (!taken[direction] && (best < 0 || Math.Abs(parts[direction]) > Math.Abs(parts[best])))
                {
                    best = direction;
                }
            }

            taken[best] = true;
            along[axis] = (best, parts[best] >= 0);
        }

        return along;
    }

    // Newton's iteration for the orthogonal factor of the polar decomposition: U := (U + U^-T)/2 (Higham, SIAM J. Sci. Stat. Comput. 7, 1986, eq. 3.1).
    // The inverse transpose of [a b c] is [b×c  c×a  a×b] / det. It converges quadratically for any three independent axes.
    private Vector3D[] NearestOrthogonal()
    {
        (Vector3D a, Vector3D b, Vector3D c) = (XAxis, YAxis, ZAxis);
        for (int step = 0; step < MostPolarSteps; step++)
        {
            double scale = 1 / Vector3D.Dot(a, Vector3D.Cross(b, c));
            Vector3D nextA = 0.5 * (a + (scale * Vector3D.Cross(b, c)));
            Vector3D nextB = 0.5 * (b + (scale * Vector3D.Cross(c, a)));
            Vector3D nextC = 0.5 * (c + (scale * Vector3D.Cross(a, b)));
            double change = (nextA - a).Length + (nextB - b).Length + (nextC - c).Length;
            (a, b, c) = (nextA, nextB, nextC);
            if (change < 1e-14)
            {
                break;
            }
        }

        return [a, b, c];
    }
}
