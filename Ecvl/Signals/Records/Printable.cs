namespace DeepHealth.Ecvl.Signals;

/// <summary>Makes bytes of a damaged file fit for a message.</summary>
internal static class Printable
{
    private const int MaxLength = 40;

    /// <summary>At most 40 characters on one line; control characters become question marks.</summary>
    public static string Of(string text)
    {
        string cut = text.Length <= MaxLength ? text : text[..MaxLength] + "...";
        return string.Create(cut.Length, cut, (span, source) =>
        {
            for (int i = 0; i < span.Length; i++)
            {
                span[i] = char.IsControl(source[i]) ? '?' : source[i];
            }
        });
    }
}
