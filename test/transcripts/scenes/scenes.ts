/** Every recording of the golden transcripts, by subject. */
import { floodScenes } from './flood-scenes.ts';
import { outputScenes } from './output-scenes.ts';
import { promptScenes } from './prompt-scenes.ts';
import { redrawScenes } from './redraw-scenes.ts';
import type { Scene } from './scene.ts';
import { screenProgramScenes } from './screen-program-scenes.ts';
import { sessionScenes } from './session-scenes.ts';
import { shellScenes } from './shell-scenes.ts';

/** Recordings of one subject, in the words of docs/recognised.md. */
interface Subject {
  readonly title: string;
  readonly scenes: readonly Scene[];
}

/** All subjects, in the order of the page. */
export const subjects: readonly Subject[] = [
  { title: 'Results, questions and keys', scenes: shellScenes },
  { title: 'Lines redrawn in place', scenes: redrawScenes },
  { title: 'Floods', scenes: floodScenes },
  { title: 'Programs that wait', scenes: promptScenes },
  { title: 'Programs with a prompt, shells in shells, jobs and other shells', scenes: sessionScenes },
  { title: 'Tables, errors, tests, links, titles and hostile output', scenes: outputScenes },
  { title: 'Full screens', scenes: screenProgramScenes },
];

/** In the order in which they are recorded. */
export const scenes: readonly Scene[] = subjects.flatMap((subject) => subject.scenes);
