/* Sentences for the caller. */
#ifndef DH_TEXT_H
#define DH_TEXT_H

#include <stdint.h>

/* Where the sentence goes; passed to the callbacks of libraries too. */
typedef struct dh_text
{
    char* text;
    int64_t size;
} dh_text;

/* Writes a sentence, cut to the room there is. Returns the code, so that a caller fails in one line. */
int32_t dh_fail(dh_text text, int32_t code, const char* format, ...) __attribute__((format(printf, 3, 4)));

#endif
