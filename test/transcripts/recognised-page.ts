/** The page "What Earshot recognises", made of the corpora: recordings, prompts, outputs. write-recognised.ts writes it. */
import { readFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { goldenFolder, readTranscript } from '../support/transcript.ts';
import { documentedOutputs } from './outputs/documented-outputs.ts';
import { errorOutputs } from './outputs/error-outputs.ts';
import type { ExpectedOutput } from './outputs/expected-output.ts';
import { kindOutputs } from './outputs/kind-outputs.ts';
import { ordinaryOutputs } from './outputs/ordinary-outputs.ts';
import { tableOutputs } from './outputs/table-outputs.ts';
import { ordinaryFile, promptsFile } from './prompts/recorded-prompt.ts';
import type { RecordedPrompt } from './prompts/recorded-prompt.ts';
import type { Scene } from './scenes/scene.ts';
import { scenes, subjects } from './scenes/scenes.ts';

/** Where the page lies. */
export const recognisedPage = new URL('../../docs/recognised.md', import.meta.url);
/** Characters of a command or a sentence on the page. */
const SHOWN = 110;

/** The page as Markdown, formatted as the repository wants it. */
export async function recognisedText(): Promise<string> {
  const text = [
    '# What Earshot recognises',
    INTRODUCTION,
    shellSection(),
    ...subjects.map(({ title, scenes: chosen }) =>
      section(title, chosen.map(recordingItem).join('\n')),
    ),
    promptSection(),
    outputSection(),
    documentedSection(),
  ].join('\n\n');
  const config = await resolveConfig(recognisedPage);
  return format(text, { ...config, parser: 'markdown' });
}

const INTRODUCTION = `For whoever wants to know whether a program is understood. This page is made by
\`node test/transcripts/write-recognised.ts\` from what the tests rest on, and a test says when it is out of date. Each
recording is a real program on a real OpenSSH server: what was typed, then what is heard at the verbosity normal.`;

const section = (title: string, body: string): string => `## ${title}\n\n${body}`;

function shellSection(): string {
  const counts = new Map<string, number>();
  for (const { name } of scenes) {
    const { shell, secret } = readTranscript(name).times;
    const program = shell.slice(shell.lastIndexOf('/') + 1);
    const key = `${program}, ${secret === null ? 'by its prompt alone' : 'by marks'}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const items = [...counts].map(([key, count]) => `- ${key}: ${recordings(count)}`);
  return section('Shells', `Where commands begin and end is known:\n\n${items.join('\n')}`);
}

const recordings = (count: number): string => `${String(count)} recording${count === 1 ? '' : 's'}`;

function recordingItem(scene: Scene): string {
  const { input } = readTranscript(scene.name).times;
  const typed = input.flatMap((sent) => (sent.input.kind === 'line' ? [sent.input.text] : []));
  const heard = readFileSync(new URL(`${scene.name}.spoken.txt`, goldenFolder), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.replace(/^\d+ (polite|assertive) /, ''));
  const commands = typed.length === 0 ? 'keys' : typed.map(code).join(', ');
  const sentences = heard.length === 0 ? 'nothing' : heard.map(code).join(', then ');
  return `- ${scene.name}: ${commands}. Heard: ${sentences}`;
}

/** Text of others as a code span: one line, cut, and without what a page cannot show. */
function code(text: string): string {
  const [first = '', ...more] = text.split('\n');
  const readable = first.replace(/[^\p{L}\p{N}\p{P}\p{S}\p{Zs}]|\uFFFD/gu, '·');
  const isCut = more.length > 0 || readable.length > SHOWN;
  const shown = `${Array.from(readable).slice(0, SHOWN).join('').trim()}${isCut ? ' …' : ''}`;
  if (shown === '') return 'an empty line';
  const fence = shown.includes('`') ? '``' : '`';
  const pad = shown.startsWith('`') || shown.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

function promptSection(): string {
  const prompts = JSON.parse(readFileSync(promptsFile, 'utf8')) as readonly RecordedPrompt[];
  const ordinary = JSON.parse(readFileSync(ordinaryFile, 'utf8')) as readonly unknown[];
  const byKind = new Map<string, Set<string>>();
  for (const { kind, program } of prompts) {
    const programs = byKind.get(kind) ?? new Set<string>();
    byKind.set(kind, programs.add(program));
  }
  const items = [...byKind].map(([kind, programs]) => `- ${kind}: ${[...programs].sort().join(', ')}`);
  const numbers = `${String(prompts.length)} recorded prompts, by kind and program; ${String(ordinary.length)} outputs that stand still and ask nothing must not be taken for one.`;
  return section('Prompts', `${numbers}\n\n${items.join('\n')}`);
}

function outputSection(): string {
  const list = (outputs: readonly ExpectedOutput[]): string =>
    outputs.map(({ command }) => code(command)).join(', ');
  const ordinary = `${String(ordinaryOutputs.length)} ordinary outputs must not be taken for any of these.`;
  return section(
    'Shapes of output',
    [
      ordinary,
      `### Tables\n\n${list(tableOutputs)}`,
      `### Errors\n\n${list(errorOutputs)}`,
      `### JSON, diffs, traces, git status and tests\n\n${list(kindOutputs)}`,
    ].join('\n\n'),
  );
}

function documentedSection(): string {
  const items = documentedOutputs.map(({ command, source }) => `- ${code(command)}, from <${source}>`);
  const note = `Programs that cannot run where the recordings are made. Taken from what others published, unverified, and counted
nowhere; \`test/transcripts/documented/README.md\` names those that are missing altogether.`;
  return section('From documents only', `${note}\n\n${items.join('\n')}`);
}
