/** Clean: what both wings need. */
export const frame = 1;
