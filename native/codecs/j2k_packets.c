/* How much a codestream makes OpenJPEG allocate, and whether the bytes for it can be there. */
#include <stddef.h>
#include <stdlib.h>

#include "j2k_header.h"

/* What OpenJPEG 2.5 takes, from its structures: for a tile in any case, for a component of it, for a precinct with its trees, for a code block. */
enum
{
    TILE_BYTES = 14336,
    TILE_COMPONENT_BYTES = 1152,
    PRECINCT_BYTES = 512,
    BLOCK_BYTES = 600,
    SOT = 0xFF90,
    SOD = 0xFF93,
    EOC = 0xFFD9
};

static const int64_t most_bytes = 128 << 20;

/* Counts are cut to this, far above every limit, so that sums and products stay below 2^62. */
static const int64_t most_counted = (int64_t)1 << 36;

typedef struct tile_work
{
    int64_t packets;
    int64_t samples;
    int64_t node_bytes;
    int64_t most_precincts;
    int64_t most_resolutions;
} tile_work;

static int64_t ceil_shift(int64_t value, int32_t shift)
{
    return (value + ((int64_t)1 << shift) - 1) >> shift;
}

static int64_t smaller(int64_t left, int64_t right)
{
    return left < right ? left : right;
}

static int64_t larger(int64_t left, int64_t right)
{
    return left > right ? left : right;
}

/* Adds one resolution of one component: B.6 and B.7. The sides are those of the resolution in its own samples. */
static void add_resolution(const dh_j2k_coding* coding, int32_t resolution, int64_t x0, int64_t y0, int64_t x1, int64_t y1, int64_t layers,
                           tile_work* work)
{
    if (x1 <= x0 || y1 <= y0)
    {
        return;
    }

    int32_t width_log = coding->precincts[resolution] & 15;
    int32_t height_log = coding->precincts[resolution] >> 4;
    int64_t precincts = smaller(
        most_counted, (ceil_shift(x1, width_log) - (x0 >> width_log)) * (ceil_shift(y1, height_log) - (y0 >> height_log)));
    work->packets += precincts * layers;
    work->most_precincts = larger(work->most_precincts, precincts);

    /* Bands above resolution 0 have half the side, three of them; blocks are no larger than a precinct in a band. */
    int32_t half = resolution > 0 ? 1 : 0;
    int32_t block_width_log = (int32_t)smaller(coding->block_width_log, width_log - half);
    int32_t block_height_log = (int32_t)smaller(coding->block_height_log, height_log - half);
    int64_t blocks = smaller(
        most_counted, (((x1 - x0) >> (half + block_width_log)) + 2) * (((y1 - y0) >> (half + block_height_log)) + 2));
    work->node_bytes += (1 + (2 * half)) * ((precincts * PRECINCT_BYTES) + (blocks * BLOCK_BYTES));
}

/* Sums up one tile; B.3. */
static tile_work measure(const dh_j2k_header* header, const dh_j2k_style* style, int64_t tile)
{
    tile_work work = {0, 0, 0, 0, 0};
    int64_t left = header->tile_x0 + ((tile % header->tiles_x) * header->tile_width);
    int64_t top = header->tile_y0 + ((tile / header->tiles_x) * header->tile_height);
    for (int32_t component = 0; component < header->info.components; component++)
    {
        const dh_j2k_coding* coding = &style->coding[component];
        int64_t x0 = dh_ceil_div(larger(left, header->x0), header->step_x[component]);
        int64_t y0 = dh_ceil_div(larger(top, header->y0), header->step_y[component]);
        int64_t x1 = dh_ceil_div(smaller(left + header->tile_width, header->x1), header->step_x[component]);
        int64_t y1 = dh_ceil_div(smaller(top + header->tile_height, header->y1), header->step_y[component]);
        work.samples += smaller(most_counted, larger(0, x1 - x0) * larger(0, y1 - y0));
        work.most_resolutions = larger(work.most_resolutions, coding->levels + 1);
        for (int32_t resolution = 0; resolution <= coding->levels; resolution++)
        {
            int32_t down = coding->levels - resolution;
            add_resolution(coding, resolution, ceil_shift(x0, down), ceil_shift(y0, down), ceil_shift(x1, down), ceil_shift(y1, down),
                           style->layers, &work);
        }
    }

    return work;
}

/* A packet has at least one byte, so that a tile cannot have more packets than there are bytes. */
static int32_t check_tile(const dh_j2k_header* header, const dh_j2k_style* style, int64_t tile, int64_t size, int64_t* packets, dh_text text)
{
    tile_work work = measure(header, style, tile);
    *packets += work.packets;
    if (*packets > size)
    {
        return dh_fail(text, DH_DAMAGED, "up to tile %lld there are %lld packets, but only %lld bytes", (long long)tile, (long long)*packets,
                       (long long)size);
    }

    int64_t progression = (style->layers + 1) * work.most_resolutions * header->info.components * work.most_precincts * 2;
    if (work.node_bytes > most_bytes + (8 * work.samples) || progression > most_bytes)
    {
        return dh_fail(text, DH_UNSUPPORTED, "tile %lld of %lld samples needs about %lld bytes for its code blocks and %lld for their order, which is too much",
                       (long long)tile, (long long)work.samples, (long long)work.node_bytes, (long long)progression);
    }

    return DH_OK;
}

/* Reads the header of the tile part at *offset, A.4.2, and steps over it. */
static int32_t read_tile_part(const uint8_t* data, int64_t size, const dh_j2k_header* header, uint8_t* seen, int64_t* offset, int64_t* packets,
                              dh_text text)
{
    int64_t start = *offset;
    int64_t tile = start + 12 <= size ? (int64_t)dh_be16(data + start + 4) : -1;
    if (tile < 0 || dh_be16(data + start) != SOT || dh_be16(data + start + 2) != 10 || tile >= header->tiles_x * header->tiles_y)
    {
        return dh_fail(text, DH_DAMAGED, "at offset %lld of the codestream there is no tile part of the %lld tiles", (long long)start,
                       (long long)(header->tiles_x * header->tiles_y));
    }

    int64_t length = dh_be32(data + start + 6);
    if (length != 0 && (length < 14 || start + length > size))
    {
        return dh_fail(text, DH_DAMAGED, "the tile part at offset %lld has %lld bytes, the data have %lld from there", (long long)start,
                       (long long)length, (long long)(size - start));
    }

    /* The first part of a tile may change the coding style for it. */
    int64_t end = length == 0 ? size : start + length;
    dh_j2k_style style = header->style;
    style.has_cod = 0;
    style.is_closed = seen[tile];
    int32_t code = DH_OK;
    *offset = start + 12;
    while (code == DH_OK && (*offset + 2 > end || dh_be16(data + *offset) != SOD))
    {
        code = dh_j2k_read_segment(data, end, offset, header->info.components, &style, text);
    }

    if (code == DH_OK && seen[tile] == 0)
    {
        code = check_tile(header, &style, tile, size, packets, text);
    }

    seen[tile] = 1;
    *offset = end;
    return code;
}

int32_t dh_j2k_check_tiles(const uint8_t* data, int64_t size, const dh_j2k_header* header, dh_text text)
{
    int64_t tiles = header->tiles_x * header->tiles_y;
    if (tiles > 65535 || tiles * (TILE_BYTES + (TILE_COMPONENT_BYTES * header->info.components)) > most_bytes)
    {
        return dh_fail(text, DH_UNSUPPORTED, "%lld tiles need too much memory", (long long)tiles);
    }

    if (tiles * 14 > size)
    {
        return dh_fail(text, DH_DAMAGED, "%lld tiles need at least %lld bytes, there are %lld", (long long)tiles, (long long)tiles * 14,
                       (long long)size);
    }

    uint8_t* seen = calloc((size_t)tiles, 1);
    if (seen == NULL)
    {
        return dh_fail(text, DH_MEMORY, "no memory for %lld bytes", (long long)tiles);
    }

    int32_t code = DH_OK;
    int64_t offset = header->first_tile_part;
    int64_t packets = 0;
    while (code == DH_OK && size - offset >= 14 && dh_be16(data + offset) != EOC)
    {
        code = read_tile_part(data, size, header, seen, &offset, &packets, text);
    }

    for (int64_t tile = 0; code == DH_OK && tile < tiles; tile++)
    {
        code = seen[tile] != 0 ? DH_OK : dh_fail(text, DH_DAMAGED, "tile %lld of %lld is missing", (long long)tile, (long long)tiles);
    }

    free(seen);
    return code;
}
