/** Clean: something every room may import. */
export const word = 'word';
