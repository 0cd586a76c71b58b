/** What of the golden transcripts is heard under models of four screen readers, at paces of beginners and experts. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  chromeVox,
  nvda,
  orca,
  voiceOver,
  type ReaderModel,
  type Shown,
} from '../support/reader-models.ts';
import { goldenFolder, readTranscript } from '../support/transcript.ts';

const models: Readonly<Record<string, ReaderModel>> = { voiceOver, nvda, orca, chromeVox };
/** The announcer counts with 240; some listen slower, many faster. */
const paces = [200, 240, 400];
const AIM = 0.99;
/** What comes again by itself, or is worth little late: that something runs, how far it is, bells. */
const unimportant = /^(?:running|\d+ percent|bell|full screen)/;

const logs = readdirSync(goldenFolder)
  .filter((file) => file.endsWith('.spoken.txt'))
  .map((file) => {
    const name = file.slice(0, -'.spoken.txt'.length);
    const shown = shownIn(readFileSync(new URL(file, goldenFolder), 'utf8'));
    return { name, shown, inputs: readTranscript(name).times.input.map(({ atMs }) => atMs) };
  });

function shownIn(log: string): Shown[] {
  return log
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [, atMs = '', urgency = '', text = ''] = /^(\d+) (polite|assertive) (.*)$/.exec(line) ?? [];
      return { atMs: Number(atMs), urgency: urgency as Shown['urgency'], text };
    });
}

describe('the models', () => {
  const polite = (atMs: number, text: string): Shown => ({ atMs, urgency: 'polite', text });
  const burst = Array.from({ length: 12 }, (_unused, index) => polite(index * 30, `text ${String(index)}`));
  const heardOf = (model: ReaderModel): number => model(burst, 240).length;

  it('lose what those readers lose of twelve texts in a third of a second', () => {
    expect([voiceOver, nvda, orca, chromeVox].map(heardOf)).toEqual([2, 12, 10, 12]);
  });

  it('cut for what is urgent, and drop what is repeated at once', () => {
    const urgent: Shown = { atMs: 100, urgency: 'assertive', text: 'now' };
    expect(voiceOver([polite(0, 'a long text that is cut'), urgent], 240)).toEqual([urgent]);
    expect(orca([polite(0, 'same'), polite(100, 'same')], 240)).toHaveLength(1);
    expect(chromeVox([polite(0, 'one'), polite(10, 'two')], 240)).toHaveLength(1);
  });
});

describe('what is heard of all golden transcripts', () => {
  const rows = Object.keys(models).flatMap((name) => paces.map((pace) => [name, pace] as const));
  it.each(rows)('%s at %d words a minute: at least 99 percent of what matters', (name, pace) => {
    let important = 0;
    const lost: string[] = [];
    for (const { name: log, shown, inputs } of logs) {
      for (const together of betweenInputs(shown, inputs)) {
        const heard = new Set(models[name]?.(together, pace));
        const matters = together.filter(({ text }) => !unimportant.test(text));
        important += matters.length;
        for (const one of matters) if (!heard.has(one)) lost.push(`${log}: ${one.text}`);
      }
    }
    const share = 1 - lost.length / important;
    console.log(`${name}, ${String(pace)} words a minute: ${(100 * share).toFixed(2)} percent of ${String(important)}.`);
    expect(important).toBeGreaterThan(300);
    expect(share, lost.slice(0, 20).join('\n')).toBeGreaterThanOrEqual(AIM);
  });
});

/** Every key silences a reader: who types on has chosen not to hear the rest, and what comes then begins anew. */
function betweenInputs(shown: readonly Shown[], inputs: readonly number[]): Shown[][] {
  const edges = [Number.NEGATIVE_INFINITY, ...inputs, Number.POSITIVE_INFINITY];
  return edges.slice(1).map((edge, index) => {
    const from = edges[index] ?? Number.NEGATIVE_INFINITY;
    return shown.filter(({ atMs }) => atMs >= from && atMs < edge);
  });
}
