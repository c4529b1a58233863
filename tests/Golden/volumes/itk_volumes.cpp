#include "itkImage.h"
#include "itkVectorImage.h"
#include "itkImageFileReader.h"
#include "itkImageFileWriter.h"
#include "itkMetaImageIOFactory.h"
#include "itkNrrdImageIOFactory.h"
#include <cstdio>
#include <string>
// Writes small volumes with ITK, or prints what ITK reads from files.
template <class T> void Make(const std::string & path, bool packed)
{
  using I = itk::Image<T, 3>;
  auto image = I::New();
  typename I::SizeType size = { { 5, 4, 3 } };
  image->SetRegions(size);
  image->Allocate();
  for (int i = 0; i < 60; i++) { image->GetBufferPointer()[i] = static_cast<T>(i * i - (std::is_signed<T>::value ? 100 : 0)); }
  double spacing[3] = { 0.5, 0.75, 2.25 }, origin[3] = { -10.5, 20.25, 30 };
  image->SetSpacing(spacing); image->SetOrigin(origin);
  typename I::DirectionType d; d.Fill(0); d[0][1] = -0.8; d[2][1] = 0.6; d[1][0] = 1; d[0][2] = 0.6; d[2][2] = 0.8;
  image->SetDirection(d);
  auto writer = itk::ImageFileWriter<I>::New();
  writer->SetInput(image); writer->SetFileName(path); writer->SetUseCompression(packed); writer->Update();
}
void Show(const std::string & path)
{
  using I = itk::VectorImage<double, 4>;
  auto reader = itk::ImageFileReader<I>::New();
  reader->SetFileName(path); reader->Update();
  auto image = reader->GetOutput();
  auto size = image->GetLargestPossibleRegion().GetSize();
  unsigned n = image->GetNumberOfComponentsPerPixel();
  double sum = 0, weighted = 0; size_t count = size[0] * size[1] * size[2] * size[3] * n;
  for (size_t i = 0; i < count; i++) { double v = image->GetBufferPointer()[i]; sum += v; weighted += v * (i % 97); }
  printf("%s size %zu %zu %zu %zu channels %u spacing %.9g %.9g %.9g origin %.9g %.9g %.9g direction", path.c_str(), size[0], size[1], size[2], size[3], n,
    image->GetSpacing()[0], image->GetSpacing()[1], image->GetSpacing()[2], image->GetOrigin()[0], image->GetOrigin()[1], image->GetOrigin()[2]);
  for (int r = 0; r < 3; r++) for (int c = 0; c < 3; c++) printf(" %.6g", image->GetDirection()[r][c]);
  printf(" sum %.12g weighted %.12g\n", sum, weighted);
}
int main(int argc, char ** argv)
{
  itk::MetaImageIOFactory::RegisterOneFactory(); itk::NrrdImageIOFactory::RegisterOneFactory();
  if (std::string(argv[1]) == "make") {
    std::string f = std::string(argv[2]) + "/";
    Make<unsigned char>(f + "itk_uint8.mha", false); Make<short>(f + "itk_int16.mhd", false); Make<float>(f + "itk_float.mha", true); Make<double>(f + "itk_double.mhd", true);
    Make<int>(f + "itk_int32.mha", true); Make<unsigned short>(f + "itk_uint16.nrrd", false); Make<short>(f + "itk_int16.nrrd", true); Make<float>(f + "itk_float.nhdr", true);
    return 0;
  }
  for (int i = 2; i < argc; i++) { try { Show(argv[i]); } catch (const itk::ExceptionObject & e) { printf("%s FAILED %s\n", argv[i], e.GetDescription()); } }
}
