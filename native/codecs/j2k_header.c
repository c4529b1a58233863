#include "j2k_header.h"

#include <stddef.h>
#include <string.h>

/* Markers, Table A.2. */
enum
{
    SOC = 0xFF4F,
    SIZ = 0xFF51,
    COD = 0xFF52,
    COC = 0xFF53,
    SOT = 0xFF90
};

int64_t dh_ceil_div(int64_t value, int64_t divisor)
{
    return (value + divisor - 1) / divisor;
}

uint32_t dh_be16(const uint8_t* data)
{
    return ((uint32_t)data[0] << 8) | data[1];
}

uint32_t dh_be32(const uint8_t* data)
{
    return (dh_be16(data) << 16) | dh_be16(data + 2);
}

/* SIZ, A.5.1; segment points behind the length. */
static int32_t read_size(const uint8_t* segment, int64_t length, dh_j2k_header* header, dh_text text)
{
    int32_t components = length >= 36 ? (int32_t)dh_be16(segment + 34) : 0;
    if (length < 36 || length != 36 + (3 * (int64_t)components))
    {
        return dh_fail(text, DH_DAMAGED, "SIZ has %lld bytes for %d components", (long long)length, components);
    }

    if (components < 1 || components > DH_J2K_COMPONENTS)
    {
        return dh_fail(text, DH_UNSUPPORTED, "there are %d components, 1 to 4 are known", components);
    }

    header->x1 = dh_be32(segment + 2);
    header->y1 = dh_be32(segment + 6);
    header->x0 = dh_be32(segment + 10);
    header->y0 = dh_be32(segment + 14);
    header->tile_width = dh_be32(segment + 18);
    header->tile_height = dh_be32(segment + 22);
    header->tile_x0 = dh_be32(segment + 26);
    header->tile_y0 = dh_be32(segment + 30);
    int64_t width = header->x1 - header->x0;
    int64_t height = header->y1 - header->y0;
    if (width < 1 || height < 1 || header->tile_width < 1 || header->tile_height < 1 || header->tile_x0 > header->x0
        || header->tile_y0 > header->y0 || header->tile_x0 + header->tile_width <= header->x0
        || header->tile_y0 + header->tile_height <= header->y0)
    {
        return dh_fail(text, DH_DAMAGED, "SIZ describes an image of %lld x %lld pixels in tiles of %lld x %lld, which is impossible",
                       (long long)width, (long long)height, (long long)header->tile_width, (long long)header->tile_height);
    }

    if (header->x1 > INT32_MAX || header->y1 > INT32_MAX)
    {
        return dh_fail(text, DH_UNSUPPORTED, "the grid of %lld x %lld points is too large", (long long)header->x1, (long long)header->y1);
    }

    header->tiles_x = dh_ceil_div(header->x1 - header->tile_x0, header->tile_width);
    header->tiles_y = dh_ceil_div(header->y1 - header->tile_y0, header->tile_height);
    header->info = (dh_codec_info){(int32_t)width, (int32_t)height, components, (segment[36] & 127) + 1, segment[36] >> 7, 0};
    for (int32_t component = 0; component < components; component++)
    {
        const uint8_t* part = segment + 36 + (3 * component);
        header->step_x[component] = part[1];
        header->step_y[component] = part[2];
        if (part[1] < 1 || part[2] < 1 || dh_ceil_div(header->x1, part[1]) <= dh_ceil_div(header->x0, part[1])
            || dh_ceil_div(header->y1, part[2]) <= dh_ceil_div(header->y0, part[2]))
        {
            return dh_fail(text, DH_DAMAGED, "component %d is subsampled by %d x %d, which leaves no samples", component, part[1], part[2]);
        }

        if (part[0] != segment[36])
        {
            return dh_fail(text, DH_UNSUPPORTED, "component %d has %d bits%s, component 0 has %d%s; different depths are not known", component,
                           (part[0] & 127) + 1, (part[0] & 128) != 0 ? " with sign" : "", header->info.bits,
                           header->info.is_signed != 0 ? " with sign" : "");
        }
    }

    if (header->info.bits > 31)
    {
        return dh_fail(text, DH_UNSUPPORTED, "samples have %d bits, OpenJPEG knows 1 to 31", header->info.bits);
    }

    return DH_OK;
}

/* The end of COD and COC that is alike, Table A.15. */
static int32_t read_coding(const uint8_t* part, int64_t length, int32_t has_precincts, dh_j2k_coding* coding, dh_text text)
{
    int32_t levels = length >= 5 ? part[0] : 255;
    if (levels >= DH_J2K_RESOLUTIONS || length < 5 + (has_precincts != 0 ? levels + 1 : 0))
    {
        return dh_fail(text, DH_DAMAGED, "a coding style of %lld bytes has %d levels; there are at most 32, and bytes for each", (long long)length,
                       levels);
    }

    coding->levels = levels;
    coding->block_width_log = (part[1] & 15) + 2;
    coding->block_height_log = (part[2] & 15) + 2;
    coding->reversible = part[4] == 1;
    if (coding->block_width_log > 10 || coding->block_height_log > 10 || coding->block_width_log + coding->block_height_log > 12 || part[4] > 1)
    {
        return dh_fail(text, DH_DAMAGED, "a coding style has blocks of 2^%d x 2^%d and transform %d; blocks have at most 4096 samples, transforms are 0 and 1",
                       coding->block_width_log, coding->block_height_log, part[4]);
    }

    for (int32_t resolution = 0; resolution < DH_J2K_RESOLUTIONS; resolution++)
    {
        coding->precincts[resolution] = has_precincts != 0 && resolution <= levels ? part[5 + resolution] : 0xFF;
        if (resolution > 0 && ((coding->precincts[resolution] & 15) == 0 || coding->precincts[resolution] >> 4 == 0))
        {
            return dh_fail(text, DH_DAMAGED, "precincts of resolution %d have a side of one sample, which only resolution 0 may have", resolution);
        }
    }

    return DH_OK;
}

int32_t dh_j2k_read_segment(const uint8_t* data, int64_t length, int64_t* offset, int32_t components, dh_j2k_style* style, dh_text text)
{
    uint32_t marker = *offset + 4 <= length ? dh_be16(data + *offset) : 0;
    int64_t bytes = marker != 0 ? dh_be16(data + *offset + 2) : 0;
    if (marker < 0xFF50 || bytes < 2 || *offset + 2 + bytes > length)
    {
        return dh_fail(text, DH_DAMAGED, "at offset %lld of the codestream there is no whole marker segment (marker %04X, length %lld)",
                       (long long)*offset, (unsigned)marker, (long long)bytes);
    }

    if ((marker == COD || marker == COC) && style->is_closed != 0)
    {
        return dh_fail(text, DH_DAMAGED, "at offset %lld the coding style changes in a later part of a tile", (long long)*offset);
    }

    const uint8_t* part = data + *offset + 4;
    *offset += 2 + bytes;
    bytes -= 2;
    if (marker == COD)
    {
        /* A second COD would undo what COC said in one reader and not in another. */
        if (bytes < 10 || style->has_cod != 0)
        {
            return dh_fail(text, DH_DAMAGED, "the coding style COD has %lld bytes or comes twice", (long long)bytes);
        }

        style->has_cod = 1;
        style->layers = dh_be16(part + 2);
        int32_t code = style->layers > 0 ? read_coding(part + 5, bytes - 5, part[0] & 1, &style->coding[0], text)
                                         : dh_fail(text, DH_DAMAGED, "the coding style COD has no layers");
        for (int32_t component = 1; component < components; component++)
        {
            style->coding[component] = style->coding[0];
        }

        return code;
    }

    if (marker == COC)
    {
        int32_t component = bytes >= 7 ? part[0] : DH_J2K_COMPONENTS;
        if (component >= components)
        {
            return dh_fail(text, DH_DAMAGED, "the coding style COC of %lld bytes is for component %d of %d", (long long)bytes, component, components);
        }

        return read_coding(part + 2, bytes - 2, part[1] & 1, &style->coding[component], text);
    }

    return DH_OK;
}

int32_t dh_j2k_read_header(const uint8_t* data, int64_t size, dh_j2k_header* header, dh_text text)
{
    memset(header, 0, sizeof(*header));
    if (data == NULL || size < 1)
    {
        return dh_fail(text, DH_ARGUMENT, "there are no data");
    }

    if (size < 6 || dh_be16(data) != SOC || dh_be16(data + 2) != SIZ)
    {
        return dh_fail(text, DH_DAMAGED, "the data do not begin with the markers SOC and SIZ of a JPEG 2000 codestream");
    }

    int64_t length = dh_be16(data + 4);
    if (length < 2 || length + 4 > size)
    {
        return dh_fail(text, DH_DAMAGED, "SIZ is cut short");
    }

    int32_t code = read_size(data + 6, length - 2, header, text);
    int64_t offset = length + 4;
    while (code == DH_OK && (offset + 2 > size || dh_be16(data + offset) != SOT))
    {
        /* Marker segments have at least 4 bytes, so this ends. */
        code = dh_j2k_read_segment(data, size, &offset, header->info.components, &header->style, text);
    }

    if (code == DH_OK && header->style.has_cod == 0)
    {
        code = dh_fail(text, DH_DAMAGED, "the main header has no coding style COD");
    }

    header->first_tile_part = offset;
    header->info.detail = header->style.coding[0].reversible;
    return code;
}
