using Xunit;

namespace DeepHealth.Ecvl.Tests;

/// <summary>Turned volumes show the same voxels at the same places.</summary>
public sealed class ReorientTests
{
    public static TheoryData<string> Codes => [.. from x in "RL" from y in "AP" from z in "SI" from order in (string[])["012", "021", "102", "120", "201", "210"] select new string([.. order.Select(i => $"{x}{y}{z}"[i - '0'])])];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_voxel_keeps_its_place_and_value(string codes)
    {
        foreach (ImageGeometry geometry in (ImageGeometry[])[Volumes.Oblique(new VoxelCounts(4, 3, 2), -1), ImageGeometry.FromAffine(new VoxelCounts(4, 3, 2), Volumes.Skewed)])
        {
            Image image = Volumes.Noise("xyzt", [4, 3, 2, 2], PixelType.Int16, 1, geometry: geometry);
            Image turned = image.Reorient(codes);
            Assert.Equal(codes, turned.Geometry!.AxisCodes());
            Assert.Equal("xyzt", turned.Axes);
            View<short> source = image.View<short>();
            View<short> view = turned.View<short>();
            for (int t = 0; t < 2; t++)
            {
                for (int i = 0; i < 24; i++)
                {
                    (int x, int y, int z) = (i % turned.Width, i / turned.Width % turned.Height, i / turned.Width / turned.Height);
                    Vector3D index = geometry.ToIndex(turned.Geometry.ToPatient(new Vector3D(x, y, z)));
                    Assert.Equal(source[(int)Math.Round(index.X), (int)Math.Round(index.Y), (int)Math.Round(index.Z), t], view[x, y, z, t]);
                    Assert.Equal(0, index.X - Math.Round(index.X), 1e-9);
                }
            }
        }
    }

    [Fact]
    public void Pixels_are_shared_and_turning_back_gives_the_same_image()
    {
        Image image = Volumes.Noise("xyz", [4, 3, 2], PixelType.UInt8, 2, geometry: Volumes.Oblique(new VoxelCounts(4, 3, 2)));
        Image turned = image.Reorient("SAR");
        Image back = turned.Reorient(image.Geometry!.AxisCodes());
        Assert.True(back.IsContiguous);
        Assert.Equal(image.Address, back.Address);
        Assert.True(Volumes.Distance(image.Geometry.Affine(), back.Geometry!.Affine()) < 1e-12);
        turned.Fill(7);
        Assert.All(Volumes.Values(image), value => Assert.Equal(7, value));
    }

    [Fact]
    public void A_plane_gets_the_axis_that_it_lacks()
    {
        Image plane = Volumes.Noise("xy", [4, 3], PixelType.UInt8, 3, geometry: new ImageGeometry(new VoxelCounts(4, 3), new Vector3D(1, 1, 1)));
        Image turned = plane.Reorient("SLP");
        Assert.Equal("xyz", turned.Axes);
        Assert.Equal([1, 4, 3], turned.Sizes.ToArray());
    }

    [Theory]
    [InlineData("RA")]
    [InlineData("RAX")]
    [InlineData("RLS")]
    [InlineData("RASI")]
    public void Letters_must_name_every_direction_once(string codes)
    {
        Image image = new("xyz", [1, 1, 1], PixelType.UInt8, geometry: new ImageGeometry(new VoxelCounts(1, 1), new Vector3D(1, 1, 1)));
        Assert.Contains(codes, Assert.Throws<GeometryException>(() => image.Reorient(codes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_geometry_nothing_is_turned()
        => Assert.Contains("no geometry", Assert.Throws<ImageException>(() => new Image("xyz", [1, 1, 1], PixelType.UInt8).Reorient("RAS")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_skewed_matrix_is_kept_and_inverted()
    {
        ImageGeometry geometry = ImageGeometry.FromAffine(new VoxelCounts(4, 3, 2), Volumes.Skewed);
        Assert.False(geometry.IsOrthogonal);
        Assert.True(Volumes.Distance(Volumes.Skewed, geometry.Affine()) < 1e-14);
        Vector3D index = geometry.ToIndex(geometry.ToPatient(new Vector3D(3, -2, 5.5)));
        Assert.True((index - new Vector3D(3, -2, 5.5)).Length < 1e-12);
        Assert.True(Volumes.Distance(Volumes.Skewed, ImageGeometry.FromRasAffine(geometry.Size, geometry.RasAffine()).Affine()) < 1e-14);
        Image part = new Image("xyz", [4, 3, 2], PixelType.UInt8, geometry: geometry).Crop('y', 1..3);
        Assert.Equal(geometry.ToPatient(new Vector3D(0, 1, 0)), part.Geometry!.OriginMm);
        Assert.Throws<GeometryException>(() => ImageGeometry.FromAffine(geometry.Size, new double[16]));
    }
}
