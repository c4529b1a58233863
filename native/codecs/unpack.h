/* What the codecs of bytes share. */
#ifndef DH_UNPACK_H
#define DH_UNPACK_H

#include <stddef.h>

#include "dh_codecs.h"
#include "text.h"

/* Most memory that a library may take for a window, whatever the data ask for: 2^27 bytes. */
#define DH_WINDOW_BITS 27

/* Room for what the data hold beyond the output. It is unpacked, up to the size of the output once more, only to reach the checksum:
 * damaged data often unpack to more than was packed. */
#define DH_SURPLUS_BYTES 4096

/* Checks what a caller gives. */
static inline int32_t dh_check_unpack(const uint8_t* data, int64_t size, const uint8_t* output, int64_t output_size, int64_t* written, dh_text text)
{
    if (data == NULL || size < 1 || output == NULL || output_size < 1 || written == NULL)
    {
        return dh_fail(text, DH_ARGUMENT, "there are no data, or there is no room for what they unpack to");
    }

    *written = 0;
    return DH_OK;
}

#endif
