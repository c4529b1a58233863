#include <stddef.h>

#include "dh_codecs.h"
#include "missing.h"
#include "samples.h"
#include "text.h"

#if defined(DH_WEBP)

#include <string.h>
#include <webp/decode.h>
#if defined(DH_WEBP_DEMUX)
#include <webp/demux.h>
#endif

static int32_t refuse(VP8StatusCode status, dh_text text)
{
    switch (status)
    {
    case VP8_STATUS_OUT_OF_MEMORY:
        return dh_fail(text, DH_MEMORY, "libwebp has no memory");
    case VP8_STATUS_UNSUPPORTED_FEATURE:
        return dh_fail(text, DH_UNSUPPORTED, "the file uses what libwebp does not know");
    case VP8_STATUS_NOT_ENOUGH_DATA:
        return dh_fail(text, DH_DAMAGED, "the file is cut short");
    default:
        return dh_fail(text, DH_DAMAGED, "the bitstream is damaged (status %d)", (int)status);
    }
}

int32_t dh_codec_webp_info(const uint8_t* data, int64_t size, dh_codec_info* info, char* error, int64_t error_size)
{
    dh_text text = {error, error_size};
    WebPBitstreamFeatures features;
    if (data == NULL || size < 1 || info == NULL)
    {
        return dh_fail(text, DH_ARGUMENT, "there are no data");
    }

    VP8StatusCode status = WebPGetFeatures(data, (size_t)size, &features);
    if (status != VP8_STATUS_OK)
    {
        return refuse(status, text);
    }

    if (features.width < 1 || features.height < 1)
    {
        return dh_fail(text, DH_DAMAGED, "the header states %d x %d pixels", features.width, features.height);
    }

    *info = (dh_codec_info){features.width, features.height, features.has_alpha != 0 ? 4 : 3, 8, 0, features.has_animation != 0};
    return DH_OK;
}

/* Decodes a bitstream of exactly this size to a place in a larger picture. */
static int32_t decode_still(const uint8_t* data, size_t size, int32_t components, int32_t width, int32_t height, uint8_t* to, size_t room,
                            int64_t stride, dh_text text)
{
    WebPDecoderConfig config;
    if (!WebPInitDecoderConfig(&config))
    {
        return dh_fail(text, DH_UNSUPPORTED, "the libwebp that is loaded has another interface than the one built against");
    }

    VP8StatusCode status = WebPGetFeatures(data, size, &config.input);
    if (status == VP8_STATUS_OK && (config.input.width != width || config.input.height != height))
    {
        return dh_fail(text, DH_DAMAGED, "the bitstream has %d x %d pixels, the header says %d x %d", config.input.width, config.input.height,
                       width, height);
    }

    config.output.colorspace = components == 4 ? MODE_RGBA : MODE_RGB;
    config.output.is_external_memory = 1;
    config.output.u.RGBA.rgba = to;
    config.output.u.RGBA.stride = (int)stride;
    config.output.u.RGBA.size = room;
    status = status == VP8_STATUS_OK ? WebPDecode(data, size, &config) : status;
    WebPFreeDecBuffer(&config.output);
    return status == VP8_STATUS_OK ? DH_OK : refuse(status, text);
}

#if defined(DH_WEBP_DEMUX)

/* Puts the first frame on the canvas, whose rest is transparent, or black where there is no opacity. */
static int32_t decode_frame(const uint8_t* data, int64_t size, const dh_codec_info* info, uint8_t* samples, dh_text text)
{
    WebPData file = {data, (size_t)size};
    WebPDemuxer* demuxer = WebPDemux(&file);
    WebPIterator frame;
    if (demuxer == NULL)
    {
        return dh_fail(text, DH_DAMAGED, "the chunks of the animation are damaged");
    }

    if (!WebPDemuxGetFrame(demuxer, 1, &frame))
    {
        WebPDemuxDelete(demuxer);
        return dh_fail(text, DH_DAMAGED, "the animation has no first frame");
    }

    int32_t code;
    int64_t stride = (int64_t)info->width * info->components;
    if (frame.x_offset < 0 || frame.y_offset < 0 || frame.width < 1 || frame.height < 1 || frame.width > info->width - frame.x_offset
        || frame.height > info->height - frame.y_offset)
    {
        code = dh_fail(text, DH_DAMAGED, "the first frame of %d x %d pixels at %d, %d leaves the canvas of %d x %d", frame.width, frame.height,
                       frame.x_offset, frame.y_offset, info->width, info->height);
    }
    else
    {
        int64_t first = (frame.y_offset * stride) + ((int64_t)frame.x_offset * info->components);
        int64_t room = (stride * (frame.height - 1)) + ((int64_t)frame.width * info->components);
        memset(samples, 0, (size_t)dh_samples_size(info));
        code = decode_still(frame.fragment.bytes, frame.fragment.size, info->components, frame.width, frame.height, samples + first,
                            (size_t)room, stride, text);
    }

    WebPDemuxReleaseIterator(&frame);
    WebPDemuxDelete(demuxer);
    return code;
}

#else

static int32_t decode_frame(const uint8_t* data, int64_t size, const dh_codec_info* info, uint8_t* samples, dh_text text)
{
    (void)data, (void)size, (void)info, (void)samples;
    return dh_fail(text, DH_MISSING, "%s", DH_MISSING_TEXT("animated WebP", "libwebpdemux", "libwebp-dev"));
}

#endif

int32_t dh_codec_webp_decode(const uint8_t* data, int64_t size, uint8_t* samples, int64_t samples_size, char* error, int64_t error_size)
{
    dh_text text = {error, error_size};
    dh_codec_info info;
    int32_t code = dh_codec_webp_info(data, size, &info, error, error_size);
    code = code == DH_OK ? dh_check_room(&info, samples, samples_size, text) : code;
    if (code != DH_OK || info.detail != 0)
    {
        return code != DH_OK ? code : decode_frame(data, size, &info, samples, text);
    }

    return decode_still(data, (size_t)size, info.components, info.width, info.height, samples, (size_t)samples_size,
                        (int64_t)info.width * info.components, text);
}

#else

int32_t dh_codec_webp_info(const uint8_t* data, int64_t size, dh_codec_info* info, char* error, int64_t error_size)
{
    (void)data, (void)size, (void)info;
    return dh_fail((dh_text){error, error_size}, DH_MISSING, DH_MISSING_WEBP);
}

int32_t dh_codec_webp_decode(const uint8_t* data, int64_t size, uint8_t* samples, int64_t samples_size, char* error, int64_t error_size)
{
    (void)data, (void)size, (void)samples, (void)samples_size;
    return dh_fail((dh_text){error, error_size}, DH_MISSING, DH_MISSING_WEBP);
}

#endif
