/** Offends no-restricted-syntax: time comes from a clock that is passed in. */
export const startedMs = Date.now();
