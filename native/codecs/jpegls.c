#include "dh_codecs.h"
#include "missing.h"
#include "samples.h"
#include "text.h"

#if defined(DH_CHARLS)

#include <charls/charls.h>
#include <stdlib.h>
#include <string.h>

static int32_t refuse(charls_jpegls_errc code, dh_text text)
{
    switch (code)
    {
    case CHARLS_JPEGLS_ERRC_NOT_ENOUGH_MEMORY:
        return dh_fail(text, DH_MEMORY, "CharLS has no memory");
    case CHARLS_JPEGLS_ERRC_DESTINATION_BUFFER_TOO_SMALL:
        return dh_fail(text, DH_TOO_SMALL, "the encoded data do not fit");
    case CHARLS_JPEGLS_ERRC_PARAMETER_VALUE_NOT_SUPPORTED:
    case CHARLS_JPEGLS_ERRC_ENCODING_NOT_SUPPORTED:
    case CHARLS_JPEGLS_ERRC_COLOR_TRANSFORM_NOT_SUPPORTED:
    case CHARLS_JPEGLS_ERRC_BIT_DEPTH_FOR_TRANSFORM_NOT_SUPPORTED:
    case CHARLS_JPEGLS_ERRC_JPEGLS_PRESET_EXTENDED_PARAMETER_TYPE_NOT_SUPPORTED:
        return dh_fail(text, DH_UNSUPPORTED, "%s", charls_get_error_message((int32_t)code));
    default:
        return dh_fail(text, DH_DAMAGED, "%s", charls_get_error_message((int32_t)code));
    }
}

/* Makes a decoder that has read the header; the caller destroys it, null on failure. */
static charls_jpegls_decoder* open_stream(const uint8_t* data, int64_t size, dh_codec_info* info, int32_t* code, dh_text text)
{
    if (data == NULL || size < 1 || info == NULL)
    {
        *code = dh_fail(text, DH_ARGUMENT, "there are no data");
        return NULL;
    }

    charls_jpegls_decoder* decoder = charls_jpegls_decoder_create();
    if (decoder == NULL)
    {
        *code = dh_fail(text, DH_MEMORY, "CharLS has no memory");
        return NULL;
    }

    charls_spiff_header spiff;
    charls_frame_info frame = {0, 0, 0, 0};
    int32_t has_spiff = 0;
    int32_t near_lossless = 0;
    charls_jpegls_errc error = charls_jpegls_decoder_set_source_buffer(decoder, data, (size_t)size);
    if (error == CHARLS_JPEGLS_ERRC_SUCCESS)
    {
        error = charls_jpegls_decoder_read_spiff_header(decoder, &spiff, &has_spiff);
    }

    if (error == CHARLS_JPEGLS_ERRC_SUCCESS)
    {
        error = charls_jpegls_decoder_read_header(decoder);
    }

    if (error == CHARLS_JPEGLS_ERRC_SUCCESS)
    {
        error = charls_jpegls_decoder_get_frame_info(decoder, &frame);
    }

    if (error == CHARLS_JPEGLS_ERRC_SUCCESS)
    {
        error = charls_jpegls_decoder_get_near_lossless(decoder, 0, &near_lossless);
    }

    *code = error == CHARLS_JPEGLS_ERRC_SUCCESS ? DH_OK : refuse(error, text);
    if (*code == DH_OK
        && (frame.width < 1 || frame.height < 1 || frame.width > INT32_MAX || frame.height > INT32_MAX || frame.component_count < 1
            || frame.component_count > 4 || frame.bits_per_sample < 2 || frame.bits_per_sample > 16))
    {
        *code = dh_fail(text, DH_UNSUPPORTED, "%u x %u pixels of %d components with %d bits; known are 1 to 4 components of 2 to 16 bits",
                        frame.width, frame.height, frame.component_count, frame.bits_per_sample);
    }

    if (*code != DH_OK)
    {
        charls_jpegls_decoder_destroy(decoder);
        return NULL;
    }

    *info = (dh_codec_info){(int32_t)frame.width, (int32_t)frame.height, frame.component_count, frame.bits_per_sample, 0, near_lossless};
    return decoder;
}

int32_t dh_codec_jpegls_info(const uint8_t* data, int64_t size, dh_codec_info* info, char* error, int64_t error_size)
{
    int32_t code;
    charls_jpegls_decoder* decoder = open_stream(data, size, info, &code, (dh_text){error, error_size});
    if (decoder != NULL)
    {
        charls_jpegls_decoder_destroy(decoder);
    }

    return code;
}

static int32_t decode(const uint8_t* data, int64_t size, uint8_t* samples, int64_t samples_size, dh_text text)
{
    dh_codec_info info;
    int32_t code;
    charls_jpegls_decoder* decoder = open_stream(data, size, &info, &code, text);
    if (decoder == NULL)
    {
        return code;
    }

    charls_interleave_mode mode;
    uint8_t* planes = NULL;
    code = dh_check_room(&info, samples, samples_size, text);
    if (code == DH_OK)
    {
        charls_jpegls_errc failed = charls_jpegls_decoder_get_interleave_mode(decoder, &mode);
        if (failed == CHARLS_JPEGLS_ERRC_SUCCESS && mode == CHARLS_INTERLEAVE_MODE_NONE && info.components > 1)
        {
            planes = malloc((size_t)samples_size);
            code = planes != NULL ? DH_OK : dh_fail(text, DH_MEMORY, "no memory for %lld bytes", (long long)samples_size);
        }

        if (code == DH_OK && failed == CHARLS_JPEGLS_ERRC_SUCCESS)
        {
            failed = charls_jpegls_decoder_decode_to_buffer(decoder, planes != NULL ? planes : samples, (size_t)samples_size, 0);
        }

        code = code == DH_OK && failed != CHARLS_JPEGLS_ERRC_SUCCESS ? refuse(failed, text) : code;
    }

    if (code == DH_OK && planes != NULL)
    {
        dh_interleave(planes, samples, &info);
    }

    free(planes);
    charls_jpegls_decoder_destroy(decoder);
    return code;
}

int32_t dh_codec_jpegls_decode(const uint8_t* data, int64_t size, uint8_t* samples, int64_t samples_size, char* error, int64_t error_size)
{
    dh_text text = {error, error_size};
    if (data == NULL || size < 2 || (data[size - 2] == 0xFF && data[size - 1] == 0xD9))
    {
        return decode(data, size, samples, samples_size, text);
    }

    /* CharLS 2.4 looks for more bits until a counter wraps, some seconds long, where the data end without a marker. An end-of-image marker
     * makes it see the end; what was cut short is refused all the same, unless only this marker was missing. */
    uint8_t* ended = malloc((size_t)size + 2);
    if (ended == NULL)
    {
        return dh_fail(text, DH_MEMORY, "no memory for %lld bytes", (long long)size + 2);
    }

    memcpy(ended, data, (size_t)size);
    ended[size] = 0xFF;
    ended[size + 1] = 0xD9;
    int32_t code = decode(ended, size + 2, samples, samples_size, text);
    free(ended);
    return code;
}

static charls_jpegls_errc encode(charls_jpegls_encoder* encoder, const dh_codec_info* info, int32_t interleave, const uint8_t* samples,
                                 int64_t samples_size, uint8_t* destination, int64_t destination_size, size_t* written)
{
    charls_frame_info frame = {(uint32_t)info->width, (uint32_t)info->height, info->bits, info->components};
    charls_jpegls_errc error = charls_jpegls_encoder_set_frame_info(encoder, &frame);
    if (error == CHARLS_JPEGLS_ERRC_SUCCESS)
    {
        error = charls_jpegls_encoder_set_near_lossless(encoder, info->detail);
    }

    if (error == CHARLS_JPEGLS_ERRC_SUCCESS)
    {
        error = charls_jpegls_encoder_set_interleave_mode(encoder, (charls_interleave_mode)interleave);
    }

    if (error == CHARLS_JPEGLS_ERRC_SUCCESS)
    {
        error = charls_jpegls_encoder_set_destination_buffer(encoder, destination, (size_t)destination_size);
    }

    if (error == CHARLS_JPEGLS_ERRC_SUCCESS)
    {
        error = charls_jpegls_encoder_encode_from_buffer(encoder, samples, (size_t)samples_size, 0);
    }

    return error == CHARLS_JPEGLS_ERRC_SUCCESS ? charls_jpegls_encoder_get_bytes_written(encoder, written) : error;
}

int32_t dh_codec_jpegls_encode(const uint8_t* samples, int64_t samples_size, const dh_codec_info* info, int32_t interleave,
                               uint8_t* destination, int64_t destination_size, int64_t* written, char* error, int64_t error_size)
{
    dh_text text = {error, error_size};
    int32_t code = dh_check_source(info, 2, 16, samples, samples_size, destination, destination_size, written, text);
    if (code != DH_OK)
    {
        return code;
    }

    if (interleave < 0 || interleave > (info->components > 2 ? 2 : 0) || info->width > 65535 || info->height > 65535)
    {
        return dh_fail(text, DH_UNSUPPORTED, "interleave mode %d for %d components of %d x %d pixels; modes are 0 to 2, only 0 below 3 components, sides 1 to 65535",
                       interleave, info->components, info->width, info->height);
    }

    uint8_t* planes = NULL;
    if (interleave == 0 && info->components > 1)
    {
        planes = malloc((size_t)samples_size);
        if (planes == NULL)
        {
            return dh_fail(text, DH_MEMORY, "no memory for %lld bytes", (long long)samples_size);
        }

        dh_deinterleave(samples, planes, info);
    }

    charls_jpegls_encoder* encoder = charls_jpegls_encoder_create();
    if (encoder == NULL)
    {
        code = dh_fail(text, DH_MEMORY, "CharLS has no memory");
    }
    else
    {
        size_t bytes = 0;
        charls_jpegls_errc failed = encode(encoder, info, interleave, planes != NULL ? planes : samples, samples_size, destination,
                                           destination_size, &bytes);
        *written = (int64_t)bytes;
        code = failed == CHARLS_JPEGLS_ERRC_SUCCESS ? DH_OK : refuse(failed, text);
        charls_jpegls_encoder_destroy(encoder);
    }

    free(planes);
    return code;
}

#else

int32_t dh_codec_jpegls_info(const uint8_t* data, int64_t size, dh_codec_info* info, char* error, int64_t error_size)
{
    (void)data, (void)size, (void)info;
    return dh_fail((dh_text){error, error_size}, DH_MISSING, DH_MISSING_CHARLS);
}

int32_t dh_codec_jpegls_decode(const uint8_t* data, int64_t size, uint8_t* samples, int64_t samples_size, char* error, int64_t error_size)
{
    (void)data, (void)size, (void)samples, (void)samples_size;
    return dh_fail((dh_text){error, error_size}, DH_MISSING, DH_MISSING_CHARLS);
}

int32_t dh_codec_jpegls_encode(const uint8_t* samples, int64_t samples_size, const dh_codec_info* info, int32_t interleave,
                               uint8_t* destination, int64_t destination_size, int64_t* written, char* error, int64_t error_size)
{
    (void)samples, (void)samples_size, (void)info, (void)interleave, (void)destination, (void)destination_size, (void)written;
    return dh_fail((dh_text){error, error_size}, DH_MISSING, DH_MISSING_CHARLS);
}

#endif
