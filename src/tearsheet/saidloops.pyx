# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The network of the statement engine, compiled where there is a C compiler.

Each function does what the function in Python that calls it does without it, to the last bit: sums of products are of
whole numbers, so their order does not matter; everything else is reckoned in the same order, and nothing fused.
"""

import numpy as np

from libc.stdint cimport int8_t, int32_t, int64_t, uint8_t
from libc.stdlib cimport free, malloc
from libc.string cimport memset

cdef extern from *:
    """
    #include <math.h>
    #include <stdint.h>
    #include <string.h>

    #if defined(__GNUC__)
    #define INLINE static inline __attribute__((always_inline))
    #define UNROLL _Pragma("GCC unroll 8")
    #else
    #define INLINE static __inline
    #define UNROLL
    #endif
    #if defined(__GNUC__)
    #define RESTRICT __restrict__
    #else
    #define RESTRICT
    #endif
    #if defined(__GNUC__) && defined(__x86_64__)
    #define FAST 1
    #include <immintrin.h>
    #define WIDEST __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512vnni,prefer-vector-width=512")))
    #define WIDE __attribute__((target("avx2")))
    #else
    #define FAST 0
    #endif

    /* Rows that are multiplied at once, and columns that stand together in a packed matrix. */
    #define BLOCK 48
    #define GROUP 16

    /* A matrix of K rows, padded to KP, in groups of columns: in each, one row after another, `step` of them
       interleaved. `start` is what a sum of a signed row begins with, `scales` are of the columns. */
    typedef struct {
        const void *values;
        const int32_t *start;
        const float *scales;
        int rows, padded, groups, step;
    } Packed;

    typedef struct {
        Packed tap, leave;
        const float *shift;
        int narrow, reach;
    } Layer;

    /* What keeps its sums in registers is left as it is written, all else is for the compiler to make wide. */
    #if defined(__GNUC__) && !defined(__clang__)
    #pragma GCC push_options
    #pragma GCC optimize("O2", "fp-contract=off")
    #endif
    #if FAST
    WIDE static void multiply_wide(const int16_t *left, const Packed *right, const float *factors, float *out,
                                   int stride, int rows, int add) {
        const int size = right->padded;
        for (int row = 0; row < rows; row += 6)
            for (int group = 0; group < right->groups; group++) {
                __m256i sums[6][2];
                UNROLL for (int i = 0; i < 6; i++) sums[i][0] = sums[i][1] = _mm256_setzero_si256();
                const int16_t *values = (const int16_t *)right->values + (size_t)group * size * GROUP;
                const int16_t *from = left + (size_t)row * size;
                for (int k = 0; k < size; k += 2, values += 2 * GROUP) {
                    const __m256i one = _mm256_loadu_si256((const void *)values);
                    const __m256i other = _mm256_loadu_si256((const void *)(values + GROUP));
                    UNROLL for (int i = 0; i < 6; i++) {
                        int32_t both;
                        memcpy(&both, from + (size_t)i * size + k, 4);
                        const __m256i two = _mm256_set1_epi32(both);
                        sums[i][0] = _mm256_add_epi32(sums[i][0], _mm256_madd_epi16(two, one));
                        sums[i][1] = _mm256_add_epi32(sums[i][1], _mm256_madd_epi16(two, other));
                    }
                }
                UNROLL for (int i = 0; i < 6; i++) if (row + i < rows) {
                    float *to = out + (size_t)(row + i) * stride + group * GROUP;
                    UNROLL for (int j = 0; j < 2; j++) {
                        __m256 value = _mm256_cvtepi32_ps(sums[i][j]);
                        value = _mm256_mul_ps(value, _mm256_loadu_ps(right->scales + group * GROUP + 8 * j));
                        value = _mm256_mul_ps(value, _mm256_set1_ps(factors[row + i]));
                        if (add) value = _mm256_add_ps(_mm256_loadu_ps(to + 8 * j), value);
                        _mm256_storeu_ps(to + 8 * j, value);
                    }
                }
            }
    }

    #define TILE(HIGH, BROAD) { \\
        __m512i sums[HIGH][BROAD]; \\
        UNROLL for (int i = 0; i < HIGH; i++) \\
            UNROLL for (int j = 0; j < BROAD; j++) \\
                sums[i][j] = is_signed ? _mm512_loadu_si512(right->start + (group + j) * GROUP) \\
                                       : _mm512_setzero_si512(); \\
        const int8_t *values = (const int8_t *)right->values + (size_t)group * size * GROUP; \\
        const uint8_t *from = left + (size_t)row * size; \\
        for (int k = 0; k < size; k += 4) { \\
            __m512i column[BROAD]; \\
            UNROLL for (int j = 0; j < BROAD; j++) \\
                column[j] = _mm512_loadu_si512(values + ((size_t)j * size + k) * GROUP); \\
            UNROLL for (int i = 0; i < HIGH; i++) { \\
                int32_t four; \\
                memcpy(&four, from + (size_t)i * size + k, 4); \\
                const __m512i all = _mm512_set1_epi32(four); \\
                UNROLL for (int j = 0; j < BROAD; j++) \\
                    sums[i][j] = _mm512_dpbusd_epi32(sums[i][j], all, column[j]); \\
            } \\
        } \\
        UNROLL for (int i = 0; i < HIGH; i++) if (row + i < rows) { \\
            float *to = out + (size_t)(row + i) * stride + group * GROUP; \\
            UNROLL for (int j = 0; j < BROAD; j++) { \\
                __m512 value = _mm512_cvtepi32_ps(sums[i][j]); \\
                value = _mm512_mul_ps(value, _mm512_loadu_ps(right->scales + (group + j) * GROUP)); \\
                value = _mm512_mul_ps(value, _mm512_set1_ps(factors[row + i])); \\
                if (add) value = _mm512_add_ps(_mm512_loadu_ps(to + 16 * j), value); \\
                _mm512_storeu_ps(to + 16 * j, value); \\
            } \\
        } \\
    }

    WIDEST static void multiply_widest(const uint8_t *left, const Packed *right, const float *factors, float *out,
                                       int stride, int rows, int add, int is_signed) {
        const int size = right->padded;
        for (int group = 0, broad; group < right->groups; group += broad) {
            const int more = right->groups - group;
            broad = more == 4 || more > 6 ? 4 : more >= 3 ? 3 : more;
            if (broad == 4) for (int row = 0; row < rows; row += 6) TILE(6, 4)
            else if (broad == 3) for (int row = 0; row < rows; row += 8) TILE(8, 3)
            else if (broad == 2) for (int row = 0; row < rows; row += 8) TILE(8, 2)
            else for (int row = 0; row < rows; row += 8) TILE(8, 1)
        }
    }
    #endif

    #if defined(__GNUC__) && !defined(__clang__)
    #pragma GCC optimize("O3", "fp-contract=off")
    #endif

    /* The nearest whole number, the even one of two, as the low bits of a float. */
    #define ROUNDER 12582912.0f
    INLINE int32_t nearest(float value) {
        int32_t bits;
        value += ROUNDER;
        memcpy(&bits, &value, 4);
        return bits - 0x4B400000;
    }

    /* See quantized.quantize. Rows of `step` 4 are bytes, signed ones with 128 added; else numbers of two bytes. */
    INLINE void put_quantized(const float *in, int stride, int rows, int size, int padded, int step, int is_signed,
                              void *out, float *scales, int32_t *squares) {
        const float most = is_signed ? 127.0f : 255.0f;
        for (int row = 0; row < rows; row++, in += stride) {
            int32_t peak = 0, square = 0;
            for (int i = 0; i < size; i++) {
                int32_t bits;
                memcpy(&bits, in + i, 4);
                bits &= 0x7FFFFFFF;
                peak = bits > peak ? bits : peak;
            }
            float high;
            memcpy(&high, &peak, 4);
            if (high < 1e-12f) high = 1e-12f;
            const float scale = most / high;
            scales[row] = scale;
            if (step == 4) {
                uint8_t *to = (uint8_t *)out + (size_t)row * padded;
                const int32_t added = is_signed ? 128 : 0;
                for (int i = 0; i < size; i++) {
                    int32_t whole = nearest(in[i] * scale);
                    square += whole * whole;
                    to[i] = (uint8_t)(whole + added);
                }
                for (int i = size; i < padded; i++) to[i] = 0;
            } else {
                int16_t *to = (int16_t *)out + (size_t)row * padded;
                for (int i = 0; i < size; i++) {
                    int32_t whole = nearest(in[i] * scale);
                    square += whole * whole;
                    to[i] = (int16_t)whole;
                }
                for (int i = size; i < padded; i++) to[i] = 0;
            }
            if (squares) squares[row] = square;
        }
    }

    /* Numbers between 0 and 1, of which 1 is 255. */
    INLINE void put_shares(const float *in, int rows, int size, int padded, int step, void *out) {
        for (int row = 0; row < rows; row++, in += size)
            for (int i = 0; i < padded; i++) {
                int32_t whole = i < size ? nearest(in[i] * 255.0f) : 0;
                if (step == 4) ((uint8_t *)out)[(size_t)row * padded + i] = (uint8_t)whole;
                else ((int16_t *)out)[(size_t)row * padded + i] = (int16_t)whole;
            }
    }

    #if FAST
    /* The sum and the largest of sixteen. */
    WIDEST static inline int32_t sum_of(__m512i all) {
        const __m256i eight = _mm256_add_epi32(_mm512_castsi512_si256(all), _mm512_extracti64x4_epi64(all, 1));
        __m128i four = _mm_add_epi32(_mm256_castsi256_si128(eight), _mm256_extracti128_si256(eight, 1));
        four = _mm_add_epi32(four, _mm_shuffle_epi32(four, 0x4E));
        return _mm_cvtsi128_si32(_mm_add_epi32(four, _mm_shuffle_epi32(four, 0xB1)));
    }
    WIDEST static inline float peak_of(__m512i all) {
        const __m256i eight = _mm256_max_epi32(_mm512_castsi512_si256(all), _mm512_extracti64x4_epi64(all, 1));
        __m128i four = _mm_max_epi32(_mm256_castsi256_si128(eight), _mm256_extracti128_si256(eight, 1));
        four = _mm_max_epi32(four, _mm_shuffle_epi32(four, 0x4E));
        four = _mm_max_epi32(four, _mm_shuffle_epi32(four, 0xB1));
        return _mm_cvtss_f32(_mm_max_ss(_mm_castsi128_ps(four), _mm_set_ss(1e-12f)));
    }

    /* put_quantized of signed rows of so many times sixteen numbers. */
    INLINE WIDEST void put_sixteens(const float *in, int stride, int rows, int sixteens, int padded, uint8_t *out,
                                    float *scales, int32_t *squares) {
        const __m512i magnitude = _mm512_set1_epi32(0x7FFFFFFF), low = _mm512_set1_epi32(0xFFFF);
        const __m512i added = _mm512_set1_epi32(128), flip = _mm512_set1_epi8(-128);
        // Packing goes by quarters of a register.
        const __m512i order = _mm512_setr_epi32(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
        for (int row = 0; row < rows; row++, in += stride, out += padded) {
            __m512i peak = _mm512_setzero_si512(), square = _mm512_setzero_si512();
            UNROLL for (int i = 0; i < sixteens; i++)
                peak = _mm512_max_epi32(peak, _mm512_and_si512(magnitude, _mm512_loadu_si512(in + 16 * i)));
            const float scale = 127.0f / peak_of(peak);
            const __m512 factor = _mm512_set1_ps(scale);
            int i = 0;
            UNROLL for (; i + 4 <= sixteens; i += 4) {
                __m512i whole[4];
                UNROLL for (int j = 0; j < 4; j++)
                    whole[j] = _mm512_cvtps_epi32(_mm512_mul_ps(_mm512_loadu_ps(in + 16 * (i + j)), factor));
                const __m512i one = _mm512_packs_epi32(whole[0], whole[1]), two = _mm512_packs_epi32(whole[2], whole[3]);
                square = _mm512_dpwssd_epi32(_mm512_dpwssd_epi32(square, one, one), two, two);
                const __m512i packed = _mm512_permutexvar_epi32(order, _mm512_packs_epi16(one, two));
                _mm512_storeu_si512(out + 16 * i, _mm512_xor_si512(packed, flip));
            }
            UNROLL for (; i < sixteens; i++) {
                const __m512i whole = _mm512_cvtps_epi32(_mm512_mul_ps(_mm512_loadu_ps(in + 16 * i), factor));
                const __m512i part = _mm512_and_si512(whole, low);
                square = _mm512_dpwssd_epi32(square, part, part);
                _mm_storeu_si128((void *)(out + 16 * i), _mm512_cvtepi32_epi8(_mm512_add_epi32(whole, added)));
            }
            scales[row] = scale;
            squares[row] = sum_of(square);
        }
    }
    WIDEST static void put_widest(const float *in, int stride, int rows, int size, int padded, uint8_t *out,
                                  float *scales, int32_t *squares) {
        if (size == 128) put_sixteens(in, stride, rows, 8, padded, out, scales, squares);
        else if (size == 48) put_sixteens(in, stride, rows, 3, padded, out, scales, squares);
        else put_sixteens(in, stride, rows, size / 16, padded, out, scales, squares);
    }

    /* Numbers that are evened out by them: one by the root of the mean square, for up to sixteen rows at once. */
    WIDEST static void even_out(const int32_t *squares, const float *scales, int rows, int size, float *factors) {
        for (int row = 0; row < rows; row += 16) {
            const __m512 scale = _mm512_loadu_ps(scales + row);
            const __m512 tiny = _mm512_mul_ps(_mm512_mul_ps(_mm512_set1_ps(1e-6f), scale), scale);
            __m512 mean = _mm512_cvtepi32_ps(_mm512_loadu_si512(squares + row));
            mean = _mm512_add_ps(_mm512_div_ps(mean, _mm512_set1_ps((float)size)), tiny);
            _mm512_storeu_ps(factors + row, _mm512_div_ps(_mm512_set1_ps(1.0f), _mm512_sqrt_ps(mean)));
        }
    }

    /* What a token hears of itself and two others, nothing below 0, as bytes without signs. */
    INLINE WIDEST float hear_sixteens(const float *own, const float *before, const float *behind, const float *shift,
                                      int sixteens, uint8_t *out) {
        __m512 heard[4];
        __m512i peak = _mm512_setzero_si512();
        UNROLL for (int i = 0; i < sixteens; i++) {
            __m512 value = _mm512_add_ps(_mm512_loadu_ps(own + 16 * i), _mm512_loadu_ps(shift + 16 * i));
            value = _mm512_add_ps(value, _mm512_loadu_ps(before + 16 * i));
            value = _mm512_add_ps(value, _mm512_loadu_ps(behind + 16 * i));
            heard[i] = _mm512_max_ps(value, _mm512_setzero_ps());
            peak = _mm512_max_epi32(peak, _mm512_castps_si512(heard[i]));
        }
        const float scale = 255.0f / peak_of(peak);
        const __m512 factor = _mm512_set1_ps(scale);
        UNROLL for (int i = 0; i < sixteens; i++) {
            const __m512i whole = _mm512_cvtps_epi32(_mm512_mul_ps(heard[i], factor));
            _mm_storeu_si128((void *)(out + 16 * i), _mm512_cvtepi32_epi8(whole));
        }
        return scale;
    }

    /* convolve, for rows and inner rows that are whole sixteens: what is heard is not written before it is bytes. */
    INLINE WIDEST void convolve_sixteens(float *hidden, int count, int size, const Layer *layer, uint8_t *bytes,
                                         float *ring, int room, int sixteens) {
        static const float nothing[64] = {0};
        const int narrow = layer->narrow, reach = layer->reach, broad = layer->tap.groups * GROUP;
        float scales[BLOCK], factors[BLOCK];
        int32_t squares[BLOCK];
        int done = 0, own = 0, behind = reach % room, before = room - reach % room;
        for (int first = 0; first < count; first += BLOCK) {
            const int rows = count - first < BLOCK ? count - first : BLOCK;
            while (done < count && done < first + rows + reach) {
                const int some = count - done < BLOCK ? count - done : BLOCK;
                put_widest(hidden + (size_t)done * size, size, some, size, layer->tap.padded, bytes, scales, squares);
                even_out(squares, scales, some, size, factors);
                multiply_widest(bytes, &layer->tap, factors, ring + (size_t)(done % room) * broad, broad, some, 0, 1);
                done += some;
            }
            for (int row = 0; row < rows; row++) {
                const int at = first + row;
                if (before == room) before = 0;
                scales[row] = hear_sixteens(
                    ring + (size_t)own * broad + narrow, at >= reach ? ring + (size_t)before * broad : nothing,
                    at + reach < count ? ring + (size_t)behind * broad + 2 * narrow : nothing, layer->shift, sixteens,
                    bytes + (size_t)row * layer->leave.padded);
                if (++own == room) own = 0;
                if (++behind == room) behind = 0;
                before++;
            }
            for (int row = 0; row < rows; row += 16)
                _mm512_storeu_ps(factors + row, _mm512_div_ps(_mm512_set1_ps(1.0f), _mm512_loadu_ps(scales + row)));
            multiply_widest(bytes, &layer->leave, factors, hidden + (size_t)first * size, size, rows, 1, 0);
        }
    }
    #endif

    INLINE void multiply_plain(const int16_t *left, const Packed *right, const float *factors, float *out, int stride,
                               int rows, int add) {
        for (int row = 0; row < rows; row++)
            for (int group = 0; group < right->groups; group++) {
                int32_t sums[GROUP] = {0};
                const int16_t *values = (const int16_t *)right->values + (size_t)group * right->padded * GROUP;
                for (int k = 0; k < right->padded; k++, values += GROUP) {
                    const int32_t one = left[(size_t)row * right->padded + k];
                    for (int i = 0; i < GROUP; i++) sums[i] += one * values[i];
                }
                float *to = out + (size_t)row * stride + group * GROUP;
                const float *scales = right->scales + group * GROUP;
                for (int i = 0; i < GROUP; i++) {
                    const float value = (float)sums[i] * scales[i] * factors[row];
                    to[i] = add ? to[i] + value : value;
                }
            }
    }

    /* Rows that put_quantized or put_shares gave, times a matrix. Whatever is read beyond them is not written. */
    INLINE void multiply(const void *left, const Packed *right, const float *factors, float *out, int stride, int rows,
                         int add, int is_signed, int step) {
    #if FAST
        if (step == 4) multiply_widest((const uint8_t *)left, right, factors, out, stride, rows, add, is_signed);
        else if (step == 2) multiply_wide((const int16_t *)left, right, factors, out, stride, rows, add);
        else
    #endif
            multiply_plain((const int16_t *)left, right, factors, out, stride, rows, add);
    }

    /* See convolutions.Convolutions.read: `hidden` is changed in its place, a block after all that its taps reach. */
    INLINE void convolve(float *hidden, int count, int size, const Layer *layer, char *bytes, float *ring, int room,
                         float *inner, int step) {
        const int narrow = layer->narrow, reach = layer->reach, broad = layer->tap.groups * GROUP;
        float scales[BLOCK], factors[BLOCK];
        int32_t squares[BLOCK];
        int done = 0;
        for (int first = 0; first < count; first += BLOCK) {
            const int rows = count - first < BLOCK ? count - first : BLOCK;
            while (done < count && done < first + rows + reach) {
                const int some = count - done < BLOCK ? count - done : BLOCK;
                put_quantized(hidden + (size_t)done * size, size, some, size, layer->tap.padded, step, 1, bytes, scales,
                              squares);
                for (int i = 0; i < some; i++)
                    factors[i] = 1.0f / sqrtf((float)squares[i] / (float)size + 1e-6f * scales[i] * scales[i]);
                multiply(bytes, &layer->tap, factors, ring + (size_t)(done % room) * broad, broad, some, 0, 1, step);
                done += some;
            }
            for (int row = 0; row < rows; row++) {
                const int at = first + row;
                const float *own = ring + (size_t)(at % room) * broad + narrow;
                float *to = inner + (size_t)row * narrow;
                for (int i = 0; i < narrow; i++) to[i] = own[i] + layer->shift[i];
                if (at >= reach) {
                    const float *before = ring + (size_t)((at - reach) % room) * broad;
                    for (int i = 0; i < narrow; i++) to[i] += before[i];
                }
                if (at + reach < count) {
                    const float *behind = ring + (size_t)((at + reach) % room) * broad + 2 * narrow;
                    for (int i = 0; i < narrow; i++) to[i] += behind[i];
                }
                for (int i = 0; i < narrow; i++) to[i] = to[i] > 0 ? to[i] : 0;
            }
            put_quantized(inner, narrow, rows, narrow, layer->leave.padded, step, 0, bytes, scales, 0);
            for (int i = 0; i < rows; i++) factors[i] = 1.0f / scales[i];
            multiply(bytes, &layer->leave, factors, hidden + (size_t)first * size, size, rows, 1, 0, step);
        }
    }

    INLINE void multiply_rows(const float *in, int count, int size, const Packed *right, float *out, char *bytes,
                              int step) {
        float scales[BLOCK], factors[BLOCK];
        const int broad = right->groups * GROUP;
        for (int first = 0; first < count; first += BLOCK) {
            const int rows = count - first < BLOCK ? count - first : BLOCK;
            put_quantized(in + (size_t)first * size, size, rows, size, right->padded, step, 1, bytes, scales, 0);
            for (int i = 0; i < rows; i++) factors[i] = 1.0f / scales[i];
            multiply(bytes, right, factors, out + (size_t)first * broad, broad, rows, 0, 1, step);
        }
    }

    /* What a text's tokens begin with: see network.Network.encode. */
    INLINE void enter(const float *kinds, const int32_t *which, const float *numbers, int columns, const Packed *places,
                      const float *more, float *hidden, int count, int size, char *bytes, int step) {
        float factors[BLOCK];
        for (int i = 0; i < BLOCK; i++) factors[i] = 1.0f;
        for (int first = 0; first < count; first += BLOCK) {
            const int rows = count - first < BLOCK ? count - first : BLOCK;
            put_shares(numbers + (size_t)first * columns, rows, columns, places->padded, step, bytes);
            multiply(bytes, places, factors, hidden + (size_t)first * size, size, rows, 0, 0, step);
            for (int row = first; row < first + rows; row++) {
                float *to = hidden + (size_t)row * size;
                const float *kind = kinds + (size_t)which[row] * size;
                for (int i = 0; i < size; i++) to[i] += kind[i];
                if (more) for (int i = 0; i < size; i++) to[i] += more[(size_t)row * size + i];
                for (int i = 0; i < size; i++) to[i] = to[i] > 0 ? to[i] : 0;
            }
        }
    }

    /* What the tokens around a cue begin with: see around.Around. `told` holds for each token the row of `away`, and
       by what each row of `weights` is multiplied. */
    typedef struct {
        int32_t away;
        float inside, between, begins;
    } Told;
    INLINE void enter_near(float *RESTRICT to, const float *near, const float *place, const float *of_cue,
                           const float *away, const float *weights, const Told *told, int count, int size) {
        for (int row = 0; row < count; row++, to += size, near += size, place += size, told++) {
            const float *there = away + (size_t)told->away * size;
            const float inside = told->inside, between = told->between, begins = told->begins;
            for (int i = 0; i < size; i++) {
                float value = near[i] + place[i] + of_cue[i] + there[i];
                value += inside * weights[i];
                value += between * weights[size + i];
                value += begins * weights[2 * size + i];
                to[i] = value > 0 ? value : 0;
            }
        }
    }

    static void convolve_plain(float *hidden, int count, int size, const Layer *layer, char *bytes, float *ring,
                               int room, float *inner) {
        convolve(hidden, count, size, layer, bytes, ring, room, inner, 1);
    }
    static void rows_plain(const float *in, int count, int size, const Packed *right, float *out, char *bytes) {
        multiply_rows(in, count, size, right, out, bytes, 1);
    }
    static void enter_plain(const float *kinds, const int32_t *which, const float *numbers, int columns,
                            const Packed *places, const float *more, float *hidden, int count, int size, char *bytes) {
        enter(kinds, which, numbers, columns, places, more, hidden, count, size, bytes, 1);
    }
    #if FAST
    WIDE static void convolve_wide(float *hidden, int count, int size, const Layer *layer, char *bytes, float *ring,
                                   int room, float *inner) {
        convolve(hidden, count, size, layer, bytes, ring, room, inner, 2);
    }
    WIDEST static void convolve_widest(float *hidden, int count, int size, const Layer *layer, char *bytes,
                                       float *ring, int room, float *inner) {
        if (size % 16 == 0 && layer->tap.padded == size && layer->narrow == 64)
            convolve_sixteens(hidden, count, size, layer, (uint8_t *)bytes, ring, room, 4);
        else if (size % 16 == 0 && layer->tap.padded == size && layer->narrow == 32)
            convolve_sixteens(hidden, count, size, layer, (uint8_t *)bytes, ring, room, 2);
        else if (size % 16 == 0 && layer->tap.padded == size && layer->narrow == 16)
            convolve_sixteens(hidden, count, size, layer, (uint8_t *)bytes, ring, room, 1);
        else convolve(hidden, count, size, layer, bytes, ring, room, inner, 4);
    }
    WIDE static void rows_wide(const float *in, int count, int size, const Packed *right, float *out, char *bytes) {
        multiply_rows(in, count, size, right, out, bytes, 2);
    }
    WIDEST static void rows_widest(const float *in, int count, int size, const Packed *right, float *out,
                                   char *bytes) {
        if (size % 16 || right->padded != size) {
            multiply_rows(in, count, size, right, out, bytes, 4);
            return;
        }
        float scales[BLOCK], factors[BLOCK];
        int32_t squares[BLOCK];
        const int broad = right->groups * GROUP;
        for (int first = 0; first < count; first += BLOCK) {
            const int rows = count - first < BLOCK ? count - first : BLOCK;
            put_widest(in + (size_t)first * size, size, rows, size, size, (uint8_t *)bytes, scales, squares);
            for (int row = 0; row < rows; row += 16)
                _mm512_storeu_ps(factors + row, _mm512_div_ps(_mm512_set1_ps(1.0f), _mm512_loadu_ps(scales + row)));
            multiply_widest((const uint8_t *)bytes, right, factors, out + (size_t)first * broad, broad, rows, 0, 1);
        }
    }
    WIDE static void enter_wide(const float *kinds, const int32_t *which, const float *numbers, int columns,
                                const Packed *places, const float *more, float *hidden, int count, int size,
                                char *bytes) {
        enter(kinds, which, numbers, columns, places, more, hidden, count, size, bytes, 2);
    }
    WIDEST static void enter_widest(const float *kinds, const int32_t *which, const float *numbers, int columns,
                                    const Packed *places, const float *more, float *hidden, int count, int size,
                                    char *bytes) {
        if (columns > 32 || places->padded > 32 || size % 16) {
            enter(kinds, which, numbers, columns, places, more, hidden, count, size, bytes, 4);
            return;
        }
        const __mmask16 one = columns < 16 ? (1 << columns) - 1 : 0xFFFF;
        const __mmask16 other = columns < 16 ? 0 : columns < 32 ? (1 << (columns - 16)) - 1 : 0xFFFF;
        const __mmask32 all = places->padded < 32 ? (1u << places->padded) - 1 : 0xFFFFFFFF;
        const __m512 most = _mm512_set1_ps(255.0f);
        float factors[BLOCK];
        for (int i = 0; i < BLOCK; i++) factors[i] = 1.0f;
        for (int first = 0; first < count; first += BLOCK) {
            const int rows = count - first < BLOCK ? count - first : BLOCK;
            uint8_t *put = (uint8_t *)bytes;
            for (int row = first; row < first + rows; row++, put += places->padded) {
                const float *from = numbers + (size_t)row * columns;
                const __m512 low = _mm512_maskz_loadu_ps(one, from);
                const __m512 high = _mm512_maskz_loadu_ps(other, from + (columns < 16 ? 0 : 16));
                const __m128i few = _mm512_cvtepi32_epi8(_mm512_cvtps_epi32(_mm512_mul_ps(low, most)));
                const __m128i more_ = _mm512_cvtepi32_epi8(_mm512_cvtps_epi32(_mm512_mul_ps(high, most)));
                _mm256_mask_storeu_epi8(put, all, _mm256_inserti128_si256(_mm256_castsi128_si256(few), more_, 1));
            }
            multiply_widest((const uint8_t *)bytes, places, factors, hidden + (size_t)first * size, size, rows, 0, 0);
            for (int row = first; row < first + rows; row++) {
                float *to = hidden + (size_t)row * size;
                const float *kind = kinds + (size_t)which[row] * size;
                for (int i = 0; i < size; i += 16) {
                    __m512 value = _mm512_add_ps(_mm512_loadu_ps(to + i), _mm512_loadu_ps(kind + i));
                    if (more) value = _mm512_add_ps(value, _mm512_loadu_ps(more + (size_t)row * size + i));
                    _mm512_storeu_ps(to + i, _mm512_max_ps(value, _mm512_setzero_ps()));
                }
            }
        }
    }
    #endif

    /* How many rows of a matrix are interleaved decides what multiplies it: 4 as bytes, 2 or 1 as two bytes. */
    static int best_step(void) {
    #if FAST
        __builtin_cpu_init();
        if (__builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw") &&
            __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
            return 4;
        if (__builtin_cpu_supports("avx2")) return 2;
    #endif
        return 1;
    }
    static void run_convolve(float *hidden, int count, int size, const Layer *layer, char *bytes, float *ring,
                             int room, float *inner) {
    #if FAST
        if (layer->tap.step == 4) { convolve_widest(hidden, count, size, layer, bytes, ring, room, inner); return; }
        if (layer->tap.step == 2) { convolve_wide(hidden, count, size, layer, bytes, ring, room, inner); return; }
    #endif
        convolve_plain(hidden, count, size, layer, bytes, ring, room, inner);
    }
    static void run_rows(const float *in, int count, int size, const Packed *right, float *out, char *bytes) {
    #if FAST
        if (right->step == 4) { rows_widest(in, count, size, right, out, bytes); return; }
        if (right->step == 2) { rows_wide(in, count, size, right, out, bytes); return; }
    #endif
        rows_plain(in, count, size, right, out, bytes);
    }
    static void run_enter(const float *kinds, const int32_t *which, const float *numbers, int columns,
                          const Packed *places, const float *more, float *hidden, int count, int size, char *bytes) {
    #if FAST
        if (places->step == 4) {
            enter_widest(kinds, which, numbers, columns, places, more, hidden, count, size, bytes);
            return;
        }
        if (places->step == 2) {
            enter_wide(kinds, which, numbers, columns, places, more, hidden, count, size, bytes);
            return;
        }
    #endif
        enter_plain(kinds, which, numbers, columns, places, more, hidden, count, size, bytes);
    }
    #if FAST
    WIDE static void near_wide(float *to, const float *near, const float *place, const float *of_cue,
                               const float *away, const float *weights, const Told *told, int count, int size) {
        enter_near(to, near, place, of_cue, away, weights, told, count, size);
    }
    WIDEST static void near_widest(float *to, const float *near, const float *place, const float *of_cue,
                                   const float *away, const float *weights, const Told *told, int count, int size) {
        if (size == 48) enter_near(to, near, place, of_cue, away, weights, told, count, 48);
        else enter_near(to, near, place, of_cue, away, weights, told, count, size);
    }
    #endif
    static void run_enter_near(float *to, const float *near, const float *place, const float *of_cue,
                               const float *away, const float *weights, const Told *told, int count, int size,
                               int step) {
    #if FAST
        if (step == 4) { near_widest(to, near, place, of_cue, away, weights, told, count, size); return; }
        if (step == 2) { near_wide(to, near, place, of_cue, away, weights, told, count, size); return; }
    #endif
        enter_near(to, near, place, of_cue, away, weights, told, count, size);
    }
    INLINE void sum_rows(const int32_t *rows, int count, int most, const int8_t *table, const float *scales, int size,
                         float *out) {
        for (int row = 0; row < count; row++, rows += most, out += size) {
            for (int i = 0; i < size; i++) out[i] = 0;
            for (int k = 0; k < most; k++) {
                const int8_t *from = table + (size_t)rows[k] * size;
                const float scale = scales[rows[k]];
                for (int i = 0; i < size; i++) out[i] += (float)from[i] * scale;
            }
        }
    }
    #if FAST
    WIDE static void sum_wide(const int32_t *rows, int count, int most, const int8_t *table, const float *scales,
                              int size, float *out) {
        sum_rows(rows, count, most, table, scales, size, out);
    }
    INLINE WIDEST void sum_sixteens(const int32_t *rows, int count, int most, const int8_t *table,
                                    const float *scales, int sixteens, float *out) {
        const int size = 16 * sixteens;
        for (int row = 0; row < count; row++, rows += most, out += size) {
            // The rows of words to come are on their way while these are added up.
            if (row + 4 < count)
                for (int k = 4 * most; k < 5 * most; k++) {
                    __builtin_prefetch(table + (size_t)rows[k] * size);
                    __builtin_prefetch(table + (size_t)rows[k] * size + size - 1);
                }
            __m512 sums[8];
            UNROLL for (int i = 0; i < sixteens; i++) sums[i] = _mm512_setzero_ps();
            for (int k = 0; k < most; k++) {
                const int8_t *from = table + (size_t)rows[k] * size;
                const __m512 scale = _mm512_set1_ps(scales[rows[k]]);
                UNROLL for (int i = 0; i < sixteens; i++) {
                    const __m512i whole = _mm512_cvtepi8_epi32(_mm_loadu_si128((const void *)(from + 16 * i)));
                    sums[i] = _mm512_add_ps(sums[i], _mm512_mul_ps(_mm512_cvtepi32_ps(whole), scale));
                }
            }
            UNROLL for (int i = 0; i < sixteens; i++) _mm512_storeu_ps(out + 16 * i, sums[i]);
        }
    }
    WIDEST static void sum_widest(const int32_t *rows, int count, int most, const int8_t *table, const float *scales,
                                  int size, float *out) {
        if (size == 96) sum_sixteens(rows, count, most, table, scales, 6, out);
        else if (size == 32) sum_sixteens(rows, count, most, table, scales, 2, out);
        else sum_rows(rows, count, most, table, scales, size, out);
    }
    #endif
    static void run_sum(const int32_t *rows, int count, int most, const int8_t *table, const float *scales, int size,
                        float *out, int step) {
    #if FAST
        if (step == 4) { sum_widest(rows, count, most, table, scales, size, out); return; }
        if (step == 2) { sum_wide(rows, count, most, table, scales, size, out); return; }
    #endif
        sum_rows(rows, count, most, table, scales, size, out);
    }

    /* The likeliest row of up to eight tags; see decoding. `steps` have eight columns, `came` is of eight a place. Where
       it is told to be, the tag `sure` is likelier by `more` wherever its score is above `least`. */
    INLINE void likeliest(const float *scores, int length, int tags, const float *steps, const float *edges, int sure,
                          float more, float least, int64_t *chosen, int32_t *came) {
        float last[8], most[8], here[8] = {0};
        int32_t best[8];
        for (int i = 0; i < 8; i++) last[i] = 0;
        for (int place = 0; place < length; place++, scores += tags) {
            for (int i = 0; i < tags; i++) here[i] = scores[i];
            if (sure && here[sure] > least) here[sure] += more;
            if (!place) {
                for (int i = 0; i < tags; i++) last[i] = here[i] + edges[i];
                continue;
            }
            for (int i = 0; i < 8; i++) most[i] = last[0] + steps[i];
            for (int i = 0; i < 8; i++) best[i] = 0;
            for (int before = 1; before < tags; before++) {
                const float from = last[before];
                for (int i = 0; i < 8; i++) {
                    const float value = from + steps[8 * before + i];
                    best[i] = value > most[i] ? before : best[i];
                    most[i] = value > most[i] ? value : most[i];
                }
            }
            for (int i = 0; i < 8; i++) last[i] = here[i] + most[i];
            memcpy(came + 8 * place, best, sizeof best);
        }
        int tag = 0;
        float high = last[0] + edges[tags];
        for (int i = 1; i < tags; i++)
            if (last[i] + edges[tags + i] > high) {
                high = last[i] + edges[tags + i];
                tag = i;
            }
        for (int place = length - 1; place > 0; place--) {
            chosen[place] = tag;
            tag = came[8 * place + tag];
        }
        chosen[0] = tag;
    }
    static void likeliest_plain(const float *scores, int length, int tags, const float *steps, const float *edges,
                                int sure, float more, float least, int64_t *chosen, int32_t *came) {
        likeliest(scores, length, tags, steps, edges, sure, more, least, chosen, came);
    }
    #if FAST
    WIDE static void likeliest_wide(const float *scores, int length, int tags, const float *steps, const float *edges,
                                    int sure, float more, float least, int64_t *chosen, int32_t *came) {
        if (tags == 5) likeliest(scores, length, 5, steps, edges, sure, more, least, chosen, came);
        else likeliest(scores, length, tags, steps, edges, sure, more, least, chosen, came);
    }
    #endif
    static void run_likeliest(const float *scores, int length, int tags, const float *steps, const float *edges,
                              int sure, float more, float least, int64_t *chosen, int32_t *came, int step) {
    #if FAST
        if (step > 1) {
            likeliest_wide(scores, length, tags, steps, edges, sure, more, least, chosen, came);
            return;
        }
    #endif
        likeliest_plain(scores, length, tags, steps, edges, sure, more, least, chosen, came);
    }
    #if defined(__GNUC__) && !defined(__clang__)
    #pragma GCC pop_options
    #endif
    """
    enum: BLOCK, GROUP
    ctypedef struct CPacked "Packed":
        const void* values
        const int32_t* start
        const float* scales
        int rows, padded, groups, step
    ctypedef struct CLayer "Layer":
        CPacked tap, leave
        const float* shift
        int narrow, reach
    int best_step()
    void run_convolve(float*, int, int, const CLayer*, char*, float*, int, float*) nogil
    void run_rows(const float*, int, int, const CPacked*, float*, char*) nogil
    void run_enter(
        const float*, const int32_t*, const float*, int, const CPacked*, const float*, float*, int, int, char*
    ) nogil
    ctypedef struct Told:
        int32_t away
        float inside, between, begins
    void run_enter_near(
        float*, const float*, const float*, const float*, const float*, const float*, const Told*, int, int, int
    ) nogil
    void run_sum(const int32_t*, int, int, const int8_t*, const float*, int, float*, int) nogil
    void run_likeliest(
        const float*, int, int, const float*, const float*, int, float, float, int64_t*, int32_t*, int
    ) nogil


STEPS = tuple(step for step in (4, 2, 1) if step == 1 or step <= best_step())
"""Ways to multiply that this processor has, the quickest first."""

COLUMNS = GROUP
"""Sizes of rows that layers are added to are multiples of this."""


cdef class Packed:
    """A matrix of whole numbers as it is multiplied; see `tearsheet.statements.engine.quantized`."""

    cdef CPacked it
    cdef object kept
    cdef readonly int columns

    def __init__(self, values, scales, int step):
        cdef int padded = -(-values.shape[0] // 4) * 4, groups = -(-values.shape[1] // GROUP)
        whole = np.zeros((padded, groups * GROUP), np.int8 if step == 4 else np.int16)
        whole[: values.shape[0], : values.shape[1]] = values
        start = np.ascontiguousarray(whole.sum(0, dtype=np.int32) * -128)
        parted = np.ascontiguousarray(whole.reshape(padded // step, step, groups, GROUP).transpose(2, 0, 3, 1))
        factors = np.zeros(groups * GROUP, np.float32)
        factors[: values.shape[1]] = scales
        self.kept = (parted, start, factors)
        cdef size_t place = parted.ctypes.data
        self.it.values = <const void*>place
        place = start.ctypes.data
        self.it.start = <const int32_t*>place
        place = factors.ctypes.data
        self.it.scales = <const float*>place
        self.it.rows, self.it.padded = values.shape[0], padded
        self.it.groups, self.it.step = groups, step
        self.columns = values.shape[1]


cdef class Stack:
    """Convolutions one upon the other."""

    cdef CLayer layers[16]
    cdef int count, most_reach, most_broad, most_padded
    cdef object kept

    def __init__(self, layers):
        cdef Packed tap, leave
        cdef int number = 0
        cdef const float[::1] shift
        cdef size_t place
        if len(layers) > 16:
            raise ValueError("at most 16 layers")
        self.kept = []
        for tap, bias, leave, reach in layers:
            bias = np.ascontiguousarray(bias, np.float32)
            self.kept.append((tap, bias, leave))
            self.layers[number].tap, self.layers[number].leave = tap.it, leave.it
            place = bias.ctypes.data
            self.layers[number].shift = <const float*>place
            self.layers[number].narrow, self.layers[number].reach = len(bias), reach
            self.most_reach = max(self.most_reach, reach)
            self.most_broad = max(self.most_broad, tap.it.groups * GROUP)
            self.most_padded = max(self.most_padded, tap.it.padded, leave.it.padded)
            number += 1
        self.count = number


cdef struct Room:
    # Where rows are reckoned with: quantized ones, those that the taps gave, a ring of so many, and inner ones.
    char* whole
    float* ring
    float* inner
    int rows


cdef int make_room(Room* room, Stack stack, int padded) except -1:
    padded = max(padded, stack.most_padded)
    room.rows = BLOCK * (2 + (2 * stack.most_reach + BLOCK - 1) // BLOCK)
    # More than one block is read where the last rows of a block are not whole.
    cdef size_t whole = 2 * (BLOCK + 8) * padded, broad = stack.most_broad
    room.whole = <char*>malloc(whole + 4 * (room.rows + BLOCK) * broad)
    if room.whole == NULL:
        raise MemoryError
    memset(room.whole, 0, whole)
    room.ring = <float*>(room.whole + whole)
    room.inner = room.ring + room.rows * broad
    return 0


def product(const float[:, ::1] rows, Packed right):
    """See `tearsheet.statements.engine.quantized.Matrix.product`."""
    cdef int count = rows.shape[0], size = rows.shape[1]
    out = np.empty((count, right.it.groups * GROUP), np.float32)
    cdef float[:, ::1] given = out
    cdef char* whole
    if count:
        whole = <char*>malloc(2 * (BLOCK + 8) * right.it.padded)
        if whole == NULL:
            raise MemoryError
        memset(whole, 0, 2 * (BLOCK + 8) * right.it.padded)
        with nogil:
            run_rows(&rows[0, 0], count, size, &right.it, &given[0, 0], whole)
            free(whole)
    return out[:, : right.columns]


def word_sums(const int32_t[:, ::1] rows, const int8_t[:, ::1] table, const float[::1] scales):
    """Sums of rows of a table; see `tearsheet.statements.engine.network.Network`."""
    cdef int count = rows.shape[0], size = table.shape[1]
    out = np.empty((count, size), np.float32)
    cdef float[:, ::1] sums = out
    if count:
        run_sum(&rows[0, 0], count, rows.shape[1], &table[0, 0], &scales[0], size, &sums[0, 0], STEPS[0])
    return out


def encode(
    const float[:, ::1] kinds,
    const int32_t[::1] which,
    const float[:, ::1] numbers,
    Packed places,
    const float[:, ::1] more,
    Stack stack,
):
    """What the network makes of each token; see `tearsheet.statements.engine.network.Network.encode`."""
    cdef int count = which.shape[0], size = kinds.shape[1], columns = numbers.shape[1], number
    out = np.empty((count, size), np.float32)
    if not count:
        return out
    cdef float[:, ::1] hidden = out
    cdef const float* added = NULL
    if more is not None:
        added = &more[0, 0]
    cdef Room room
    make_room(&room, stack, places.it.padded)
    with nogil:
        run_enter(
            &kinds[0, 0], &which[0], &numbers[0, 0], columns, &places.it, added, &hidden[0, 0], count, size, room.whole
        )
        for number in range(stack.count):
            run_convolve(
                &hidden[0, 0], count, size, &stack.layers[number], room.whole, room.ring, room.rows, room.inner
            )
        free(room.whole)
    return out


def tag_scores(
    tuple seen,
    tuple cues,
    const float[:, ::1] of_cue,
    const float[:, ::1] places,
    const float[:, ::1] away,
    const float[:, ::1] weights,
    Stack stack,
    Packed tag,
    const float[::1] tag_bias,
    int around,
    int most_sentences,
    int most_paragraphs,
    float never,
):
    """Scores of the tags around each cue; see `tearsheet.statements.engine.around.Around.scores`."""
    cdef const float[:, ::1] near = seen[0]
    cdef const int32_t[::1] sentences = seen[1], paragraphs = seen[2]
    cdef const float[::1] begins = seen[3]
    cdef const double[::1] sums = seen[4]
    cdef const int64_t[::1] starts = cues[0], ends = cues[1]
    cdef int count = starts.shape[0], broad = 2 * around + 1, size = near.shape[1], tags = tag_bias.shape[0]
    cdef int length = near.shape[0], number, low, high, row, start, at, i, sentence, paragraph, padded
    cdef double between
    padded = tag.it.groups * GROUP
    out = np.empty((count, broad, tags), np.float32)
    if not count:
        return out
    cdef float[:, :, ::1] scores = out
    cdef float[:, ::1] inner = np.empty((broad, size), np.float32), given = np.empty((broad, padded), np.float32)
    cdef Room room
    make_room(&room, stack, tag.it.padded)
    cdef Told* told = <Told*>malloc(broad * sizeof(Told))
    if told == NULL:
        free(room.whole)
        raise MemoryError
    with nogil:
        for number in range(count):
            start = <int>starts[number]
            low, high = max(start - around, 0), min(start + around + 1, length)
            for at in range(low, high):
                sentence = min(max(sentences[at] - sentences[start], -most_sentences), most_sentences) + most_sentences
                paragraph = paragraphs[at] - paragraphs[start]
                paragraph = min(max(paragraph, -most_paragraphs), most_paragraphs) + most_paragraphs
                between = sums[at] - sums[start + 1] if at > start else sums[start] - sums[at + 1]
                told[at - low].away = sentence * (2 * most_paragraphs + 1) + paragraph
                told[at - low].inside = 1.0 if start <= at < ends[number] else 0.0
                told[at - low].between = <float>(0.0 if between < 0 else 3.0 if between > 3 else between)
                told[at - low].begins = 0.0 if at == start else begins[at]
            run_enter_near(
                &inner[0, 0], &near[low, 0], &places[low - start + around, 0], &of_cue[number, 0], &away[0, 0],
                &weights[0, 0], told, high - low, size, tag.it.step,
            )
            for i in range(stack.count):
                run_convolve(
                    &inner[0, 0], high - low, size, &stack.layers[i], room.whole, room.ring, room.rows, room.inner
                )
            run_rows(&inner[0, 0], high - low, size, &tag.it, &given[0, 0], room.whole)
            for row in range(broad):
                at = start - around + row
                if low <= at < high:
                    for i in range(tags):
                        scores[number, row, i] = given[at - low, i] + given[at - low, tags + i] + tag_bias[i]
                else:
                    for i in range(tags):
                        scores[number, row, i] = never if i else 0
        free(told)
        free(room.whole)
    return out


cdef enum:
    MOST_TAGS = 8


def best_tags(
    const float[:, :, ::1] scores,
    const float[:, ::1] steps,
    const float[:, ::1] edges,
    int sure=0,
    float more=0.0,
    float least=0.0,
):
    """The likeliest rows of tags; see `tearsheet.statements.engine.decoding`.

    With ``sure``, one of the tags, a row that has some of the tags below it and none from it on has, where it has none,
    those that the row has from it on in which ``sure`` is likelier by ``more`` where its score is above ``least``; see
    `tearsheet.statements.engine.network.Network.best_tags_with_source`.
    """
    cdef int count = scores.shape[0], length = scores.shape[1], tags = scores.shape[2], row, place, before, here
    cdef int step = STEPS[0]
    cdef int64_t most
    if tags > MOST_TAGS:
        raise ValueError("at most 8 tags")
    out = np.empty((count, length), np.int64)
    if not count or not length:
        return out
    cdef int64_t[:, ::1] chosen = out
    cdef int32_t[:, ::1] came = np.empty((length, MOST_TAGS), np.int32)
    cdef int64_t[::1] others = np.empty(length, np.int64)
    cdef float[MOST_TAGS * MOST_TAGS] padded
    memset(padded, 0, sizeof(padded))
    for before in range(tags):
        for here in range(tags):
            padded[before * MOST_TAGS + here] = steps[before, here]
    with nogil:
        for row in range(count):
            run_likeliest(
                &scores[row, 0, 0], length, tags, padded, &edges[0, 0], 0, 0, 0, &chosen[row, 0], &came[0, 0], step
            )
            if not sure:
                continue
            most = 0
            for place in range(length):
                most = max(most, chosen[row, place])
            if most == 0 or most >= sure:
                continue
            run_likeliest(
                &scores[row, 0, 0], length, tags, padded, &edges[0, 0], sure, more, least, &others[0], &came[0, 0], step
            )
            for place in range(length):
                if chosen[row, place] == 0 and others[place] >= sure:
                    chosen[row, place] = others[place]
    return out


def cue_scores(const float[:, ::1] hidden, Packed right, const float[::1] bias):
    """Scores of each tag by the two halves of a product, less the highest; see `Network.cue_tags`."""
    cdef int count = hidden.shape[0], tags = bias.shape[0], broad = right.it.groups * GROUP, row, tag
    cdef float most
    out = np.empty((count, tags), np.float32)
    if not count:
        return out
    cdef float[:, ::1] scores = out
    cdef size_t whole = 2 * (BLOCK + 8) * right.it.padded
    cdef char* room = <char*>malloc(whole + 4 * BLOCK * broad)
    cdef float* given
    cdef int first, rows
    if room == NULL:
        raise MemoryError
    memset(room, 0, whole)
    given = <float*>(room + whole)
    with nogil:
        first = 0
        while first < count:
            rows = min(<int>BLOCK, count - first)
            run_rows(&hidden[first, 0], rows, hidden.shape[1], &right.it, given, room)
            for row in range(rows):
                most = 0
                for tag in range(tags):
                    scores[first + row, tag] = given[row * broad + tag] + given[row * broad + tags + tag] + bias[tag]
                    if not tag or scores[first + row, tag] > most:
                        most = scores[first + row, tag]
                for tag in range(tags):
                    scores[first + row, tag] -= most
            first += rows
        free(room)
    return out


def divide_by_sums(float[:, ::1] numbers):
    """Each row by its sum, in its place."""
    cdef Py_ssize_t row, column
    cdef float total
    with nogil:
        for row in range(numbers.shape[0]):
            total = 0
            for column in range(numbers.shape[1]):
                total += numbers[row, column]
            for column in range(numbers.shape[1]):
                numbers[row, column] /= total


def pieces(
    const int64_t[:, ::1] rows, const int64_t[::1] firsts, tuple text, int last_of_content, span
):
    """Runs of tags as spans; see `tearsheet.statements.engine.find._pieces`. ``text`` are gaps, starts and ends."""
    cdef const int8_t[::1] gaps = text[0]
    cdef const int64_t[::1] starts = text[1], ends = text[2]
    cdef Py_ssize_t row, place, first, length = rows.shape[1]
    cdef int64_t tag, before
    cdef list found = [], content, source
    for row in range(rows.shape[0]):
        content, source = [], []
        place = 0
        while place < length:
            tag = rows[row, place]
            first = place
            place += 1
            if not tag:
                continue
            before = tag
            while place < length and rows[row, place] and not rows[row, place] & 1:
                if before != rows[row, place] and before != rows[row, place] - 1:
                    break
                if gaps[firsts[row] + place] == 3:
                    break
                before = rows[row, place]
                place += 1
            made = span(starts[firsts[row] + first], ends[firsts[row] + place - 1])
            if tag > last_of_content:
                source.append(made)
            else:
                content.append(made)
        found.append((content, source))
    return found
