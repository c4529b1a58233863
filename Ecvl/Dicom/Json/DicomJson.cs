using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>The JSON model of data sets (DICOM PS3.18 annex F), in both directions.</summary>
/// <remarks>File meta information and retired group lengths are not part of the model. Text in JSON is UTF-8, so Specific Character Set (0008,0005)
/// becomes ISO_IR 192.</remarks>
public static class DicomJson
{
    // Object, value array and element of each sequence, and one value within.
    private const int LevelsPerSequence = 3;

    /// <summary>The JSON text of a data set.</summary>
    /// <param name="dataSet">The data set.</param>
    /// <param name="options">How to write it.</param>
    /// <exception cref="DicomException">A value does not suit its representation, or compressed pixel data have no address.</exception>
    public static string Write(DicomDataSet dataSet, DicomJsonOptions? options = null)
    {
        using MemoryStream stream = new();
        Write(stream, dataSet, options);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Writes the JSON text of a data set to a stream, which stays open.</summary>
    /// <param name="stream">Takes the text as UTF-8.</param>
    /// <param name="dataSet">The data set.</param>
    /// <param name="options">How to write it.</param>
    /// <exception cref="DicomException">A value does not suit its representation, or compressed pixel data have no address.</exception>
    public static void Write(Stream stream, DicomDataSet dataSet, DicomJsonOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(dataSet);
        options ??= new DicomJsonOptions();
        // The text is no part of a web page: letters need no escapes.
        using Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Indented = options.Indented, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = int.MaxValue });
        new DicomJsonWriter(writer, options).Write(dataSet);
    }

    /// <summary>The data set of a JSON text.</summary>
    /// <param name="json">One object of the model.</param>
    /// <param name="options">How to read it.</param>
    /// <exception cref="DicomException">The text is no JSON or does not follow the model; the message names the tag.</exception>
    public static DicomDataSet Read(string json, DicomJsonOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Read(Encoding.UTF8.GetBytes(json), options);
    }

    /// <summary>The data set of a JSON text.</summary>
    /// <param name="utf8">One object of the model, as UTF-8.</param>
    /// <param name="options">How to read it.</param>
    /// <exception cref="DicomException">The text is no JSON or does not follow the model; the message names the tag.</exception>
    public static DicomDataSet Read(ReadOnlyMemory<byte> utf8, DicomJsonOptions? options = null)
    {
        options ??= new DicomJsonOptions();
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = (options.MaximumDepth * LevelsPerSequence) + LevelsPerSequence + 1 });
        }
        catch (JsonException error)
        {
            throw new DicomException($"DicomJson: the text of {utf8.Length} bytes is no JSON: {error.Message}", error) { Offset = error.BytePositionInLine ?? -1 };
        }

        using (document)
        {
            return new DicomJsonReader(options).Read(document.RootElement);
        }
    }
}
