using DeepHealth.Numerics;

namespace DeepHealth.Eddl.Tests;

internal static partial class GradientCases
{
    private static IEnumerable<GradientCase> Recurrent()
    {
        foreach ((int batch, int steps, int features, int units, bool sequences, bool reversed) in
            ((int, int, int, int, bool, bool)[])[(2, 1, 2, 3, false, false), (2, 3, 3, 2, true, false), (1, 3, 2, 2, false, true), (2, 2, 1, 3, true, true)])
        {
            string detail = $"{batch} {steps} {features} {units}{(sequences ? " sequences" : "")}{(reversed ? " reversed" : "")}";
            GradientInput x = GradientInput.Smooth([batch, steps, features]);
            const string LstmMember = "Lstm(Tensor, Tensor, Tensor, Tensor, Boolean, Boolean)";
            GradientInput[] lstm = [x, Weight([features, 4 * units]), Weight([units, 4 * units]), Weight([4 * units])];
            yield return new(LstmMember, detail, t => Functional.Lstm(t[0], t[1], t[2], t[3], sequences, reversed), lstm);
            yield return new(LstmMember, detail + " without bias", t => Functional.Lstm(t[0], t[1], t[2], null, sequences, reversed), lstm[..3]);
            const string GruMember = "Gru(Tensor, Tensor, Tensor, Tensor, Tensor, Boolean, Boolean)";
            GradientInput[] gru = [x, Weight([features, 3 * units]), Weight([units, 3 * units]), Weight([3 * units]), Weight([3 * units])];
            yield return new(GruMember, detail, t => Functional.Gru(t[0], t[1], t[2], t[3], t[4], sequences, reversed), gru);
            yield return new(GruMember, detail + " without bias", t => Functional.Gru(t[0], t[1], t[2], null, null, sequences, reversed), gru[..3]);
        }

        // Small weights keep the fifth derivative, the error of the differences, small.
        static GradientInput Weight(Shape shape) => GradientInput.Smooth(shape, -0.75, 0.75);
    }
}
