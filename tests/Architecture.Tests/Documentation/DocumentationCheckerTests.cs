using System.Reflection;
using System.Xml.Linq;
using Xunit;

namespace DeepHealth.Architecture.Tests;

/// <summary>The checker itself, on types and documentation made up here.</summary>
public sealed class DocumentationCheckerTests
{
    private const string Prefix = "DeepHealth.Architecture.Tests.DocumentationCheckerTests.";

    [Fact]
    public void Undocumented_members_of_every_kind_are_found()
    {
        string[] missing = [.. Check([]).Order(StringComparer.Ordinal)];
        Assert.Equal(
            [
                "E:Sample.Changed", "F:Kind.First", "F:Sample.Limit", "M:Pair`1.Swap``1(`0,``0)", "M:Point.#ctor(System.Double,System.Double)",
                "M:Sample.#ctor(System.Int32)", "M:Sample.Fill(System.Span{System.Single},System.Int32@,System.Double[0:,0:])", "M:Sample.Hidden",
                "M:Sample.op_Addition(Sample,Sample)", "M:Sample.op_Explicit(Sample)~System.Int32", "P:Point.X", "P:Point.Y", "P:Sample.Item(System.Int32)",
                "P:Sample.Size", "T:Kind", "T:Pair`1", "T:Point", "T:Sample", "T:Sample.Inner",
            ],
            missing);
    }

    [Fact]
    public void Summary_and_inheritdoc_count_but_empty_text_does_not()
    {
        Assert.DoesNotContain("T:Kind", Check([("T:Kind", "<summary>Kinds.</summary>")]));
        Assert.DoesNotContain("P:Sample.Size", Check([("P:Sample.Size", "<inheritdoc/>")]));
        Assert.Contains("P:Sample.Size", Check([("P:Sample.Size", "<summary> </summary>")]));
        Assert.Contains("P:Sample.Size", Check([("P:Sample.Size", "<param name=\"x\">x</param>")]));
    }

    [Fact]
    public void Undocumented_parameters_of_primary_constructors_are_found()
    {
        const string Partly = "<summary>A point.</summary><param name=\"X\">Along x.</param>";
        Assert.Contains("M:Point.#ctor(System.Double,System.Double) parameter Y", Check([("T:Point", Partly), ("M:Point.#ctor(System.Double,System.Double)", Partly)]));

        // Other constructors are described by a sentence of their own.
        Assert.DoesNotContain(Check([("T:Sample", "<summary>A sample.</summary>"), ("M:Sample.#ctor(System.Int32)", "<summary>Creates it.</summary>")]), name => name.Contains("parameter", StringComparison.Ordinal));
    }

    private static string[] Check((string Name, string Xml)[] documentation)
    {
        XDocument document = new(new XElement("doc", documentation.Select(member =>
            XElement.Parse($"<member name=\"{member.Name[..2]}{Prefix}{member.Name[2..]}\">{member.Xml}</member>"))));
        Type[] types = typeof(DocumentationCheckerTests).GetNestedTypes(BindingFlags.Public);
        types = [.. types, .. types.SelectMany(type => type.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic))];
        return [.. new DocumentationChecker(document).Missing(types).Select(name => name.Replace(Prefix, "", StringComparison.Ordinal))];
    }

#pragma warning disable CA1034, CA1051, CA1000, CA1823, CS0067, CA1030, CA1024 // Made-up types of every shape.
    public enum Kind
    {
        First,
    }

    public readonly record struct Point(double X, double Y);

    public sealed class Pair<T>
    {
        public static void Swap<TOther>(T left, TOther right)
        {
            ArgumentNullException.ThrowIfNull(left);
            ArgumentNullException.ThrowIfNull(right);
        }
    }

    public class Sample(int size)
    {
        public const int Limit = 3;

        private readonly int[] _values = new int[size];

        public event EventHandler? Changed;

        public int Size => _values.Length;

        public int this[int index] => _values[index];

        public static Sample operator +(Sample left, Sample right) => new(left.Size + right.Size);

        public static explicit operator int(Sample sample) => sample.Size;

        public static void Fill(Span<float> destination, out int count, double[,] table) => count = destination.Length + table.Length;

        internal int Unseen() => Size;

        protected virtual void Hidden()
        {
        }

        protected internal class Inner
        {
        }
    }
#pragma warning restore CA1034, CA1051, CA1000, CA1823, CS0067, CA1030, CA1024
}
