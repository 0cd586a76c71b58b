/** Clean: the terminal builds on the model. */
import { hostWord } from '../model/host-word.ts';

export const shownHost = hostWord;
