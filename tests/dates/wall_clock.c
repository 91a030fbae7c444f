/* Loaded before libc (LD_PRELOAD), it moves the wall clock of a process by WALL_CLOCK_SHIFT_SECONDS; children inherit it.
 * Clocks that only measure (CLOCK_MONOTONIC and its kin) are left alone, so sleeps and timeouts last as long as ever.
 * Not moved: what the kernel stamps by itself, as the times of files. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <semaphore.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

static time_t shift(void)
{
    static time_t seconds;
    static int read;

    if (!read) {
        const char *text = getenv("WALL_CLOCK_SHIFT_SECONDS");

        seconds = text ? (time_t)atoll(text) : 0;
        read = 1; /* last: another thread that comes meanwhile reads the same */
    }
    return seconds;
}

int clock_gettime(clockid_t clock, struct timespec *at)
{
    static int (*next)(clockid_t, struct timespec *);
    int failed;

    if (!next)
        next = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
    failed = next(clock, at);
    if (!failed && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
        at->tv_sec += shift();
    return failed;
}

int gettimeofday(struct timeval *restrict at, void *restrict zone)
{
    struct timespec now;

    (void)zone; /* obsolete, and never filled by Linux */
    clock_gettime(CLOCK_REALTIME, &now);
    at->tv_sec = now.tv_sec;
    at->tv_usec = now.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *at)
{
    struct timespec now;

    clock_gettime(CLOCK_REALTIME, &now);
    if (at)
        *at = now.tv_sec;
    return now.tv_sec;
}

int timespec_get(struct timespec *at, int base)
{
    return base == TIME_UTC && !clock_gettime(CLOCK_REALTIME, at) ? base : 0;
}

/* The kernel compares this deadline with its own clock, which is not moved: unmended, the wait would last for months. */
int sem_timedwait(sem_t *restrict semaphore, const struct timespec *restrict until)
{
    static int (*next)(sem_t *, const struct timespec *);
    struct timespec real = *until;

    if (!next)
        next = (int (*)(sem_t *, const struct timespec *))dlsym(RTLD_NEXT, "sem_timedwait");
    real.tv_sec -= shift();
    return next(semaphore, &real);
}
