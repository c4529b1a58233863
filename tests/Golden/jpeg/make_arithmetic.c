// Arithmetic-coded files, encoded and decoded by libjpeg-turbo 2.1.5; lines for goldens.txt.
// Build and run: cc make_arithmetic.c -ljpeg -o make_arithmetic && ./make_arithmetic >> goldens.txt
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <jpeglib.h>

enum { WIDTH = 33, HEIGHT = 21 };

static void make(const char *name, int components, int progressive, int h, int restart)
{
    struct jpeg_compress_struct c;
    struct jpeg_error_mgr errors;
    unsigned char row[WIDTH * 3], *rows[1] = { row }, *file = NULL;
    unsigned long size = 0;
    c.err = jpeg_std_error(&errors);
    jpeg_create_compress(&c);
    jpeg_mem_dest(&c, &file, &size);
    c.image_width = WIDTH;
    c.image_height = HEIGHT;
    c.input_components = components;
    c.in_color_space = components == 3 ? JCS_RGB : JCS_GRAYSCALE;
    jpeg_set_defaults(&c);
    jpeg_set_quality(&c, 85, TRUE);
    c.arith_code = TRUE;
    c.comp_info[0].h_samp_factor = h;
    c.comp_info[0].v_samp_factor = h;
    c.restart_interval = restart;
    if (progressive)
        jpeg_simple_progression(&c);
    jpeg_start_compress(&c, TRUE);
    for (int y = 0; y < HEIGHT; y++)
    {
        for (int i = 0; i < WIDTH * components; i++)
            row[i] = (unsigned char)((i * 7 + y * 5 + (i % 5) * y * 3) & 255);
        jpeg_write_scanlines(&c, rows, 1);
    }
    jpeg_finish_compress(&c);

    struct jpeg_decompress_struct d;
    d.err = jpeg_std_error(&errors);
    jpeg_create_decompress(&d);
    jpeg_mem_src(&d, file, size);
    jpeg_read_header(&d, TRUE);
    jpeg_start_decompress(&d);
    uint64_t hash = 14695981039346656037u;
    while (d.output_scanline < d.output_height)
    {
        jpeg_read_scanlines(&d, rows, 1);
        for (int i = 0; i < WIDTH * components; i++)
            hash = (hash ^ row[i]) * 1099511628211u;
    }
    printf("%s %016llx ", name, (unsigned long long)hash);
    for (unsigned long i = 0; i < size; i++)
        printf("%02x", file[i]);
    printf("\n");
}

int main(void)
{
    make("arithmetic_gray", 1, 0, 1, 0);
    make("arithmetic_420_restart", 3, 0, 2, 2);
    make("arithmetic_progressive", 3, 1, 2, 0);
    make("arithmetic_progressive_restart", 3, 1, 1, 3);
    return 0;
}
