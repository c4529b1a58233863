using Xunit;

namespace DeepHealth.Ecvl.Tests;

public sealed class ImageGeometryTests
{
    // A sagittal series: columns run to the back (+y), rows to the feet (-z), slices to the left (+x).
    private static readonly ImageGeometry s_sagittal = new(
        new VoxelCounts(256, 192, 40), new Vector3D(0.9, 1.1, 4), new Vector3D(-78, -120, 130), new Vector3D(0, 1, 0), new Vector3D(0, 0, -1), new Vector3D(1, 0, 0));

    [Fact]
    public void Positions_follow_the_equation_of_the_standard()
    {
        Assert.Equal(new Vector3D(-78, -120, 130), s_sagittal.ToPatient(default));

        // By hand: x = -78 + 3·4, y = -120 + 10·0.9, z = 130 - 20·1.1.
        AssertClose(new Vector3D(-66, -111, 108), s_sagittal.ToPatient(new Vector3D(10, 20, 3)));
        AssertClose(new Vector3D(10, 20, 3), s_sagittal.ToIndex(new Vector3D(-66, -111, 108)));
    }

    [Fact]
    public void Affine_maps_indices_as_hand_values_say()
    {
        Assert.Equal([0, 0, 4, -78, 0.9, 0, 0, -120, 0, -1.1, 0, 130, 0, 0, 0, 1], s_sagittal.Affine());
        Assert.Equal([0, 0, -4, 78, -0.9, 0, 0, 120, 0, -1.1, 0, 130, 0, 0, 0, 1], s_sagittal.RasAffine());
    }

    [Fact]
    public void Plain_image_has_the_axes_of_the_patient()
    {
        ImageGeometry geometry = new(new VoxelCounts(4, 3), new Vector3D(0.5, 0.25, 2));
        Assert.Equal(new VoxelCounts(4, 3, 1), geometry.Size);
        Assert.Equal(new Vector3D(1.5, 0.5, 2), geometry.ToPatient(new Vector3D(3, 2, 1)));
    }

    [Theory]
    [InlineData(0.3, -1.1, 2.2, false)]
    [InlineData(-2.5, 0.4, 0.01, true)]
    [InlineData(1.57, 1.57, -0.7, false)]
    public void Index_of_the_position_is_the_index(double turnX, double turnY, double turnZ, bool leftHanded)
    {
        Vector3D xAxis = Turned(new Vector3D(1, 0, 0), turnX, turnY, turnZ);
        Vector3D yAxis = Turned(new Vector3D(0, 1, 0), turnX, turnY, turnZ);
        Vector3D zAxis = (leftHanded ? -1 : 1) * Turned(new Vector3D(0, 0, 1), turnX, turnY, turnZ);
        ImageGeometry geometry = new(new VoxelCounts(512, 400, 90), new Vector3D(0.7, 0.9, 5), new Vector3D(-180.5, 20.25, -911), xAxis, yAxis, zAxis);
        double[] affine = geometry.Affine();
        foreach (Vector3D index in (Vector3D[])[default, new(511, 399, 89), new(-3, 1000, 0.5), new(17.25, 0, 44)])
        {
            Vector3D position = geometry.ToPatient(index);
            AssertClose(index, geometry.ToIndex(position));
            AssertClose(position, Product(affine, index));
        }
    }

    [Fact]
    public void Rounded_cosines_are_accepted_and_still_inverted()
    {
        // cos and sin of 10 degrees with four decimals: lengths and products are off by up to 6e-5.
        ImageGeometry geometry = new(
            new VoxelCounts(512, 512, 60), new Vector3D(0.5, 0.5, 3), default, new Vector3D(0.9848, 0.1736, 0), new Vector3D(-0.1736, 0.9848, 0), new Vector3D(0, 0, 1));
        AssertClose(new Vector3D(511, 3, 59), geometry.ToIndex(geometry.ToPatient(new Vector3D(511, 3, 59))));
    }

    [Fact]
    public void Axes_that_are_not_unit_vectors_are_refused_with_their_length()
    {
        GeometryException error = Assert.Throws<GeometryException>(() => WithAxes(new Vector3D(2, 0, 0), new Vector3D(0, 1, 0), new Vector3D(0, 0, 1)));
        Assert.Contains("the x axis (2, 0, 0) has length 2", error.Message, StringComparison.Ordinal);
        Assert.Throws<GeometryException>(() => WithAxes(new Vector3D(1, 0, 0), new Vector3D(0, double.NaN, 0), new Vector3D(0, 0, 1)));
    }

    [Fact]
    public void Axes_that_are_not_orthogonal_are_refused_with_both_axes()
    {
        GeometryException error = Assert.Throws<GeometryException>(() => WithAxes(new Vector3D(1, 0, 0), new Vector3D(0.6, 0.8, 0), new Vector3D(0, 0, 1)));
        Assert.Contains("(1, 0, 0)", error.Message, StringComparison.Ordinal);
        Assert.Contains("(0.6, 0.8, 0)", error.Message, StringComparison.Ordinal);
        Assert.Contains("0.6", error.Message, StringComparison.Ordinal);
        Assert.Throws<GeometryException>(() => WithAxes(new Vector3D(1, 0, 0), new Vector3D(0, 1, 0), new Vector3D(1, 0, 0)));
        Assert.Throws<GeometryException>(() => WithAxes(new Vector3D(1, 0, 0), new Vector3D(0, 1, 0), new Vector3D(0, 1, 0)));
    }

    [Fact]
    public void Empty_sizes_and_spacings_that_are_not_positive_are_refused()
    {
        Vector3D spacing = new(1, 1, 1);
        Assert.Contains("4 x 0 x 1", Assert.Throws<GeometryException>(() => new ImageGeometry(new VoxelCounts(4, 0), spacing)).Message, StringComparison.Ordinal);
        Assert.Contains("(1, 0, 1)", Assert.Throws<GeometryException>(() => new ImageGeometry(new VoxelCounts(4, 4), new Vector3D(1, 0, 1))).Message, StringComparison.Ordinal);
        Assert.Throws<GeometryException>(() => new ImageGeometry(new VoxelCounts(4, 4), new Vector3D(1, 1, double.NaN)));
        Assert.Throws<GeometryException>(() => new ImageGeometry(new VoxelCounts(4, 4), spacing, new Vector3D(double.PositiveInfinity, 0, 0)));
    }

    private static ImageGeometry WithAxes(Vector3D x, Vector3D y, Vector3D z) => new(new VoxelCounts(2, 2, 2), new Vector3D(1, 1, 1), default, x, y, z);

    private static Vector3D Turned(Vector3D v, double x, double y, double z)
    {
        v = new Vector3D(v.X, (Math.Cos(x) * v.Y) - (Math.Sin(x) * v.Z), (Math.Sin(x) * v.Y) + (Math.Cos(x) * v.Z));
        v = new Vector3D((Math.Cos(y) * v.X) + (Math.Sin(y) * v.Z), v.Y, (Math.Cos(y) * v.Z) - (Math.Sin(y) * v.X));
        return new Vector3D((Math.Cos(z) * v.X) - (Math.Sin(z) * v.Y), (Math.Sin(z) * v.X) + (Math.Cos(z) * v.Y), v.Z);
    }

    private static Vector3D Product(double[] affine, Vector3D index) => new(
        (affine[0] * index.X) + (affine[1] * index.Y) + (affine[2] * index.Z) + affine[3],
        (affine[4] * index.X) + (affine[5] * index.Y) + (affine[6] * index.Z) + affine[7],
        (affine[8] * index.X) + (affine[9] * index.Y) + (affine[10] * index.Z) + affine[11]);

    private static void AssertClose(Vector3D expected, Vector3D actual)
        => Assert.True((expected - actual).Length < 1e-9, $"Expected {expected}, got {actual}.");
}
