#include "text.h"

#include <stdarg.h>
#include <stdio.h>

int32_t dh_fail(dh_text text, int32_t code, const char* format, ...)
{
    if (text.text != NULL && text.size > 0)
    {
        va_list arguments;
        va_start(arguments, format);
        vsnprintf(text.text, (size_t)text.size, format, arguments);
        va_end(arguments);
    }

    return code;
}
