/** Clean: a store. */
import { word } from '../../shared/base/word.ts';

export const hosts = [word];
