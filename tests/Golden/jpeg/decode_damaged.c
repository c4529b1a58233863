/* Decodes a JPEG file as OpenCV's reader does: a fault behind the pixels is passed over, the file's end counts as the end of the image.
   usage: decode_damaged file.jpg smoothing(0|1) > samples   RGB, or gray; cc -O2 decode_damaged.c -ljpeg */
#include <stdio.h>
#include <stdlib.h>
#include <setjmp.h>
#include <jpeglib.h>

struct errors { struct jpeg_error_mgr base; jmp_buf back; };

static void leave(j_common_ptr info) { (*info->err->output_message)(info); longjmp(((struct errors *)info->err)->back, 1); }

int main(int count, char **values)
{
    FILE *file = count == 3 ? fopen(values[1], "rb") : NULL;
    if (!file) return 2;
    struct jpeg_decompress_struct info;
    struct errors errors;
    unsigned char *volatile line = NULL;
    volatile unsigned rows = 0, height = 1;
    info.err = jpeg_std_error(&errors.base);
    errors.base.error_exit = leave;
    if (!setjmp(errors.back))
    {
        jpeg_create_decompress(&info);
        jpeg_stdio_src(&info, file);
        jpeg_read_header(&info, TRUE);
        info.out_color_space = info.num_components == 1 ? JCS_GRAYSCALE : JCS_RGB;
        info.do_block_smoothing = atoi(values[2]);
        jpeg_start_decompress(&info);
        height = info.output_height;
        line = malloc(info.output_width * info.output_components);
        for (; rows < height; rows++)
        {
            JSAMPROW row = line;
            jpeg_read_scanlines(&info, &row, 1);
            fwrite(line, info.output_components, info.output_width, stdout);
        }

        jpeg_finish_decompress(&info);
    }

    jpeg_destroy_decompress(&info);
    fclose(file);
    free(line);
    fprintf(stderr, "%u rows\n", rows);
    return rows == height ? 0 : 1;
}
