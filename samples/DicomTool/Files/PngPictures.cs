using System.Globalization;
using DeepHealth.Ecvl;
using DeepHealth.Ecvl.Dicom;

namespace DeepHealth.Samples.DicomTool.Files;

/// <summary>Writes frames as PNG pictures: gray ones through a window, colours in red, green and blue.</summary>
/// <param name="window">The window; null for that of each file.</param>
/// <param name="frame">Number of the only frame, from 1; null for all.</param>
internal sealed class PngPictures(DicomWindow? window, int? frame)
{
    /// <summary>Whether a file has pixels.</summary>
    public static bool Suits(DicomFile file)
        => file.DataSet.Contains(DicomTags.PixelData) || file.DataSet.Contains(DicomTags.FloatPixelData) || file.DataSet.Contains(DicomTags.DoubleFloatPixelData);

    /// <summary>Writes the frames of a file; several get <c>-0001</c> and so on before the ending.</summary>
    /// <exception cref="DicomException">The file has no such frame, or its pixels cannot be decoded.</exception>
    public void Write(DicomFile file, string path)
    {
        DicomPixels pixels = DicomPixels.Of(file);
        int frames = pixels.Format.Frames;
        if (frame is { } wanted && (wanted < 1 || wanted > frames))
        {
            throw new DicomException($"frame {wanted} was asked for, the file has {frames}.") { SourceName = file.Name };
        }

        (int first, int last) = frame is { } one ? (one, one) : (1, frames);
        for (int number = first; number <= last; number++)
        {
            string name = first == last ? path : $"{Path.ChangeExtension(path, null)}-{number.ToString("D4", CultureInfo.InvariantCulture)}.png";
            bool colored = pixels.Format.SamplesPerPixel > 1 || pixels.Format.Photometric == "PALETTE COLOR";
            Image image = colored ? pixels.ReadRgb(number - 1) : pixels.ReadDisplay(number - 1, window);
            ImageFile.Write(name, image);
        }
    }
}
