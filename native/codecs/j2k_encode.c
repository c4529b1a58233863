#include <stddef.h>

#include "dh_codecs.h"
#include "j2k_memory.h"
#include "missing.h"
#include "samples.h"

#if defined(DH_OPENJPEG)

#include <string.h>

static int32_t load(const uint8_t* from, int32_t bytes, int32_t is_signed)
{
    uint16_t narrow = 0;
    int32_t wide = 0;
    switch (bytes)
    {
    case 1:
        return is_signed != 0 ? (int8_t)*from : *from;
    case 2:
        memcpy(&narrow, from, sizeof(narrow));
        return is_signed != 0 ? (int16_t)narrow : narrow;
    default:
        memcpy(&wide, from, sizeof(wide));
        return wide;
    }
}

/* Copies the samples; a value that its bits cannot hold is the caller's fault. */
static int32_t fill(opj_image_t* image, const dh_codec_info* info, const uint8_t* samples, dh_text text)
{
    int32_t bytes = dh_sample_bytes(info->bits);
    int64_t least = info->is_signed != 0 ? -((int64_t)1 << (info->bits - 1)) : 0;
    int64_t most = info->is_signed != 0 ? -least - 1 : ((int64_t)1 << info->bits) - 1;
    int64_t pixels = (int64_t)info->width * info->height;
    for (int32_t component = 0; component < info->components; component++)
    {
        OPJ_INT32* to = image->comps[component].data;
        const uint8_t* from = samples + ((int64_t)component * bytes);
        for (int64_t pixel = 0; pixel < pixels; pixel++, from += (int64_t)bytes * info->components)
        {
            to[pixel] = load(from, bytes, info->is_signed);
            if (to[pixel] < least || to[pixel] > most)
            {
                return dh_fail(text, DH_ARGUMENT, "sample %lld of component %d is %d, %d bits hold %lld to %lld", (long long)pixel, component,
                               to[pixel], info->bits, (long long)least, (long long)most);
            }
        }
    }

    return DH_OK;
}

static opj_image_t* create(const dh_codec_info* info)
{
    opj_image_cmptparm_t parts[4] = {{0}};
    for (int32_t component = 0; component < info->components; component++)
    {
        parts[component].dx = 1;
        parts[component].dy = 1;
        parts[component].w = (OPJ_UINT32)info->width;
        parts[component].h = (OPJ_UINT32)info->height;
        parts[component].prec = (OPJ_UINT32)info->bits;
        parts[component].sgnd = (OPJ_UINT32)info->is_signed;
    }

    opj_image_t* image = opj_image_create((OPJ_UINT32)info->components, parts, info->components < 3 ? OPJ_CLRSPC_GRAY : OPJ_CLRSPC_SRGB);
    if (image != NULL)
    {
        image->x1 = (OPJ_UINT32)info->width;
        image->y1 = (OPJ_UINT32)info->height;
    }

    return image;
}

/* Halving stops before a side is gone; 6 resolutions are the usual number. */
static int32_t usual_resolutions(const dh_codec_info* info)
{
    int32_t resolutions = 1;
    while (resolutions < 6 && (info->width >> resolutions) > 0 && (info->height >> resolutions) > 0)
    {
        resolutions++;
    }

    return resolutions;
}

int32_t dh_codec_j2k_encode(const uint8_t* samples, int64_t samples_size, const dh_codec_info* info, double ratio, int32_t color_transform,
                            int32_t resolutions, uint8_t* destination, int64_t destination_size, int64_t* written, char* error,
                            int64_t error_size)
{
    dh_text text = {error, error_size};
    int32_t code = dh_check_source(info, 1, 31, samples, samples_size, destination, destination_size, written, text);
    if (code != DH_OK)
    {
        return code;
    }

    if (!(ratio == 0 || (ratio >= 1 && ratio <= 1e6)) || resolutions < 0 || resolutions > 33 || (color_transform != 0 && info->components < 3))
    {
        return dh_fail(text, DH_ARGUMENT, "ratio %g is not 0 or 1 and up, %d is no number of resolutions, or the colour transform lacks 3 components",
                       ratio, resolutions);
    }

    dh_j2k_memory memory = {destination, destination_size, 0, 0, 0};
    dh_j2k_message message;
    opj_cparameters_t parameters;
    opj_set_default_encoder_parameters(&parameters);
    parameters.irreversible = info->detail == 0;
    parameters.numresolution = resolutions == 0 ? usual_resolutions(info) : resolutions;
    parameters.tcp_numlayers = 1;
    parameters.tcp_rates[0] = ratio <= 1 ? 0 : (float)ratio;
    parameters.cp_disto_alloc = 1;
    parameters.tcp_mct = color_transform != 0 ? 1 : 0;
    opj_image_t* image = create(info);
    opj_codec_t* codec = opj_create_compress(OPJ_CODEC_J2K);
    opj_stream_t* stream = dh_j2k_open(&memory, OPJ_FALSE);
    if (image == NULL || codec == NULL || stream == NULL)
    {
        code = dh_fail(text, DH_MEMORY, "OpenJPEG has no memory");
    }
    else
    {
        code = fill(image, info, samples, text);
        dh_j2k_listen(codec, &message);
        if (code == DH_OK
            && !(opj_setup_encoder(codec, &parameters, image) && opj_start_compress(codec, image, stream) && opj_encode(codec, stream)
                 && opj_end_compress(codec, stream)))
        {
            code = memory.overflow != 0 ? dh_fail(text, DH_TOO_SMALL, "the encoded data do not fit")
                                        : dh_fail(text, DH_UNSUPPORTED, "OpenJPEG refuses: %s", message.text);
        }
    }

    *written = memory.end;
    opj_image_destroy(image);
    opj_stream_destroy(stream);
    opj_destroy_codec(codec);
    return code;
}

#else

int32_t dh_codec_j2k_encode(const uint8_t* samples, int64_t samples_size, const dh_codec_info* info, double ratio, int32_t color_transform,
                            int32_t resolutions, uint8_t* destination, int64_t destination_size, int64_t* written, char* error,
                            int64_t error_size)
{
    (void)samples, (void)samples_size, (void)info, (void)ratio, (void)color_transform, (void)resolutions, (void)destination;
    (void)destination_size, (void)written;
    return dh_fail((dh_text){error, error_size}, DH_MISSING, DH_MISSING_OPENJPEG);
}

#endif
