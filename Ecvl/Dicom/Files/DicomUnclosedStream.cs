namespace DeepHealth.Ecvl.Dicom;

/// <summary>Passes bytes on to a stream of someone else, which it leaves open, and counts them.</summary>
internal sealed class DicomUnclosedStream(Stream inner) : WriteOnlyStream
{
    public long Written { get; private set; }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        inner.Write(buffer);
        Written += buffer.Length;
    }

    public override void Flush() => inner.Flush();
}
