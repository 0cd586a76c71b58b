/** Named sizes and times, so that limits read as what they are. */

/** Bytes in a kibibyte. */
export const KIB = 1024;
/** Bytes in a mebibyte. */
export const MIB = 1024 * KIB;
/** Milliseconds in a second. */
export const SECOND_MS = 1000;
/** Milliseconds in a minute. */
export const MINUTE_MS = 60 * SECOND_MS;
/** Milliseconds in a day of 24 hours. */
export const DAY_MS = 24 * 60 * MINUTE_MS;
