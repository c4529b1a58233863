using System.Globalization;
using System.Text;

namespace DeepHealth.Samples.EcgArrhythmia.Report;

/// <summary>Builds XHTML-compatible HTML: text is escaped where it enters.</summary>
internal sealed class Markup
{
    private readonly StringBuilder _text = new();

    /// <summary>Appends markup as it is.</summary>
    public Markup Raw(string markup)
    {
        _text.Append(markup);
        return this;
    }

    /// <summary>Appends markup as it is, and a line break.</summary>
    public Markup Line(string markup)
    {
        _text.Append(markup).Append('\n');
        return this;
    }

    /// <summary>Appends an element that holds text only.</summary>
    /// <param name="name">Name of the element.</param>
    /// <param name="text">Text, escaped here.</param>
    /// <param name="attributes">Markup of the attributes, or nothing.</param>
    public Markup Element(string name, string text, string attributes = "")
    {
        _text.Append('<').Append(name);
        if (attributes.Length > 0)
        {
            _text.Append(' ').Append(attributes);
        }

        _text.Append('>').Append(Escape(text)).Append("</").Append(name).Append(">\n");
        return this;
    }

    public override string ToString() => _text.ToString();

    /// <summary>Escapes text for element content and for attributes in double quotes.</summary>
    /// <remarks>Characters that XML 1.0 does not allow become U+FFFD.</remarks>
    public static string Escape(string text)
    {
        StringBuilder escaped = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '&':
                    escaped.Append("&amp;");
                    break;
                case '<':
                    escaped.Append("&lt;");
                    break;
                case '>':
                    escaped.Append("&gt;");
                    break;
                case '"':
                    escaped.Append("&quot;");
                    break;
                case '\'':
                    escaped.Append("&#39;");
                    break;
                case (< 0x20 and not ('\t' or '\n' or '\r')) or 0xFFFE or 0xFFFF:
                    escaped.Append('\uFFFD');
                    break;
                default:
                    escaped.Append(rune);
                    break;
            }
        }

        return escaped.ToString();
    }

    /// <summary>Coordinate with at most two decimals.</summary>
    public static string Coordinate(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Score with three decimals, or a dash where it is not finite.</summary>
    public static string Score(double value) => Fixed(value, "0.000");

    /// <summary>Share in per cent without decimals, or a dash where it is not finite.</summary>
    public static string Percent(double share) => double.IsFinite(share) ? Fixed(100 * share, "0") + " %" : "–";

    /// <summary>Number with up to four significant digits, or a dash where it is not finite.</summary>
    public static string Number(double value) => double.IsFinite(value) ? value.ToString("G4", CultureInfo.InvariantCulture) : "–";

    private static string Fixed(double value, string format) => double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : "–";
}
