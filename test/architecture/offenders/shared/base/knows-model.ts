/** Offends boundaries/dependencies: the base knows nothing above it. */
import { hostWord } from '../model/host-word.ts';

export const baseWord = hostWord;
