/** Clean: a room of `shared` on its base and valibot. */
import * as v from 'valibot';
import { word } from '../base/word.ts';

export const hostWord = v.parse(v.string(), word);
