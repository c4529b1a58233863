using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Writes tensors in the safetensors format: 8 bytes of header length, a JSON header, the elements.</summary>
/// <remarks>Format: Hugging Face, "safetensors", README, section "Format". Little-endian. Tensors are laid out by falling element size,
/// then by name, and the header is padded with spaces, so every tensor starts at a multiple of its element size. Equal content gives
/// equal bytes, whatever the order in which it is passed. Files are read with <see cref="SafeTensorsFile"/>.</remarks>
public static class SafeTensors
{
    /// <summary>Name in the header that holds the metadata; no tensor may have it.</summary>
    internal const string MetadataName = "__metadata__";

    /// <summary>Longest header, in bytes: the limit of the format's own implementation.</summary>
    internal const long LongestHeader = 100_000_000;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly JsonWriterOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a file, replacing one that exists only when the new one is complete (<see cref="AtomicFile"/>).</summary>
    /// <param name="path">The file. Its folder must exist.</param>
    /// <param name="tensors">Tensors of any element type and layout, with distinct names.</param>
    /// <param name="metadata">Texts by name, or null.</param>
    /// <exception cref="SafeTensorsException">A name is empty, reserved or used twice, a text is no valid Unicode, or the header is too long.</exception>
    public static void Write(string path, IReadOnlyList<NamedTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
        => AtomicFile.Write(path, stream => Write(stream, tensors, metadata));

    /// <summary>Writes to a stream.</summary>
    /// <inheritdoc cref="Write(string, IReadOnlyList{NamedTensor}, IReadOnlyDictionary{string, string}?)"/>
    public static void Write(Stream stream, IReadOnlyList<NamedTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensors);
        NamedTensor[] ordered = Order(tensors);
        byte[] header = Header(ordered, metadata);
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach ((string _, Tensor tensor) in ordered)
        {
            stream.Write(TensorBytes.Of(HostTensor.Contiguous(tensor)));
        }
    }

    private static NamedTensor[] Order(IReadOnlyList<NamedTensor> tensors)
    {
        HashSet<string> names = [];
        foreach ((string name, Tensor tensor) in tensors)
        {
            if (string.IsNullOrEmpty(name) || name == MetadataName)
            {
                throw new SafeTensorsException($"SafeTensors: \"{name}\" cannot name a tensor: it is empty or reserved.");
            }

            RequireUnicode(name);
            if (tensor is null)
            {
                throw new SafeTensorsException($"SafeTensors: the tensor \"{name}\" is null.");
            }

            if (!names.Add(name))
            {
                throw new SafeTensorsException($"SafeTensors: two tensors are named \"{name}\"; names must be distinct.");
            }
        }

        NamedTensor[] ordered = [.. tensors];
        Array.Sort(ordered, static (a, b) =>
        {
            int bySize = DTypes.SizeOf(b.Tensor.Type).CompareTo(DTypes.SizeOf(a.Tensor.Type));
            return bySize != 0 ? bySize : string.CompareOrdinal(a.Name, b.Name);
        });
        return ordered;
    }

    /// <summary>The JSON writer would replace a lone surrogate, and so could make two names equal.</summary>
    private static void RequireUnicode(string text)
    {
        try
        {
            s_strict.GetByteCount(text);
        }
        catch (EncoderFallbackException error)
        {
            throw new SafeTensorsException($"SafeTensors: the text \"{text}\" is no valid Unicode: {error.Message}", error);
        }
    }

    private static byte[] Header(NamedTensor[] tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, s_json))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                json.WriteStartObject(MetadataName);
                foreach ((string name, string text) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    RequireUnicode(name);
                    RequireUnicode(text);
                    json.WriteString(name, text);
                }

                json.WriteEndObject();
            }

            long begin = 0;
            foreach ((string name, Tensor tensor) in tensors)
            {
                long end = begin + ((long)tensor.Count * DTypes.SizeOf(tensor.Type));
                WriteEntry(json, new SafeTensorsEntry(name, tensor.Type, tensor.Shape, begin, end));
                begin = end;
            }

            json.WriteEndObject();
        }

        // The data starts at a multiple of 8, so that a mapped file can be read in place.
        int padding = -buffer.WrittenCount & 7;
        buffer.GetSpan(padding)[..padding].Fill((byte)' ');
        buffer.Advance(padding);
        return buffer.WrittenCount <= LongestHeader
            ? buffer.WrittenSpan.ToArray()
            : throw new SafeTensorsException($"SafeTensors: the header takes {buffer.WrittenCount} bytes, the format allows {LongestHeader}.");
    }

    private static void WriteEntry(Utf8JsonWriter json, SafeTensorsEntry entry)
    {
        json.WriteStartObject(entry.Name);
        json.WriteString("dtype", SafeTensorsTypes.NameOf(entry.Type));
        json.WriteStartArray("shape");
        foreach (int size in entry.Shape.Sizes)
        {
            json.WriteNumberValue(size);
        }

        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(entry.Begin);
        json.WriteNumberValue(entry.End);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
