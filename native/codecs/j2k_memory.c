#include "j2k_memory.h"

#if defined(DH_OPENJPEG)

#include <string.h>

static OPJ_SIZE_T read_bytes(void* buffer, OPJ_SIZE_T count, void* state)
{
    dh_j2k_memory* memory = state;
    int64_t left = memory->size - memory->offset;
    if (left <= 0)
    {
        return (OPJ_SIZE_T)-1;
    }

    OPJ_SIZE_T taken = (int64_t)count < left ? count : (OPJ_SIZE_T)left;
    memcpy(buffer, memory->data + memory->offset, taken);
    memory->offset += (int64_t)taken;
    return taken;
}

static OPJ_SIZE_T write_bytes(void* buffer, OPJ_SIZE_T count, void* state)
{
    dh_j2k_memory* memory = state;
    if ((int64_t)count > memory->size - memory->offset)
    {
        memory->overflow = 1;
        return (OPJ_SIZE_T)-1;
    }

    memcpy(memory->data + memory->offset, buffer, count);
    memory->offset += (int64_t)count;
    memory->end = memory->end > memory->offset ? memory->end : memory->offset;
    return count;
}

static OPJ_BOOL seek(OPJ_OFF_T offset, void* state)
{
    dh_j2k_memory* memory = state;
    if (offset < 0 || offset > memory->size)
    {
        return OPJ_FALSE;
    }

    memory->offset = offset;
    return OPJ_TRUE;
}

static OPJ_OFF_T skip(OPJ_OFF_T count, void* state)
{
    dh_j2k_memory* memory = state;
    if (count < 0 || count > memory->size - memory->offset)
    {
        memory->offset = memory->size;
        return -1;
    }

    memory->offset += count;
    return count;
}

opj_stream_t* dh_j2k_open(dh_j2k_memory* memory, OPJ_BOOL is_input)
{
    opj_stream_t* stream = opj_stream_create(64 << 10, is_input);
    if (stream != NULL)
    {
        opj_stream_set_read_function(stream, read_bytes);
        opj_stream_set_write_function(stream, write_bytes);
        opj_stream_set_seek_function(stream, seek);
        opj_stream_set_skip_function(stream, skip);
        opj_stream_set_user_data(stream, memory, NULL);
        opj_stream_set_user_data_length(stream, (OPJ_UINT64)memory->size);
    }

    return stream;
}

static void keep(const char* text, void* state)
{
    dh_j2k_message* message = state;
    if (message->text[0] == 0)
    {
        dh_fail((dh_text){message->text, sizeof(message->text)}, 0, "%s", text);
        message->text[strcspn(message->text, "\r\n")] = 0;
    }
}

static void drop(const char* text, void* state)
{
    (void)text, (void)state;
}

void dh_j2k_listen(opj_codec_t* codec, dh_j2k_message* message)
{
    message->text[0] = 0;
    opj_set_error_handler(codec, keep, message);
    opj_set_warning_handler(codec, drop, NULL);
    opj_set_info_handler(codec, drop, NULL);
}

#else

/* ISO C wants a declaration in every file. */
typedef int dh_j2k_memory_is_left_out;

#endif
