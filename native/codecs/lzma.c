#include "dh_codecs.h"
#include "missing.h"
#include "text.h"
#include "unpack.h"

#if defined(DH_LZMA)

#include <lzma.h>

static int32_t refuse(lzma_ret status, uint64_t needed, dh_text text)
{
    switch (status)
    {
    case LZMA_MEM_ERROR:
        return dh_fail(text, DH_MEMORY, "liblzma has no memory");
    case LZMA_MEMLIMIT_ERROR:
        return dh_fail(text, DH_UNSUPPORTED, "the xz stream needs %llu bytes of memory, at most %d are allowed", (unsigned long long)needed,
                       1 << DH_WINDOW_BITS);
    case LZMA_OPTIONS_ERROR:
        return dh_fail(text, DH_UNSUPPORTED, "the xz stream uses filters or options that liblzma does not know");
    case LZMA_FORMAT_ERROR:
        return dh_fail(text, DH_DAMAGED, "the data do not begin as an xz stream does");
    default:
        return dh_fail(text, DH_DAMAGED, "the xz stream is damaged (code %d)", (int)status);
    }
}

int32_t dh_codec_lzma_unpack(const uint8_t* data, int64_t size, uint8_t* output, int64_t output_size, int64_t* written, char* error,
                             int64_t error_size)
{
    dh_text text = {error, error_size};
    int32_t code = dh_check_unpack(data, size, output, output_size, written, text);
    if (code != DH_OK)
    {
        return code;
    }

    lzma_stream stream = LZMA_STREAM_INIT;
    lzma_ret status = lzma_stream_decoder(&stream, UINT64_C(1) << DH_WINDOW_BITS, 0);
    stream.next_in = data;
    stream.avail_in = (size_t)size;
    stream.next_out = output;
    stream.avail_out = (size_t)output_size;
    while (status == LZMA_OK && stream.avail_out > 0)
    {
        status = lzma_code(&stream, LZMA_FINISH);
    }

    *written = output_size - (int64_t)stream.avail_out;
    uint8_t beyond[DH_SURPLUS_BYTES];
    for (int64_t surplus = 0; status == LZMA_OK && surplus <= output_size; surplus += (int64_t)(sizeof beyond - stream.avail_out))
    {
        stream.next_out = beyond;
        stream.avail_out = sizeof beyond;
        status = lzma_code(&stream, LZMA_FINISH);
    }

    uint64_t needed = lzma_memusage(&stream);
    lzma_end(&stream);

    /* No way to go on means that the data are cut short; the caller sees whether enough came. */
    return status == LZMA_OK || status == LZMA_STREAM_END || status == LZMA_BUF_ERROR ? DH_OK : refuse(status, needed, text);
}

#else

int32_t dh_codec_lzma_unpack(const uint8_t* data, int64_t size, uint8_t* output, int64_t output_size, int64_t* written, char* error,
                             int64_t error_size)
{
    (void)data, (void)size, (void)output, (void)output_size, (void)written;
    return dh_fail((dh_text){error, error_size}, DH_MISSING, DH_MISSING_LZMA);
}

#endif
