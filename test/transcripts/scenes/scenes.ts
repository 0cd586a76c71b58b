/** Every recording of the golden transcripts, by subject. */
import { floodScenes } from './flood-scenes.ts';
import { outputScenes } from './output-scenes.ts';
import { promptScenes } from './prompt-scenes.ts';
import { redrawScenes } from './redraw-scenes.ts';
import type { Scene } from './scene.ts';
import { screenProgramScenes } from './screen-program-scenes.ts';
import { sessionScenes } from './session-scenes.ts';
import { shellScenes } from './shell-scenes.ts';

/** In the order in which they are recorded. */
export const scenes: readonly Scene[] = [
  ...shellScenes,
  ...redrawScenes,
  ...floodScenes,
  ...promptScenes,
  ...sessionScenes,
  ...outputScenes,
  ...screenProgramScenes,
];
