/** Offends no-restricted-syntax: timers come from a clock that is passed in. */
export const later = (call: () => void): unknown => setTimeout(call, 10);
