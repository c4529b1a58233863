namespace DeepHealth.Eddl;

/// <summary>Copies between tensors and the padded, phase-split planes of a <see cref="PlaneGeometry"/>.</summary>
internal static unsafe class PlaneCopy
{
    /// <summary>Fills scratch memory with channels of some samples; what lies outside the input becomes 0.</summary>
    /// <param name="geometry">Layout of the scratch memory.</param>
    /// <param name="x">First cell of the first channel of the first sample.</param>
    /// <param name="samplePitch">Distance of samples in x.</param>
    /// <param name="channels">Channels, which follow each other in x.</param>
    /// <param name="samples">Samples, at most the geometry's.</param>
    /// <param name="planes">Scratch memory.</param>
    public static void Gather(in PlaneGeometry geometry, float* x, nint samplePitch, int channels, int samples, float* planes)
    {
        int inputPlane = geometry.InputPlane;
        int used = samples * geometry.Plane;
        int phases = geometry.Depth.Phases * geometry.Height.Phases * geometry.Width.Phases;
        for (int c = 0; c < channels; c++)
        {
            float* channel = planes + ((nint)c * geometry.ChannelPitch);
            for (int phase = 0; phase < phases; phase++)
            {
                float* phasePlanes = channel + ((nint)phase * geometry.PhasePitch);
                for (int n = 0; n < samples; n++)
                {
                    GatherPlane(geometry, phase, x + (n * samplePitch) + ((nint)c * inputPlane), phasePlanes + ((nint)n * geometry.Plane));
                }

                new Span<float>(phasePlanes + used, geometry.PhasePitch - used).Clear();
            }

            int filled = phases * geometry.PhasePitch;
            new Span<float>(channel + filled, geometry.ChannelPitch - filled).Clear();
        }

        new Span<float>(planes + ((nint)channels * geometry.ChannelPitch), PlaneGeometry.Slack).Clear();
    }

    /// <summary>Adds one phase of one plane to the cells it stands for; positions outside the input are dropped.</summary>
    /// <param name="spread">Which cell a position stands for.</param>
    /// <param name="positions">Where the positions lie.</param>
    /// <param name="phase">Phase.</param>
    /// <param name="plane">First position.</param>
    /// <param name="x">First cell of the plane that is added to.</param>
    public static void AddPhase(in PlaneGeometry spread, in PlaneGeometry positions, int phase, float* plane, float* x)
    {
        PlaneAxis depth = spread.Depth, height = spread.Height, width = spread.Width;
        (int q, int w) = Math.DivRem(phase, width.Phases);
        (int d, int h) = Math.DivRem(q, height.Phases);
        depth.Inside(d, out int depthStart, out int depthEnd);
        height.Inside(h, out int heightStart, out int heightEnd);
        width.Inside(w, out int start, out int end);
        for (int i = depthStart; i < depthEnd; i++)
        {
            for (int j = heightStart; j < heightEnd; j++)
            {
                float* source = plane + positions.Position(i, j, start);
                float* row = x + (nint)((((depth.Cell(d, i) * height.Input) + height.Cell(h, j)) * width.Input) + width.Cell(w, start));
                StridedRow.ScatterAdd(source, row, width.Stride, end - start);
            }
        }
    }

    private static void GatherPlane(in PlaneGeometry geometry, int phase, float* x, float* plane)
    {
        PlaneAxis depth = geometry.Depth, height = geometry.Height, width = geometry.Width;
        (int q, int w) = Math.DivRem(phase, width.Phases);
        (int d, int h) = Math.DivRem(q, height.Phases);
        depth.Inside(d, out int depthStart, out int depthEnd);
        height.Inside(h, out int heightStart, out int heightEnd);
        width.Inside(w, out int start, out int end);
        for (int i = 0; i < depth.Extent; i++)
        {
            for (int j = 0; j < height.Extent; j++)
            {
                float* row = plane + geometry.Position(i, j, 0);
                if (i < depthStart || i >= depthEnd || j < heightStart || j >= heightEnd)
                {
                    new Span<float>(row, width.Extent).Clear();
                    continue;
                }

                new Span<float>(row, start).Clear();
                new Span<float>(row + end, width.Extent - end).Clear();
                float* source = x + (nint)((((depth.Cell(d, i) * height.Input) + height.Cell(h, j)) * width.Input) + width.Cell(w, start));
                StridedRow.Gather(source, width.Stride, row + start, end - start);
            }
        }
    }
}
