/* The sentence for a codec that is not in this build. */
#ifndef DH_MISSING_H
#define DH_MISSING_H

#define DH_MISSING_TEXT(codec, library, package) \
    codec " is not in this build of libdeephealth_codecs: " library " was missing; install it (Debian, Ubuntu: " package ") and run native/build.sh"

#define DH_MISSING_CHARLS DH_MISSING_TEXT("JPEG-LS", "CharLS", "libcharls-dev")
#define DH_MISSING_OPENJPEG DH_MISSING_TEXT("JPEG 2000", "OpenJPEG", "libopenjp2-7-dev")
#define DH_MISSING_WEBP DH_MISSING_TEXT("WebP", "libwebp", "libwebp-dev")
#define DH_MISSING_ZSTD DH_MISSING_TEXT("Zstandard", "libzstd", "libzstd-dev")
#define DH_MISSING_LZMA DH_MISSING_TEXT("LZMA", "liblzma", "liblzma-dev")

#endif
