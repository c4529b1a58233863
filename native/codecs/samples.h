/* Facts about samples that all codecs share. */
#ifndef DH_SAMPLES_H
#define DH_SAMPLES_H

#include "dh_codecs.h"
#include "text.h"

/* Bytes of one sample: 1, 2 or 4. */
int32_t dh_sample_bytes(int32_t bits);

/* Bytes of all samples; -1 where the number does not fit. */
int64_t dh_samples_size(const dh_codec_info* info);

/* Checks what a caller gives to a decoder: pointers and the exact room. */
int32_t dh_check_room(const dh_codec_info* info, const uint8_t* samples, int64_t samples_size, dh_text text);

/* Checks what a caller gives to an encoder. */
int32_t dh_check_source(const dh_codec_info* info, int32_t least_bits, int32_t most_bits, const uint8_t* samples, int64_t samples_size,
                        const uint8_t* destination, int64_t destination_size, const int64_t* written, dh_text text);

/* Moves samples between interleaved and plane after plane. */
void dh_interleave(const uint8_t* planes, uint8_t* interleaved, const dh_codec_info* info);
void dh_deinterleave(const uint8_t* interleaved, uint8_t* planes, const dh_codec_info* info);

#endif
