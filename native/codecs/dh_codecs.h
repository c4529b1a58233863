/* Pixel codecs of DeepHealth: the C interface of libdeephealth_codecs. The rules it keeps are in native/README.md.
 *
 * Every codec of pictures has the same three steps. info reads the header only, so that the caller can refuse a size and make room; decode fills
 * exactly that room; encode fills a buffer of the caller and says DH_TOO_SMALL where it does not suffice.
 * Samples are interleaved, row after row from the top, without gaps: one byte for up to 8 bits, two for up to 16, else four, in the
 * byte order of the machine. Samples with a sign are two's complement numbers that fill their bytes.
 * Codecs of bytes know no header: unpack fills the room of the caller as far as the data go.
 * Every function may be called from any number of threads. Text is UTF-8, cut to the size given, and always ends with 0. */
#ifndef DH_CODECS_H
#define DH_CODECS_H

#include <stdint.h>

#define DH_CODECS_ABI 2

#if defined(_WIN32)
#define DH_API __declspec(dllexport)
#else
#define DH_API __attribute__((visibility("default")))
#endif

/* What functions return. */
enum
{
    DH_OK = 0,
    DH_MISSING = 1,     /* the codec is not in this build; the text names the package */
    DH_DAMAGED = 2,     /* the data are damaged or cut short */
    DH_UNSUPPORTED = 3, /* the data are right, but use what the codec does not know, or need too much memory */
    DH_TOO_SMALL = 4,   /* the destination is too small for the encoded data */
    DH_ARGUMENT = 5,    /* the caller gave wrong arguments */
    DH_MEMORY = 6       /* no memory */
};

/* Numbers of the codecs for dh_codec_version. */
enum
{
    DH_CODEC_JPEGLS = 0,
    DH_CODEC_J2K = 1,
    DH_CODEC_WEBP = 2,
    DH_CODEC_ZSTD = 3,
    DH_CODEC_LZMA = 4
};

/* What a header says. */
typedef struct dh_codec_info
{
    int32_t width;
    int32_t height;
    int32_t components;
    int32_t bits;      /* of a sample */
    int32_t is_signed; /* 0 or 1 */
    int32_t detail;    /* JPEG-LS: largest error (0 lossless); J2K: 1 with the reversible transform; WebP: 1 animated */
} dh_codec_info;

/* Version of this interface. */
DH_API int32_t dh_codec_abi(void);

/* Whether a codec is in this build: DH_OK, and the version of its library as text, or DH_MISSING and what is missing. */
DH_API int32_t dh_codec_version(int32_t codec, char* text, int64_t text_size);

/* JPEG-LS (ISO/IEC 14495-1): 2 to 16 bits, 1 to 4 components, never a sign. */
DH_API int32_t dh_codec_jpegls_info(const uint8_t* data, int64_t size, dh_codec_info* info, char* error, int64_t error_size);
DH_API int32_t dh_codec_jpegls_decode(const uint8_t* data, int64_t size, uint8_t* samples, int64_t samples_size, char* error, int64_t error_size);

/* info->detail is the largest error. interleave: 0 plane after plane, 1 by line, 2 by sample; one and two components take 0. */
DH_API int32_t dh_codec_jpegls_encode(const uint8_t* samples, int64_t samples_size, const dh_codec_info* info, int32_t interleave,
                                      uint8_t* destination, int64_t destination_size, int64_t* written, char* error, int64_t error_size);

/* JPEG 2000 codestreams (ISO/IEC 15444-1), without the boxes of a JP2 file: 1 to 31 bits, 1 to 4 components of equal depth.
 * Subsampled components are repeated to the full size. */
DH_API int32_t dh_codec_j2k_info(const uint8_t* data, int64_t size, dh_codec_info* info, char* error, int64_t error_size);
DH_API int32_t dh_codec_j2k_decode(const uint8_t* data, int64_t size, uint8_t* samples, int64_t samples_size, char* error, int64_t error_size);

/* info->detail: 1 for the 5/3 transform, 0 for 9/7. ratio: size of the samples over the size wanted, or 0 for all there is.
 * color_transform: 1 to decorrelate the first three components. resolutions: 1 and up, or 0 to choose by the size. */
DH_API int32_t dh_codec_j2k_encode(const uint8_t* samples, int64_t samples_size, const dh_codec_info* info, double ratio,
                                   int32_t color_transform, int32_t resolutions, uint8_t* destination, int64_t destination_size,
                                   int64_t* written, char* error, int64_t error_size);

/* WebP: 8 bits, red, green, blue, and opacity (not premultiplied) as the fourth component. Of animations the first frame. */
DH_API int32_t dh_codec_webp_info(const uint8_t* data, int64_t size, dh_codec_info* info, char* error, int64_t error_size);
DH_API int32_t dh_codec_webp_decode(const uint8_t* data, int64_t size, uint8_t* samples, int64_t samples_size, char* error, int64_t error_size);

/* Zstandard (RFC 8878): frames one after another, with windows of up to 128 MiB.
 * Stops when the output is full or the data end; written says how many bytes came. Where the frame ends there, its checksum must be right. */
DH_API int32_t dh_codec_zstd_unpack(const uint8_t* data, int64_t size, uint8_t* output, int64_t output_size, int64_t* written, char* error,
                                    int64_t error_size);

/* One xz stream (LZMA2 and the filters of xz) that needs at most 128 MiB of memory; otherwise as Zstandard. */
DH_API int32_t dh_codec_lzma_unpack(const uint8_t* data, int64_t size, uint8_t* output, int64_t output_size, int64_t* written, char* error,
                                    int64_t error_size);

#endif
