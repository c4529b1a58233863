using System.Collections.Concurrent;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>Replaces unique identifiers so that equal ones stay equal, across files, programs and days.</summary>
/// <remarks>The new identifier is <c>2.25.</c> and a UUID of version 8 from the first 128 bits of HMAC-SHA256 with a secret key (PS3.5 annex B.2,
/// RFC 9562 section 5.8): without the key the old one cannot be found by trying. Safe for several threads.</remarks>
public sealed class DicomUidMap
{
    private const int LeastKeyBytes = 16;
    private const string StandardRoot = "1.2.840.10008.";

    private readonly byte[] _key;
    private readonly ConcurrentDictionary<string, string> _known = new(StringComparer.Ordinal);

    /// <summary>A map of a secret key; the same key gives the same map.</summary>
    /// <param name="key">At least 16 random bytes, such as those of <see cref="CreateKey"/>. Whoever has them can link old and new identifiers.</param>
    /// <exception cref="ArgumentException">The key is shorter.</exception>
    public DicomUidMap(ReadOnlySpan<byte> key)
    {
        if (key.Length < LeastKeyBytes)
        {
            throw new ArgumentException($"DicomUidMap: the key has {key.Length} bytes; at least {LeastKeyBytes} are needed to keep it secret.", nameof(key));
        }

        _key = key.ToArray();
    }

    /// <summary>Old and new identifiers of all that were asked for, to link data back.</summary>
    public IReadOnlyDictionary<string, string> Known => _known;

    /// <summary>32 random bytes for a new map.</summary>
    public static byte[] CreateKey() => RandomNumberGenerator.GetBytes(32);

    /// <summary>The identifier that stands for another one. Empty ones and those of the standard itself stay.</summary>
    /// <param name="uid">The old identifier.</param>
    public string Map(string uid)
    {
        ArgumentNullException.ThrowIfNull(uid);
        return uid.Length == 0 || uid.StartsWith(StandardRoot, StringComparison.Ordinal) ? uid : _known.GetOrAdd(uid, Replace);
    }

    private string Replace(string uid)
    {
        byte[] hash = HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(uid));
        // Version 8 and variant 10 of a UUID.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return $"2.25.{new BigInteger(hash.AsSpan(0, 16), isUnsigned: true, isBigEndian: true)}";
    }
}
