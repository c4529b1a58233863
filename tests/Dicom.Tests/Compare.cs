using DeepHealth.Ecvl.Dicom;

namespace DeepHealth.Dicom.Tests;

/// <summary>Finds the first difference between data sets, element by element and byte by byte.</summary>
internal static class Compare
{
    /// <summary>Where and how two data sets differ; null where they are equal.</summary>
    /// <param name="expected">The data set before it was written.</param>
    /// <param name="actual">The data set as it was read again.</param>
    /// <param name="sameVr">Whether representations must be equal; implicit files do not keep those of private elements.</param>
    public static string? Difference(DicomDataSet expected, DicomDataSet actual, bool sameVr = true)
    {
        // Retired group lengths are not written.
        DicomElement[] left = [.. expected.Where(element => !element.Tag.IsGroupLength)];
        DicomElement[] right = [.. actual];
        if (!left.Select(element => element.Tag).SequenceEqual(right.Select(element => element.Tag)))
        {
            return $"tags differ: {left.Length} and {right.Length}";
        }

        for (int i = 0; i < left.Length; i++)
        {
            if (Difference(left[i], right[i], sameVr) is { } difference)
            {
                return $"{left[i]} is now {right[i]}: {difference}";
            }
        }

        return null;
    }

    private static string? Difference(DicomElement left, DicomElement right, bool sameVr)
    {
        if (left.IsSequence != right.IsSequence || (sameVr && left.Vr != right.Vr))
        {
            return "another representation";
        }

        if (left.IsSequence)
        {
            return left.Items.Count != right.Items.Count ? "another number of items"
                : left.Items.Zip(right.Items, (a, b) => Difference(a, b, sameVr)).FirstOrDefault(text => text is not null);
        }

        if (left.Fragments is { } fragments)
        {
            return right.Fragments is { } others && Same(fragments.OffsetTable, others.OffsetTable) && fragments.Fragments.Count == others.Fragments.Count
                && fragments.Fragments.Zip(others.Fragments, Same).All(same => same) ? null : "other fragments";
        }

        return Same(left.Value, right.Value) ? null : "other bytes";
    }

    private static bool Same(DicomBytes left, DicomBytes right)
    {
        byte[] a = left.ToArray();
        byte[] b = right.ToArray();
        return b.AsSpan().StartsWith(a) && b.Length == a.Length + (a.Length & 1);
    }
}
