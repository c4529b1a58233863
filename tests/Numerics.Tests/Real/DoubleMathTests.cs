using Xunit;

namespace DeepHealth.Numerics.Tests;

public class DoubleMathTests
{
    // Expected: mpmath 1.2.1 with 40 digits, erf, expm1 and log1p.
    [Theory]
    [InlineData("erf", 1e-300, 1.1283791670955126e-300)]
    [InlineData("erf", 1e-09, 1.1283791670955127e-09)]
    [InlineData("erf", 0.1, 0.1124629160182849)]
    [InlineData("erf", 0.5, 0.5204998778130465)]
    [InlineData("erf", 0.9, 0.7969082124228322)]
    [InlineData("erf", 1.0, 0.8427007929497149)]
    [InlineData("erf", -1.0, -0.8427007929497149)]
    [InlineData("erf", 1.5, 0.9661051464753108)]
    [InlineData("erf", 2.0, 0.9953222650189527)]
    [InlineData("erf", 2.4999, 0.9995928300996666)]
    [InlineData("erf", 2.5, 0.999593047982555)]
    [InlineData("erf", 2.6, 0.9997639655834707)]
    [InlineData("erf", 3.0, 0.9999779095030014)]
    [InlineData("erf", 3.5, 0.9999992569016276)]
    [InlineData("erf", 4.0, 0.9999999845827421)]
    [InlineData("erf", 5.0, 0.9999999999984626)]
    [InlineData("erf", 5.9, 0.9999999999999999)]
    [InlineData("expm1", -40.0, -1.0)]
    [InlineData("expm1", -1.0, -0.6321205588285577)]
    [InlineData("expm1", -0.3, -0.2591817793182821)]
    [InlineData("expm1", -1e-05, -9.999950000166666e-06)]
    [InlineData("expm1", 1e-17, 1e-17)]
    [InlineData("expm1", 1e-08, 1.0000000050000001e-08)]
    [InlineData("expm1", 0.001, 0.0010005001667083417)]
    [InlineData("expm1", 0.4, 0.49182469764127035)]
    [InlineData("expm1", 0.7, 1.0137527074704764)]
    [InlineData("expm1", 5.0, 147.4131591025766)]
    [InlineData("expm1", 300.0, 1.9424263952412558e+130)]
    [InlineData("log1p", -0.999, -6.907755278982136)]
    [InlineData("log1p", -0.5, -0.6931471805599453)]
    [InlineData("log1p", -1e-05, -1.0000050000333337e-05)]
    [InlineData("log1p", 1e-17, 1e-17)]
    [InlineData("log1p", 1e-08, 9.999999950000001e-09)]
    [InlineData("log1p", 0.001, 0.0009995003330835331)]
    [InlineData("log1p", 0.4, 0.33647223662121295)]
    [InlineData("log1p", 3.0, 1.3862943611198906)]
    [InlineData("log1p", 10000000000.0, 23.025850930040455)]
    [InlineData("log1p", 1e+300, 690.7755278982137)]
    public void Reference_functions_are_accurate_to_1e_15(string function, double x, double expected)
        => Assert.Equal(expected, LaneFunctions.Unary(function, new Scalar64(x)).Value, 1.0e-15 * Math.Abs(expected));

    [Theory]
    [InlineData("erf", double.PositiveInfinity, 1)]
    [InlineData("erf", double.NegativeInfinity, -1)]
    [InlineData("erf", double.NaN, double.NaN)]
    [InlineData("erf", 6.5, 1)]
    [InlineData("expm1", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("expm1", double.NegativeInfinity, -1)]
    [InlineData("expm1", 800, double.PositiveInfinity)]
    [InlineData("expm1", double.NaN, double.NaN)]
    [InlineData("log1p", -1, double.NegativeInfinity)]
    [InlineData("log1p", -2, double.NaN)]
    [InlineData("log1p", double.PositiveInfinity, double.PositiveInfinity)]
    public void Special_values_are_exact(string function, double x, double expected)
        => Assert.Equal(expected, LaneFunctions.Unary(function, new Scalar64(x)).Value);
}
