#include "dh_codecs.h"
#include "missing.h"
#include "text.h"
#include "unpack.h"

#if defined(DH_ZSTD)

#include <zstd.h>
#include <zstd_errors.h>

static int32_t refuse(size_t status, dh_text text)
{
    switch (ZSTD_getErrorCode(status))
    {
    case ZSTD_error_memory_allocation:
        return dh_fail(text, DH_MEMORY, "libzstd has no memory");
    case ZSTD_error_frameParameter_windowTooLarge:
        return dh_fail(text, DH_UNSUPPORTED, "the Zstandard frame needs a window of more than %d bytes", 1 << DH_WINDOW_BITS);
    case ZSTD_error_dictionary_wrong:
        return dh_fail(text, DH_UNSUPPORTED, "the Zstandard frame needs a dictionary");
    default:
        return dh_fail(text, DH_DAMAGED, "the Zstandard frame is damaged (%s)", ZSTD_getErrorName(status));
    }
}

int32_t dh_codec_zstd_unpack(const uint8_t* data, int64_t size, uint8_t* output, int64_t output_size, int64_t* written, char* error,
                             int64_t error_size)
{
    dh_text text = {error, error_size};
    int32_t code = dh_check_unpack(data, size, output, output_size, written, text);
    if (code != DH_OK)
    {
        return code;
    }

    ZSTD_DCtx* context = ZSTD_createDCtx();
    if (context == NULL)
    {
        return dh_fail(text, DH_MEMORY, "libzstd has no memory");
    }

    ZSTD_inBuffer from = {data, (size_t)size, 0};
    ZSTD_outBuffer to = {output, (size_t)output_size, 0};
    size_t status = ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, DH_WINDOW_BITS);
    int moved = 1;
    while (!ZSTD_isError(status) && moved && from.pos < from.size && to.pos < to.size)
    {
        size_t before = from.pos + to.pos;
        status = ZSTD_decompressStream(context, &to, &from);
        moved = from.pos + to.pos != before;
    }

    uint8_t beyond[DH_SURPLUS_BYTES];
    for (int64_t surplus = 0; !ZSTD_isError(status) && status > 0 && moved && to.pos == to.size && surplus <= output_size;)
    {
        ZSTD_outBuffer rest = {beyond, sizeof beyond, 0};
        size_t before = from.pos;
        status = ZSTD_decompressStream(context, &rest, &from);
        surplus += (int64_t)rest.pos;
        moved = from.pos != before || rest.pos > 0;
    }

    ZSTD_freeDCtx(context);
    *written = (int64_t)to.pos;
    return ZSTD_isError(status) ? refuse(status, text) : DH_OK;
}

#else

int32_t dh_codec_zstd_unpack(const uint8_t* data, int64_t size, uint8_t* output, int64_t output_size, int64_t* written, char* error,
                             int64_t error_size)
{
    (void)data, (void)size, (void)output, (void)output_size, (void)written;
    return dh_fail((dh_text){error, error_size}, DH_MISSING, DH_MISSING_ZSTD);
}

#endif
