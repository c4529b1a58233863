#include "samples.h"

#include <stddef.h>
#include <string.h>

int32_t dh_sample_bytes(int32_t bits)
{
    return bits <= 8 ? 1 : bits <= 16 ? 2 : 4;
}

int64_t dh_samples_size(const dh_codec_info* info)
{
    int64_t size;
    if (__builtin_mul_overflow((int64_t)info->width, (int64_t)info->height, &size)
        || __builtin_mul_overflow(size, (int64_t)info->components * dh_sample_bytes(info->bits), &size))
    {
        return -1;
    }

    return size;
}

int32_t dh_check_room(const dh_codec_info* info, const uint8_t* samples, int64_t samples_size, dh_text text)
{
    int64_t needed = dh_samples_size(info);
    if (samples == NULL || samples_size != needed)
    {
        return dh_fail(text, DH_ARGUMENT, "the samples need %lld bytes, the caller gave %lld", (long long)needed, (long long)samples_size);
    }

    return DH_OK;
}

int32_t dh_check_source(const dh_codec_info* info, int32_t least_bits, int32_t most_bits, const uint8_t* samples, int64_t samples_size,
                        const uint8_t* destination, int64_t destination_size, const int64_t* written, dh_text text)
{
    if (info == NULL || destination == NULL || destination_size < 1 || written == NULL)
    {
        return dh_fail(text, DH_ARGUMENT, "a pointer is null or the destination is empty");
    }

    if (info->width < 1 || info->height < 1 || info->components < 1 || info->components > 4)
    {
        return dh_fail(text, DH_UNSUPPORTED, "%d x %d pixels of %d components cannot be stored; sides are at least 1, components 1 to 4",
                       info->width, info->height, info->components);
    }

    if (info->bits < least_bits || info->bits > most_bits)
    {
        return dh_fail(text, DH_UNSUPPORTED, "samples of %d bits cannot be stored, only %d to %d", info->bits, least_bits, most_bits);
    }

    return dh_check_room(info, samples, samples_size, text);
}

void dh_interleave(const uint8_t* planes, uint8_t* interleaved, const dh_codec_info* info)
{
    size_t bytes = (size_t)dh_sample_bytes(info->bits);
    size_t pixels = (size_t)info->width * (size_t)info->height;
    size_t step = bytes * (size_t)info->components;
    for (int32_t component = 0; component < info->components; component++)
    {
        const uint8_t* plane = planes + ((size_t)component * pixels * bytes);
        uint8_t* first = interleaved + ((size_t)component * bytes);
        for (size_t pixel = 0; pixel < pixels; pixel++)
        {
            memcpy(first + (pixel * step), plane + (pixel * bytes), bytes);
        }
    }
}

void dh_deinterleave(const uint8_t* interleaved, uint8_t* planes, const dh_codec_info* info)
{
    size_t bytes = (size_t)dh_sample_bytes(info->bits);
    size_t pixels = (size_t)info->width * (size_t)info->height;
    size_t step = bytes * (size_t)info->components;
    for (int32_t component = 0; component < info->components; component++)
    {
        uint8_t* plane = planes + ((size_t)component * pixels * bytes);
        const uint8_t* first = interleaved + ((size_t)component * bytes);
        for (size_t pixel = 0; pixel < pixels; pixel++)
        {
            memcpy(plane + (pixel * bytes), first + (pixel * step), bytes);
        }
    }
}
