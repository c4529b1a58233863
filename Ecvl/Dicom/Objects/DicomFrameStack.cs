namespace DeepHealth.Ecvl.Dicom;

/// <summary>Frames in space as slices of one volume.</summary>
internal sealed class DicomFrameStack
{
    // Frames may be missing between slices, so positions alone do not bound the volume.
    private const int MostSlices = 1 << 14;

    // Positions are rounded decimals: part of a slice distance by which they may be off.
    private const double Tolerance = 0.1;

    // Directions of two frames may differ by rounding.
    private const double DirectionTolerance = 1e-3;

    private DicomFrameStack(ImageGeometry geometry, int[] slices)
    {
        Geometry = geometry;
        Slices = slices;
    }

    /// <summary>The volume: slices along the normal of the frames.</summary>
    public ImageGeometry Geometry { get; }

    /// <summary>Slice of each frame.</summary>
    public int[] Slices { get; }

    /// <summary>Finds the volume of frames.</summary>
    /// <param name="planes">Place of each frame, at least one.</param>
    /// <param name="statedStepMm">Spacing Between Slices (0018,0088); 0 where the file does not state it.</param>
    /// <param name="columns">Columns of a frame.</param>
    /// <param name="rows">Rows of a frame.</param>
    /// <exception cref="DicomException">Frames are not parallel, shifted against each other, or not at multiples of one distance.</exception>
    public static DicomFrameStack Of(IReadOnlyList<DicomPlane> planes, double statedStepMm, int columns, int rows)
    {
        DicomPlane first = planes[0];
        double[] heights = new double[planes.Count];
        for (int i = 0; i < heights.Length; i++)
        {
            Vector3D shift = planes[i].OriginMm - first.OriginMm;
            heights[i] = Vector3D.Dot(shift, first.Normal);
            double sideways = (shift - (heights[i] * first.Normal)).Length;
            if (!(Difference(planes[i], first) < DirectionTolerance) || !(sideways < Tolerance * Math.Min(first.SpacingXMm, first.SpacingYMm)))
            {
                throw new DicomException($"DicomFrameStack: frame {i} at {planes[i].OriginMm} mm is not parallel to or not right above frame 0 at {first.OriginMm} mm; frames of one volume are.")
                {
                    Tag = ObjectTags.PlanePositionSequence,
                };
            }
        }

        double step = Step(heights, first, Math.Abs(statedStepMm));
        double least = heights.Min();
        double most = (heights.Max() - least) / step;
        if (!(most < MostSlices))
        {
            throw new DicomException(FormattableString.Invariant($"DicomFrameStack: frames reach over {most * step} mm in steps of {step} mm, a volume has at most {MostSlices} slices."))
            {
                Tag = ObjectTags.PlanePositionSequence,
            };
        }

        int[] slices = [.. heights.Select(height => (int)Math.Round((height - least) / step))];
        Vector3D origin = first.OriginMm + (least * first.Normal);
        try
        {
            return new DicomFrameStack(new ImageGeometry(new VoxelCounts(columns, rows, slices.Max() + 1), new Vector3D(first.SpacingXMm, first.SpacingYMm, step), origin, first.XAxis, first.YAxis, first.Normal), slices);
        }
        catch (GeometryException error)
        {
            throw new DicomException($"DicomFrameStack: frame 0 has an impossible place: {error.Message}", error) { Tag = ObjectTags.PlaneOrientationSequence };
        }
    }

    // Largest difference of the directions and spacings of two frames.
    private static double Difference(DicomPlane plane, DicomPlane first) => Math.Max(
        Math.Max((plane.XAxis - first.XAxis).Length, (plane.YAxis - first.YAxis).Length),
        Math.Max(Math.Abs(plane.SpacingXMm - first.SpacingXMm), Math.Abs(plane.SpacingYMm - first.SpacingYMm)));

    // Distance of slices: the stated one where the frames keep to it, else the least one between frames.
    private static double Step(double[] heights, DicomPlane first, double stated)
    {
        double[] sorted = [.. heights.Order()];
        if (stated > 0 && Fits(sorted, stated))
        {
            return stated;
        }

        double least = double.PositiveInfinity;
        double rounding = 1e-3 * Math.Min(first.SpacingXMm, first.SpacingYMm);
        for (int i = 1; i < sorted.Length; i++)
        {
            double gap = sorted[i] - sorted[i - 1];
            least = gap > rounding ? Math.Min(least, gap) : least;
        }

        if (double.IsInfinity(least))
        {
            // One slice.
            return stated > 0 ? stated : first.ThicknessMm > 0 ? first.ThicknessMm : 1;
        }

        return Fits(sorted, least) ? least : throw new DicomException(FormattableString.Invariant(
            $"DicomFrameStack: frames between {sorted[0]} and {sorted[^1]} mm are neither at multiples of the stated {stated} mm nor of the least distance {least} mm."))
        {
            Tag = ObjectTags.PlanePositionSequence,
        };
    }

    private static bool Fits(double[] sorted, double step)
    {
        foreach (double height in sorted)
        {
            double slices = (height - sorted[0]) / step;
            if (!(Math.Abs(slices - Math.Round(slices)) <= Tolerance))
            {
                return false;
            }
        }

        return true;
    }
}
