/** Measures how well waiting programs are told from working ones, on moments recorded from real programs. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isKnownEntryPrompt } from '../../../../../server/keeper/terminal/prompts/entry-prompt.ts';
import { recognisePrompt } from '../../../../../server/keeper/terminal/prompts/recognise-prompt.ts';
import { ordinaryFile, promptsFile } from '../../../../transcripts/prompts/recorded-prompt.ts';
import type {
  RecordedPrompt,
  StandingOutput,
} from '../../../../transcripts/prompts/recorded-prompt.ts';

const read = <Item>(file: URL) => JSON.parse(readFileSync(file, 'utf8')) as Item[];
const recorded = read<RecordedPrompt>(promptsFile);
/** What is drawn over the whole screen is judged by its picture, not by the line of its cursor. */
const prompts = recorded.filter(({ kind }) => kind !== 'screen');
const ordinary = read<StandingOutput>(ordinaryFile);

/** What recognition makes of a moment, in the words of the recording. */
function seenIn({ unfinishedLine, linesBefore }: StandingOutput) {
  const prompt = recognisePrompt(unfinishedLine, linesBefore);
  if (prompt === null) return null;
  const kind = isKnownEntryPrompt(unfinishedLine) ? 'entry' : prompt.kind;
  const choices = prompt.choices.map(({ answer, isPreset }) => (isPreset ? '*' : '') + answer);
  return { kind, preset: prompt.preset, choices };
}

const asExpected = ({ kind, preset, choices }: RecordedPrompt) => ({ kind, preset, choices });
const falsePrompts = ordinary.flatMap((item) => {
  const seen = seenIn(item);
  return seen === null ? [] : [{ name: item.name, line: item.unfinishedLine, seen }];
});
const missed = prompts.filter((item) => seenIn(item) === null);
const misread = prompts.flatMap((item) => {
  const seen = seenIn(item);
  const isRight = JSON.stringify(seen) === JSON.stringify(asExpected(item));
  return seen === null || isRight ? [] : [{ name: item.name, line: item.unfinishedLine, seen }];
});

describe('the recorded prompts', () => {
  it('are many, and so are the ordinary outputs, most of them with an unfinished line', () => {
    expect(prompts.length).toBeGreaterThanOrEqual(60);
    expect(ordinary.length).toBeGreaterThanOrEqual(200);
    const unfinished = ordinary.filter(({ unfinishedLine }) => unfinishedLine.trim() !== '');
    expect(unfinished.length).toBeGreaterThanOrEqual(200);
  });

  it('are recognised with a precision and a recall of at least 0.97, kind, default and choices included', () => {
    const right = prompts.length - missed.length - misread.length;
    const precision = right / (right + misread.length + falsePrompts.length);
    const recall = right / prompts.length;
    const figures = `${String(prompts.length)} prompts, ${String(ordinary.length)} ordinary outputs`;
    console.log(`${figures}: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`);
    console.log({
      missed: missed.map(({ name, unfinishedLine }) => ({ name, unfinishedLine })),
      misread,
    });
    expect(precision).toBeGreaterThanOrEqual(0.97);
    expect(recall).toBeGreaterThanOrEqual(0.97);
  });

  it('are none in ordinary output', () => {
    expect(falsePrompts).toEqual([]);
  });

  it('keep what is typed to themselves exactly where they want a password', () => {
    for (const { name, kind, isEchoOn, isCanonical } of recorded) {
      expect([name, isCanonical && !isEchoOn]).toEqual([name, kind === 'password']);
    }
  });
});
