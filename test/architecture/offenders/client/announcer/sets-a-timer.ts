/** Offends no-restricted-syntax: the announcer is pure. */
export const later = (call: () => void): unknown => window.setTimeout(call, 10);
