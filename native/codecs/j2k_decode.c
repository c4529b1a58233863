#include <stddef.h>

#include "dh_codecs.h"
#include "j2k_header.h"
#include "j2k_memory.h"
#include "missing.h"
#include "samples.h"

#if defined(DH_OPENJPEG)

#include <string.h>

static int32_t read_checked(const uint8_t* data, int64_t size, dh_j2k_header* header, dh_text text)
{
    int32_t code = dh_j2k_read_header(data, size, header, text);
    return code == DH_OK ? dh_j2k_check_tiles(data, size, header, text) : code;
}

int32_t dh_codec_j2k_info(const uint8_t* data, int64_t size, dh_codec_info* info, char* error, int64_t error_size)
{
    dh_text text = {error, error_size};
    dh_j2k_header header;
    int32_t code = info != NULL ? read_checked(data, size, &header, text) : dh_fail(text, DH_ARGUMENT, "info is null");
    if (code == DH_OK)
    {
        *info = header.info;
    }

    return code;
}

/* Writes one component into its place in every pixel. */
static void store(const opj_image_comp_t* from, const dh_j2k_header* header, int32_t component, uint8_t* samples)
{
    int32_t bytes = dh_sample_bytes(header->info.bits);
    int64_t step = (int64_t)bytes * header->info.components;
    int64_t step_x = header->step_x[component];
    int64_t step_y = header->step_y[component];
    int64_t first_x = dh_ceil_div(header->x0, step_x);
    int64_t first_y = dh_ceil_div(header->y0, step_y);
    for (int64_t y = 0; y < header->info.height; y++)
    {
        /* A pixel takes the sample at or before it; before the first one there is none, so it takes the first. */
        int64_t row = ((header->y0 + y) / step_y) - first_y;
        const OPJ_INT32* line = from->data + ((row < 0 ? 0 : row) * (int64_t)from->w);
        uint8_t* to = samples + (y * header->info.width * step) + ((int64_t)component * bytes);
        for (int64_t x = 0; x < header->info.width; x++, to += step)
        {
            int64_t column = step_x == 1 ? x : ((header->x0 + x) / step_x) - first_x;
            int32_t value = line[column < 0 ? 0 : column];
            if (bytes == 1)
            {
                *to = (uint8_t)value;
            }
            else if (bytes == 2)
            {
                uint16_t narrow = (uint16_t)value;
                memcpy(to, &narrow, sizeof(narrow));
            }
            else
            {
                memcpy(to, &value, sizeof(value));
            }
        }
    }
}

/* Whether OpenJPEG understood the header as this library did. */
static int32_t agrees(const opj_image_t* image, const dh_j2k_header* header)
{
    int32_t same = (int32_t)image->numcomps == header->info.components;
    for (int32_t component = 0; same != 0 && component < header->info.components; component++)
    {
        const opj_image_comp_t* part = &image->comps[component];
        int64_t width = dh_ceil_div(header->x1, header->step_x[component]) - dh_ceil_div(header->x0, header->step_x[component]);
        int64_t height = dh_ceil_div(header->y1, header->step_y[component]) - dh_ceil_div(header->y0, header->step_y[component]);
        same = part->w == width && part->h == height && (int32_t)part->prec == header->info.bits;
    }

    return same;
}

int32_t dh_codec_j2k_decode(const uint8_t* data, int64_t size, uint8_t* samples, int64_t samples_size, char* error, int64_t error_size)
{
    dh_text text = {error, error_size};
    dh_j2k_header header;
    int32_t code = read_checked(data, size, &header, text);
    code = code == DH_OK ? dh_check_room(&header.info, samples, samples_size, text) : code;
    if (code != DH_OK)
    {
        return code;
    }

    /* OpenJPEG only reads through the stream, so the data stay as they are. */
    dh_j2k_memory memory = {(uint8_t*)(uintptr_t)data, size, 0, 0, 0};
    dh_j2k_message message;
    opj_dparameters_t parameters;
    opj_set_default_decoder_parameters(&parameters);
    opj_codec_t* codec = opj_create_decompress(OPJ_CODEC_J2K);
    opj_stream_t* stream = dh_j2k_open(&memory, OPJ_TRUE);
    opj_image_t* image = NULL;
    if (codec == NULL || stream == NULL)
    {
        code = dh_fail(text, DH_MEMORY, "OpenJPEG has no memory");
    }
    else
    {
        dh_j2k_listen(codec, &message);
        if (!opj_setup_decoder(codec, &parameters) || !opj_read_header(stream, codec, &image))
        {
            code = dh_fail(text, DH_DAMAGED, "the header is refused: %s", message.text);
        }
        else if (!agrees(image, &header))
        {
            code = dh_fail(text, DH_DAMAGED, "the header is ambiguous");
        }
        else if (!opj_decode(codec, stream, image))
        {
            code = dh_fail(text, DH_DAMAGED, "the tiles are refused: %s", message.text);
        }
    }

    for (int32_t component = 0; code == DH_OK && component < header.info.components; component++)
    {
        if (image->comps[component].data == NULL || !agrees(image, &header))
        {
            code = dh_fail(text, DH_DAMAGED, "component %d has no samples", component);
        }
        else
        {
            store(&image->comps[component], &header, component, samples);
        }
    }

    opj_image_destroy(image);
    opj_stream_destroy(stream);
    opj_destroy_codec(codec);
    return code;
}

#else

int32_t dh_codec_j2k_info(const uint8_t* data, int64_t size, dh_codec_info* info, char* error, int64_t error_size)
{
    (void)data, (void)size, (void)info;
    return dh_fail((dh_text){error, error_size}, DH_MISSING, DH_MISSING_OPENJPEG);
}

int32_t dh_codec_j2k_decode(const uint8_t* data, int64_t size, uint8_t* samples, int64_t samples_size, char* error, int64_t error_size)
{
    (void)data, (void)size, (void)samples, (void)samples_size;
    return dh_fail((dh_text){error, error_size}, DH_MISSING, DH_MISSING_OPENJPEG);
}

#endif
