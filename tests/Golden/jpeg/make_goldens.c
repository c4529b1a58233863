/* Makes goldens.txt: small JPEG files of many sampling factors, whole and damaged, with the FNV-1a hash (64 bits) of the pixels that libjpeg decodes.
   Debian 12, libjpeg-turbo 2.1.5 (default: accurate integer transform, triangle upsampling). cc make.c -ljpeg -o make && ./make > goldens.txt
   A line: name, bits of hash in hex or "refused", file in hex. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <setjmp.h>
#include <jpeglib.h>

static jmp_buf failed;

static void fail(j_common_ptr info) { longjmp(failed, 1); }

static void quiet(j_common_ptr info, int level) { if (level < 0) { info->err->num_warnings++; } }

static unsigned long compress(int w, int h, const int *factors, int restart, int progressive, int quality, unsigned char **file)
{
    struct jpeg_compress_struct info;
    struct jpeg_error_mgr errors;
    unsigned long length = 0;
    unsigned char row[3 * 64];
    JSAMPROW rows[1] = { row };
    info.err = jpeg_std_error(&errors);
    jpeg_create_compress(&info);
    *file = NULL;
    jpeg_mem_dest(&info, file, &length);
    info.image_width = w;
    info.image_height = h;
    info.input_components = 3;
    info.in_color_space = JCS_RGB;
    jpeg_set_defaults(&info);
    jpeg_set_quality(&info, quality, TRUE);
    for (int i = 0; i < 3; i++)
    {
        info.comp_info[i].h_samp_factor = factors[2 * i];
        info.comp_info[i].v_samp_factor = factors[2 * i + 1];
    }

    info.optimize_coding = TRUE;
    info.write_JFIF_header = FALSE;
    info.restart_interval = restart;
    if (progressive)
    {
        jpeg_simple_progression(&info);
    }

    jpeg_start_compress(&info, TRUE);
    for (int y = 0; y < h; y++)
    {
        for (int x = 0; x < w; x++)
        {
            row[3 * x] = (unsigned char)(x * 13 + y * 3);
            row[3 * x + 1] = (unsigned char)((x * x + y * 40) >> 1);
            row[3 * x + 2] = (unsigned char)(((x ^ y) & 4) ? 230 : 20 + 5 * y);
        }

        jpeg_write_scanlines(&info, rows, 1);
    }

    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    return length;
}

static void print(const char *name, unsigned char *file, unsigned long length)
{
    struct jpeg_decompress_struct info;
    struct jpeg_error_mgr errors;
    unsigned long long hash = 14695981039346656037ULL;
    unsigned char row[4 * 64];
    JSAMPROW rows[1] = { row };
    printf("%s ", name);
    info.err = jpeg_std_error(&errors);
    errors.error_exit = fail;
    errors.emit_message = quiet;
    if (setjmp(failed))
    {
        printf("refused ");
    }
    else
    {
        jpeg_create_decompress(&info);
        jpeg_mem_src(&info, file, length);
        jpeg_read_header(&info, TRUE);
        info.do_block_smoothing = FALSE;
        jpeg_start_decompress(&info);
        while (info.output_scanline < info.output_height)
        {
            jpeg_read_scanlines(&info, rows, 1);
            for (unsigned i = 0; i < info.output_width * info.output_components; i++)
            {
                hash = (hash ^ row[i]) * 1099511628211ULL;
            }
        }

        jpeg_finish_decompress(&info);
        printf("%016llx ", hash);
    }

    jpeg_destroy_decompress(&info);
    for (unsigned long i = 0; i < length; i++)
    {
        printf("%02x", file[i]);
    }

    printf("\n");
}

/* Offset of the n-th restart marker. */
static unsigned long marker(const unsigned char *file, unsigned long length, int n)
{
    for (unsigned long i = 0; i + 1 < length; i++)
    {
        if (file[i] == 0xFF && file[i + 1] >= 0xD0 && file[i + 1] <= 0xD7 && n-- == 0)
        {
            return i;
        }
    }

    exit(1);
}

static void damage(void)
{
    static const int factors[6] = { 2, 2, 1, 1, 1, 1 };
    char name[64];
    for (int kind = 0; kind < 10; kind++)
    {
        unsigned char *file;
        unsigned long length = compress(60, 60, factors, 1, kind >= 8, 80, &file);
        unsigned long at = marker(file, length, 3);
        unsigned long later = marker(file, length, 5);
        switch (kind)
        {
            case 0: file[at + 1] = 0xD7; break;                                                    /* another number, far away */
            case 1: file[at + 1] = 0xD4; break;                                                    /* the next number */
            case 2: file[at + 1] = 0xD2; break;                                                    /* the one before */
            case 3: memmove(file + at, file + at + 2, length - at - 2); length -= 2; break;        /* marker lost */
            case 4: memmove(file + at, file + later, length - later); length -= later - at; break; /* two intervals lost */
            case 5: memset(file + at + 2, 0, 8); break;
            case 6: for (int i = 3; i < 12; i++) { file[at + i] ^= 0x55; } break;
            case 7: memmove(file + at - 6, file + at, length - at); length -= 6; break;            /* an interval cut short */
            case 8: memset(file + at + 2, 0xAA, 4); break;
            default: memmove(file + at, file + later, length - later); length -= later - at; break;
        }

        sprintf(name, "damage_%d", kind);
        print(name, file, length);
        free(file);
    }
}

int main(void)
{
    static const int factors[][6] =
    {
        { 1, 1, 1, 1, 1, 1 }, { 2, 1, 1, 1, 1, 1 }, { 1, 2, 1, 1, 1, 1 }, { 2, 2, 1, 1, 1, 1 }, { 4, 1, 1, 1, 1, 1 }, { 1, 4, 1, 1, 1, 1 },
        { 4, 2, 1, 1, 1, 1 }, { 2, 4, 1, 1, 1, 1 }, { 3, 1, 1, 1, 1, 1 }, { 1, 3, 1, 1, 1, 1 }, { 3, 2, 1, 1, 1, 1 }, { 2, 2, 2, 1, 1, 2 },
        { 2, 2, 2, 1, 2, 1 }, { 1, 1, 2, 2, 2, 2 }, { 4, 1, 2, 1, 1, 1 }, { 1, 2, 1, 1, 1, 2 },
    };
    static const int sizes[][2] = { { 19, 13 }, { 1, 1 }, { 4, 35 }, { 33, 6 } };
    char name[64];
    for (unsigned i = 0; i < sizeof factors / sizeof *factors; i++)
    {
        for (int k = 0; k < 4; k++)
        {
            const int *f = factors[i];
            unsigned char *file;
            unsigned long length = compress(sizes[k][0], sizes[k][1], f, 0, (i + k) % 3 == 0, 60, &file);
            sprintf(name, "%dx%d_%d%d%d%d%d%d", sizes[k][0], sizes[k][1], f[0], f[1], f[2], f[3], f[4], f[5]);
            print(name, file, length);
            free(file);
        }
    }

    damage();
    return 0;
}
