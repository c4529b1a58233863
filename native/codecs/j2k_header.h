/* Reads the headers of a JPEG 2000 codestream (ISO/IEC 15444-1, Annex A) before OpenJPEG does, because OpenJPEG takes memory by what
 * headers claim. */
#ifndef DH_J2K_HEADER_H
#define DH_J2K_HEADER_H

#include "dh_codecs.h"
#include "text.h"

enum
{
    DH_J2K_COMPONENTS = 4,
    DH_J2K_RESOLUTIONS = 33
};

/* How a component is coded: what COD and COC say. */
typedef struct dh_j2k_coding
{
    int32_t levels;
    int32_t block_width_log;
    int32_t block_height_log;
    int32_t reversible;
    uint8_t precincts[DH_J2K_RESOLUTIONS]; /* PPx in the low half, PPy in the high half */
} dh_j2k_coding;

/* What holds for a tile, or for all tiles that say nothing else. */
typedef struct dh_j2k_style
{
    int32_t has_cod;
    int32_t is_closed; /* 1 where no COD or COC may come any more */
    int64_t layers;
    dh_j2k_coding coding[DH_J2K_COMPONENTS];
} dh_j2k_style;

typedef struct dh_j2k_header
{
    /* SIZ: the reference grid, in units of it */
    int64_t x1, y1, x0, y0;
    int64_t tile_width, tile_height, tile_x0, tile_y0;
    int64_t tiles_x, tiles_y;
    int64_t step_x[DH_J2K_COMPONENTS];
    int64_t step_y[DH_J2K_COMPONENTS];
    dh_codec_info info;
    dh_j2k_style style;
    int64_t first_tile_part; /* offset of the first SOT */
} dh_j2k_header;

int64_t dh_ceil_div(int64_t value, int64_t divisor);

/* Big-endian numbers; the caller has checked that the bytes are there. */
uint32_t dh_be16(const uint8_t* data);
uint32_t dh_be32(const uint8_t* data);

/* Reads the marker segment at *offset if it is COD or COC, and steps over it in any case. length covers the bytes that may be read. */
int32_t dh_j2k_read_segment(const uint8_t* data, int64_t length, int64_t* offset, int32_t components, dh_j2k_style* style, dh_text text);

/* Reads the main header. */
int32_t dh_j2k_read_header(const uint8_t* data, int64_t size, dh_j2k_header* header, dh_text text);

/* Walks over the tile parts: every tile must be there, and have as many bytes as its packets need at least. Bounds the memory of OpenJPEG. */
int32_t dh_j2k_check_tiles(const uint8_t* data, int64_t size, const dh_j2k_header* header, dh_text text);

#endif
