using System.IO.Compression;
using DeepHealth.Numerics;

namespace DeepHealth.Ecvl.Dicom;

/// <content>Writing.</content>
public sealed partial class DicomFile
{
    // A UUID of this library under the root 2.25 (PS3.5 annex B.2).
    private const string ImplementationClass = "2.25.166218047389516240893355122702918427364";
    private const string ImplementationVersion = "DEEPHEALTH_0_1";

    private const int PreambleBytes = 128;

    /// <summary>Writes the file. It appears under its name only when it is complete.</summary>
    /// <remarks>The file meta information is completed from the data set. Retired group lengths are left out. Values are padded to an even length.
    /// The file that was opened may be written over.</remarks>
    /// <param name="path">Path of the file; an existing one is replaced.</param>
    /// <param name="options">How to write it.</param>
    /// <exception cref="DicomException">The pixel data do not suit the encoding, or a value is too long.</exception>
    public void Save(string path, DicomWriteOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, stream => Save(stream, options));
    }

    /// <summary>Writes the file to a stream, which stays open.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="options">How to write it.</param>
    /// <exception cref="DicomException">The pixel data do not suit the encoding, or a value is too long.</exception>
    public void Save(Stream stream, DicomWriteOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        DicomTransferSyntax syntax = options?.TransferSyntax ?? TransferSyntax;
        CheckPixelData(syntax);
        if (options is { CheckValues: true })
        {
            DicomValueCheck.Require(DataSet);
        }

        stream.Write(Preamble ?? new byte[PreambleBytes]);
        stream.Write("DICM"u8);
        new DicomWriter(stream, isExplicit: true, isLittleEndian: true, openSequences: false).Write(CompleteMeta(syntax));
        bool open = options?.OpenSequences ?? false;
        if (!syntax.IsDeflated)
        {
            // Headers are written in small pieces.
            using BufferedStream buffered = new(new DicomUnclosedStream(stream), 64 * 1024);
            new DicomWriter(buffered, syntax.IsExplicit, syntax.IsLittleEndian, open).Write(DataSet);
            return;
        }

        DicomUnclosedStream counted = new(stream);
        using (BufferedStream deflating = new(new DeflateStream(counted, CompressionLevel.Optimal, leaveOpen: true), 64 * 1024))
        {
            new DicomWriter(deflating, isExplicit: true, isLittleEndian: true, open).Write(DataSet);
        }

        if ((counted.Written & 1) != 0)
        {
            // PS3.5 annex A.5: a zero makes the length even.
            stream.WriteByte(0);
        }
    }

    private void CheckPixelData(DicomTransferSyntax syntax)
    {
        if (DataSet.Find(DicomTags.PixelData) is not { } pixels)
        {
            return;
        }

        // Deflated syntaxes may hold compressed pixels only where the file already does.
        if (pixels.Fragments is not null ? !syntax.IsEncapsulated || syntax.Uid != TransferSyntax.Uid : syntax.IsEncapsulated && syntax.Uid != TransferSyntax.Uid)
        {
            throw new DicomException($"DicomFile: {pixels} in {TransferSyntax} cannot be written as {syntax}; decode or encode the pixels first.") { SourceName = Name, Tag = DicomTags.PixelData };
        }
    }

    private DicomDataSet CompleteMeta(DicomTransferSyntax syntax)
    {
        DicomDataSet meta = new();
        foreach (DicomElement element in Meta)
        {
            if (element.Tag != DicomTags.FileMetaInformationGroupLength)
            {
                meta.Set(new DicomElement(element.Tag, element.Vr, element.Value));
            }
        }

        meta.Set(new DicomElement(DicomTags.FileMetaInformationVersion, DicomVr.OB, new DicomBytes([0, 1])));
        CopyUid(meta, DicomTags.SOPClassUID, DicomTags.MediaStorageSOPClassUID);
        CopyUid(meta, DicomTags.SOPInstanceUID, DicomTags.MediaStorageSOPInstanceUID);
        meta.Set(DicomTags.TransferSyntaxUID, syntax.Uid);
        meta.Set(DicomTags.ImplementationClassUID, ImplementationClass);
        meta.Set(DicomTags.ImplementationVersionName, ImplementationVersion);
        // The length counts what follows its own element.
        meta.Set(DicomTags.FileMetaInformationGroupLength, new DicomLengths(isExplicit: true, openSequences: false).Of(meta));
        return meta;
    }

    private void CopyUid(DicomDataSet meta, DicomTag from, DicomTag to)
    {
        if (DataSet.GetString(from) is { Length: > 0 } uid)
        {
            meta.Set(to, uid);
        }
    }
}
