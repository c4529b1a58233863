#include <stddef.h>

#include "dh_codecs.h"
#include "missing.h"
#include "text.h"

#if defined(DH_CHARLS)
#include <charls/charls.h>
#endif
#if defined(DH_OPENJPEG)
#include <openjpeg.h>
#endif
#if defined(DH_WEBP)
#include <webp/decode.h>
#endif
#if defined(DH_ZSTD)
#include <zstd.h>
#endif
#if defined(DH_LZMA)
#include <lzma.h>
#endif

int32_t dh_codec_abi(void)
{
    return DH_CODECS_ABI;
}

int32_t dh_codec_version(int32_t codec, char* text, int64_t text_size)
{
    dh_text to = {text, text_size};
    switch (codec)
    {
    case DH_CODEC_JPEGLS:
#if defined(DH_CHARLS)
        return dh_fail(to, DH_OK, "CharLS %s", charls_get_version_string());
#else
        return dh_fail(to, DH_MISSING, DH_MISSING_CHARLS);
#endif
    case DH_CODEC_J2K:
#if defined(DH_OPENJPEG)
        return dh_fail(to, DH_OK, "OpenJPEG %s", opj_version());
#else
        return dh_fail(to, DH_MISSING, DH_MISSING_OPENJPEG);
#endif
    case DH_CODEC_WEBP:
#if defined(DH_WEBP)
    {
        int version = WebPGetDecoderVersion();
        return dh_fail(to, DH_OK, "libwebp %d.%d.%d", version >> 16, (version >> 8) & 255, version & 255);
    }
#else
        return dh_fail(to, DH_MISSING, DH_MISSING_WEBP);
#endif
    case DH_CODEC_ZSTD:
#if defined(DH_ZSTD)
        return dh_fail(to, DH_OK, "libzstd %s", ZSTD_versionString());
#else
        return dh_fail(to, DH_MISSING, DH_MISSING_ZSTD);
#endif
    case DH_CODEC_LZMA:
#if defined(DH_LZMA)
        return dh_fail(to, DH_OK, "liblzma %s", lzma_version_string());
#else
        return dh_fail(to, DH_MISSING, DH_MISSING_LZMA);
#endif
    default:
        return dh_fail(to, DH_ARGUMENT, "there is no codec %d", codec);
    }
}
