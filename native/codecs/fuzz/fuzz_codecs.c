/* Feeds mutations of good files to every decode function. Built with AddressSanitizer (native/build.sh -DSANITIZE=address), which stops at
 * the first fault; slow mutations and large allocations are reported and counted.
 *
 * fuzz_codecs KIND FIRST COUNT FILE...    KIND: jpegls, j2k, webp, zstd, lzma. Mutation number N is always the same bytes.
 * fuzz_codecs KIND dump NUMBER FILE...    writes one mutation to standard output. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "dh_codecs.h"

enum
{
    MOST_FILES = 256,
    TEXT_BYTES = 512,
    MOST_SAMPLES = 16 << 20,
    MOST_UNPACKED = 1 << 20,
    LIMIT_MS = 2000
};

typedef int32_t (*info_function)(const uint8_t*, int64_t, dh_codec_info*, char*, int64_t);
typedef int32_t (*decode_function)(const uint8_t*, int64_t, uint8_t*, int64_t, char*, int64_t);
typedef int32_t (*unpack_function)(const uint8_t*, int64_t, uint8_t*, int64_t, int64_t*, char*, int64_t);

/* A codec of pictures has the first two functions, one of bytes the third. */
typedef struct codec
{
    const char* name;
    info_function read_info;
    decode_function decode;
    unpack_function unpack;
} codec;

static const codec codecs[] = {
    {"jpegls", dh_codec_jpegls_info, dh_codec_jpegls_decode, NULL},
    {"j2k", dh_codec_j2k_info, dh_codec_j2k_decode, NULL},
    {"webp", dh_codec_webp_info, dh_codec_webp_decode, NULL},
    {"zstd", NULL, NULL, dh_codec_zstd_unpack},
    {"lzma", NULL, NULL, dh_codec_lzma_unpack},
};

typedef struct input
{
    uint8_t* data;
    int64_t size;
} input;

/* SplitMix64: a counter and a mixing function. */
static uint64_t draw(uint64_t* state)
{
    uint64_t value = (*state += 0x9E3779B97F4A7C15u);
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9u;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBu;
    return value ^ (value >> 31);
}

static int64_t below(uint64_t* state, int64_t limit)
{
    return limit > 0 ? (int64_t)(draw(state) % (uint64_t)limit) : 0;
}

/* One change at a random place; headers are short and decide most, so half of the changes go there. */
static void change(uint64_t* state, uint8_t* data, int64_t* size, const input* other)
{
    int64_t at = below(state, below(state, 2) == 0 && *size > 128 ? 128 : *size);
    int64_t count = 1 + below(state, 32);
    count = count < *size - at ? count : *size - at;
    switch (below(state, 7))
    {
    case 0:
        data[at] ^= (uint8_t)(1u << below(state, 8));
        break;
    case 1:
        data[at] = (uint8_t)draw(state);
        break;
    case 2:
        memset(data + at, below(state, 2) == 0 ? 0 : 255, (size_t)count);
        break;
    case 3:
        *size = at > 0 ? at : 1;
        break;
    case 4:
        memmove(data + at, data + at + count, (size_t)(*size - at - count));
        *size = *size > count ? *size - count : 1;
        break;
    case 5:
        memmove(data + at + count, data + at, (size_t)(*size - at));
        *size += count;
        break;
    default:
        count = count < other->size ? count : other->size;
        memcpy(data + at, other->data + below(state, other->size - count + 1), (size_t)count);
        break;
    }
}

static uint8_t* mutate(uint64_t number, const input* files, int64_t count, int64_t* size)
{
    uint64_t state = number;
    const input* file = &files[below(&state, count)];
    int64_t changes = 1 + below(&state, 5);
    uint8_t* data = malloc((size_t)file->size + 256);
    if (data == NULL)
    {
        abort();
    }

    memcpy(data, file->data, (size_t)file->size);
    *size = file->size;
    while (changes-- > 0)
    {
        change(&state, data, size, &files[below(&state, count)]);
    }

    /* An allocation of exactly this size lets the sanitizer see the first byte read beyond it. */
    uint8_t* exact = realloc(data, (size_t)*size);
    return exact != NULL ? exact : data;
}

/* The room is now too small, now large enough, and always of exactly that size, so that the sanitizer sees the first byte beyond it. */
static int32_t try_unpack(const uint8_t* data, int64_t size, unpack_function unpack)
{
    char text[TEXT_BYTES];
    int64_t room = (size & 1) == 0 ? MOST_UNPACKED : 1 + (size / 2);
    int64_t written = -1;
    uint8_t* output = malloc((size_t)room);
    if (output == NULL)
    {
        abort();
    }

    int32_t code = unpack(data, size, output, room, &written, text, TEXT_BYTES);
    if (written < 0 || written > room)
    {
        abort();
    }

    free(output);
    return code;
}

static int32_t try_one(const uint8_t* data, int64_t size, const codec* codec)
{
    if (codec->unpack != NULL)
    {
        return try_unpack(data, size, codec->unpack);
    }

    char text[TEXT_BYTES];
    dh_codec_info info;
    int32_t code = codec->read_info(data, size, &info, text, TEXT_BYTES);
    if (code != DH_OK)
    {
        return code;
    }

    int64_t bytes = info.bits <= 8 ? 1 : info.bits <= 16 ? 2 : 4;
    if ((int64_t)info.width * info.height > MOST_SAMPLES / (info.components * bytes))
    {
        return DH_UNSUPPORTED;
    }

    bytes *= (int64_t)info.width * info.height * info.components;
    uint8_t* samples = malloc((size_t)bytes);
    if (samples == NULL)
    {
        abort();
    }

    code = codec->decode(data, size, samples, bytes, text, TEXT_BYTES);
    free(samples);
    return code;
}

static int64_t now_ms(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return ((int64_t)time.tv_sec * 1000) + (time.tv_nsec / 1000000);
}

static int64_t read_files(char** names, int count, input* files)
{
    int64_t read = 0;
    for (int i = 0; i < count && read < MOST_FILES; i++)
    {
        FILE* file = fopen(names[i], "rb");
        if (file == NULL || fseek(file, 0, SEEK_END) != 0 || ftell(file) < 1)
        {
            fprintf(stderr, "%s cannot be read\n", names[i]);
            exit(2);
        }

        files[read].size = ftell(file);
        files[read].data = malloc((size_t)files[read].size);
        rewind(file);
        if (files[read].data == NULL || fread(files[read].data, 1, (size_t)files[read].size, file) != (size_t)files[read].size)
        {
            exit(2);
        }

        fclose(file);
        read++;
    }

    return read;
}

int main(int argc, char** argv)
{
    static input files[MOST_FILES];
    if (argc < 5)
    {
        fprintf(stderr, "fuzz_codecs KIND FIRST COUNT FILE... or fuzz_codecs KIND dump NUMBER FILE...\n");
        return 2;
    }

    int64_t file_count = read_files(argv + 4, argc - 4, files);
    if (strcmp(argv[2], "dump") == 0)
    {
        int64_t size;
        uint8_t* data = mutate(strtoull(argv[3], NULL, 10), files, file_count, &size);
        fwrite(data, 1, (size_t)size, stdout);
        free(data);
        return 0;
    }

    const size_t kinds = sizeof(codecs) / sizeof(codecs[0]);
    size_t kind = 0;
    while (kind < kinds && strcmp(argv[1], codecs[kind].name) != 0)
    {
        kind++;
    }

    if (kind == kinds)
    {
        fprintf(stderr, "there is no codec %s\n", argv[1]);
        return 2;
    }

    uint64_t first = strtoull(argv[2], NULL, 10);
    uint64_t count = strtoull(argv[3], NULL, 10);
    int64_t decoded = 0;
    int64_t slow = 0;
    int64_t slowest = 0;
    for (uint64_t number = first; number < first + count; number++)
    {
        int64_t size;
        uint8_t* data = mutate(number, files, file_count, &size);
        int64_t start = now_ms();
        decoded += try_one(data, size, &codecs[kind]) == DH_OK ? 1 : 0;
        int64_t took = now_ms() - start;
        free(data);
        slowest = took > slowest ? took : slowest;
        if (took > LIMIT_MS)
        {
            slow++;
            printf("mutation %llu of %lld bytes took %lld ms\n", (unsigned long long)number, (long long)size, (long long)took);
        }
    }

    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("%s: mutations %llu to %llu of %lld files, %lld decoded, %llu refused, slowest %lld ms, %lld above %d ms, most memory %ld MiB\n", argv[1],
           (unsigned long long)first, (unsigned long long)(first + count - 1), (long long)file_count, (long long)decoded,
           (unsigned long long)(count - (uint64_t)decoded), (long long)slowest, (long long)slow, LIMIT_MS, usage.ru_maxrss / 1024);
    return slow == 0 ? 0 : 1;
}
