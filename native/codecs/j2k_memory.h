/* Streams of OpenJPEG over memory of the caller, and its messages. */
#ifndef DH_J2K_MEMORY_H
#define DH_J2K_MEMORY_H

#if defined(DH_OPENJPEG)

#include <openjpeg.h>

#include "text.h"

/* Bytes that are read or written. */
typedef struct dh_j2k_memory
{
    uint8_t* data;
    int64_t size;
    int64_t offset;
    int64_t end;      /* of what was written */
    int32_t overflow; /* 1 when something did not fit */
} dh_j2k_memory;

/* The first message of an operation, which names the cause. */
typedef struct dh_j2k_message
{
    char text[200];
} dh_j2k_message;

opj_stream_t* dh_j2k_open(dh_j2k_memory* memory, OPJ_BOOL is_input);

void dh_j2k_listen(opj_codec_t* codec, dh_j2k_message* message);

#endif

#endif
