using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace DeepHealth.Ecvl;

/// <summary>Named, typed facts about an image that are neither pixels nor geometry. Not safe for concurrent writers.</summary>
/// <remarks>Values are <see cref="string"/>, <see cref="bool"/>, <see cref="long"/>, <see cref="double"/>, or arrays of
/// <see cref="byte"/>, <see cref="long"/>, <see cref="double"/> and <see cref="string"/>, so that every file format can say what it can store.
/// Keys are compared by their characters.</remarks>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "Metadata is the field's plural.")]
public sealed class ImageMetadata : IReadOnlyCollection<KeyValuePair<string, object>>
{
    /// <summary>Key of the exponent that maps samples to light, as the file states it (<c>gAMA</c> of PNG: 0.45455 for 1/2.2); a <see cref="double"/>.</summary>
    public const string Gamma = "Gamma";

    /// <summary>Key of the pixels per metre along x; a <see cref="double"/>.</summary>
    public const string PixelsPerMetreX = "PixelsPerMetreX";

    /// <summary>Key of the pixels per metre along y; a <see cref="double"/>.</summary>
    public const string PixelsPerMetreY = "PixelsPerMetreY";

    /// <summary>Key of the bits per sample in the file, where they are fewer than those of the pixel type; a <see cref="long"/>.</summary>
    public const string BitsPerSample = "BitsPerSample";

    /// <summary>Key of the value that means full brightness in the file (PNM's maxval); a <see cref="long"/>.</summary>
    public const string MaximumValue = "MaximumValue";

    /// <summary>What precedes the keyword of a text stored in the file (<c>tEXt</c> of PNG): <c>Text:Author</c>.</summary>
    public const string TextPrefix = "Text:";

    /// <summary>Key of a colour profile of the International Color Consortium; <see cref="byte"/>[].</summary>
    public const string IccProfile = "IccProfile";

    /// <summary>Key of the rendering intent of an image in sRGB, 0 … 3 (<c>sRGB</c> of PNG); a <see cref="long"/>.</summary>
    public const string RenderingIntent = "RenderingIntent";

    /// <summary>Key of EXIF data, beginning with its byte order; <see cref="byte"/>[].</summary>
    public const string Exif = "Exif";

    /// <summary>Key of how long a frame of a moving picture is shown, in milliseconds; a <see cref="long"/>.</summary>
    public const string FrameMilliseconds = "FrameMilliseconds";

    /// <summary>Key that is true where facts of the file were damaged and are left out, or damaged pixels (of JPEG) were passed over; a <see cref="bool"/>.</summary>
    public const string IsIncomplete = "IsIncomplete";

    private readonly Dictionary<string, object> _values;

    /// <summary>Makes an empty collection.</summary>
    public ImageMetadata() => _values = new Dictionary<string, object>(StringComparer.Ordinal);

    private ImageMetadata(Dictionary<string, object> values) => _values = new Dictionary<string, object>(values, StringComparer.Ordinal);

    /// <summary>How many facts there are.</summary>
    public int Count => _values.Count;

    /// <summary>Stores a fact, replacing one of the same name.</summary>
    /// <typeparam name="T">One of the types named above.</typeparam>
    /// <exception cref="ImageException"><typeparamref name="T"/> is not one of them.</exception>
    public void Set<T>(string key, T value)
        where T : notnull
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (value is not (string or bool or long or double or byte[] or long[] or double[] or string[]))
        {
            throw new ImageException($"ImageMetadata: \"{key}\" would hold {typeof(T).Name}; allowed are string, bool, long, double and arrays of byte, long, double, string.");
        }

        _values[key] = value;
    }

    /// <summary>Finds a fact.</summary>
    /// <returns>Whether there is one of this name; then it is in <paramref name="value"/>.</returns>
    /// <exception cref="ImageException">The fact has another type than <typeparamref name="T"/>.</exception>
    public bool TryGet<T>(string key, [MaybeNullWhen(false)] out T value)
    {
        if (!_values.TryGetValue(key, out object? found))
        {
            value = default;
            return false;
        }

        value = found is T typed
            ? typed
            : throw new ImageException($"ImageMetadata: \"{key}\" holds {found.GetType().Name}, but {typeof(T).Name} was asked for.");
        return true;
    }

    /// <summary>Removes a fact.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Remove(string key) => _values.Remove(key);

    /// <summary>An independent copy; arrays are shared.</summary>
    public ImageMetadata Clone() => new(_values);

    /// <summary>Visits every fact.</summary>
    public IEnumerator<KeyValuePair<string, object>> GetEnumerator() => _values.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
