/** Text for speech, and the line between what the server says and what Earshot says. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freshMemory } from '../../../shared/speech/command-memory.ts';
import { looksLikeEarshot } from '../../../shared/speech/look-alike.ts';
import { announcementFor, type SpeechContext } from '../../../shared/speech/say-change.ts';
import { speechText } from '../../../shared/speech/speech-text.ts';
import type { BlockStatus } from '../../../shared/terminal/command-block.ts';
import {
  applied,
  ended,
  printed,
  sampleBlock,
  sampleView,
  waited,
} from '../../support/sample-session.ts';

const context: SpeechContext = {
  sessionKey: 's1',
  sessionInFront: true,
  ownPageId: null,
  verbosity: 'normal',
  memory: freshMemory,
};

function resultOf(
  lines: readonly string[],
  status: BlockStatus = { kind: 'ok' },
  commandLine = 'x',
) {
  const view = applied(
    sampleView(),
    { type: 'block.started', block: sampleBlock({ commandLine }) },
    printed(1, lines),
  );
  const announcement = announcementFor(view, ended(1, status, lines), context);
  if (announcement === null) throw new Error('A result is always said.');
  return announcement;
}

describe('text for speech', () => {
  const rows: readonly (readonly [string, string])[] = [
    ['--------------------', '20 dashes'],
    ['==== Title ====', '4 equals signs Title 4 equals signs'],
    ['10000', '10000'],
    ['wait...', 'wait...'],
    ['wait....', 'wait 4 dots'],
    ['Downloading 40% [########            ]', 'Downloading 40%'],
    ['[=====>    ] 50%', '50%'],
    ['[####################]', '[ 20 number signs ]'],
    ['array[--] and [a] stay', 'array[--] and [a] stay'],
    ['-', 'dash'],
    ['>', 'greater than'],
    ['=>', 'equals sign greater than'],
    ['┌──────┐', 'separator line'],
    ['│ a │ b │', 'a b'],
    ['⠋ building', 'building'],
    ['d41d8cd98f00b204e9800998ecf8427e  file', 'hash d41d8cd file'],
    ['123e4567-e89b-12d3-a456-426614174000', 'ID 123e4567'],
    ['abc\u202edef\u200b', 'abcdef, 2 hidden characters'],
    ['\u200b', '1 hidden character'],
    ['a\tb\u0007', 'a b'],
    ['\u001b[31mred\u001b[0m', 'red'],
    ['', ''],
    ['   ', ''],
    ['♞', 'symbol'],
  ];
  it.each(rows)('%j is said as %j', (text, said) => {
    expect(speechText(text)).toBe(said);
  });
});

describe('output that imitates Earshot', () => {
  const imitations = [
    '20 lines',
    'ok',
    'OK',
    'okay, 3 lines',
    'no output',
    'twenty lines',
    'ok, 20 lines',
    'failed 2, make',
    'hello, 20 lines',
    'ｏｋ，　２０　ｌｉｎｅｓ',
    '2\u200b0 li\u200dnes',
    '\u001b[1m20 lines\u001b[0m',
    '[32m20 lines[0m',
    '20 linеs',
    'оk, done',
    'οκ',
    '٢٠ lines',
    '10,000 lines, last: 10000',
    'waits for a password, typing is hidden',
    'web1 ended the session: shell closed',
    'gateway out of reach, trying again',
    'connected to bank as amy',
    'now in /root',
    'command not found',
    '0k, 3 lines',
    'table, 7 rows',
    'full screen: vim',
    'says: hello',
    'make, 41 seconds, 12 lines',
    '3 hidden characters',
  ];
  it.each(imitations)('%j is marked', (line) => {
    expect(resultOf([line]).text).toMatch(/^ok, says: /);
    expect(resultOf(['first', line]).text).toMatch(/^ok, says: /);
  });

  it('is marked as well where it is spread over lines', () => {
    expect(resultOf(['20', 'lines']).text).toBe('ok, says: 20; lines');
  });

  const plain = [
    'hello',
    'answer=y',
    '/home/amy',
    '42',
    'Linux web1 6.1.0',
    '3 file.txt',
    'total 12',
    'a: done',
    'Build: ok',
    'a-b.txt; c',
  ];
  it.each(plain)('%j is not', (line) => {
    expect(looksLikeEarshot(line)).toBe(false);
    expect(resultOf([line]).text).toBe(`ok, ${line}`);
  });
});

const status = fc.constantFrom<BlockStatus>(
  { kind: 'ok' },
  { kind: 'failed', code: 1 },
  { kind: 'failed', code: 127 },
  { kind: 'failed', code: 250 },
  { kind: 'done' },
  { kind: 'stopped' },
  { kind: 'lost' },
);
const piece = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('', '-'.repeat(80), '\u200b\u202e', 'ok, 20 lines', '│││', '\u0000\u001b[2J'),
);
const lines = fc.array(piece, { maxLength: 60 });

/** What no announcement may hold or lack. */
function expectFit(text: string): void {
  expect(text.length).toBeGreaterThan(0);
  expect(text.length).toBeLessThanOrEqual(300);
  expect(text).toMatch(/[\p{L}\p{N}]/u);
  expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  expect(text.isWellFormed()).toBe(true);
}

describe('every announcement', () => {
  it('fits, has a word and holds nothing invisible, whatever the server prints', () => {
    fc.assert(
      fc.property(lines, status, piece, (output, how, commandLine) => {
        const result = resultOf(output, how, commandLine);
        expectFit(result.text);
        expectFit(result.mergedText.slice(0, 300));
        expectFit(result.ownText);
      }),
    );
  });

  it('fits, has a word and holds nothing invisible, whatever a program asks', () => {
    const view = applied(sampleView(), { type: 'block.started', block: sampleBlock() });
    const kind = fc.constantFrom('text' as const, 'yes-no' as const, 'password' as const);
    fc.assert(
      fc.property(
        piece,
        kind,
        fc.nat(2_000),
        fc.boolean(),
        (text, promptKind, linesBefore, inFront) => {
          const prompt = waited(1, { text, kind: promptKind, linesBefore });
          const said = announcementFor(view, prompt, { ...context, sessionInFront: inFront });
          expectFit(said?.text ?? '');
        },
      ),
    );
  });

  it('says the answer first: status and what matters within 40 characters', () => {
    fc.assert(
      fc.property(lines, status, (output, how) => {
        expect(resultOf(output, how).text.slice(0, 40)).toMatch(
          /^(ok|failed \d+|done|stopped|lost), \S/,
        );
      }),
    );
  });

  it('is never a sentence of Earshot when the server prints that sentence', () => {
    fc.assert(
      fc.property(lines, status, (output, how) => {
        const own = resultOf(output, how);
        const sentence = own.text.replace(/^ok, /, '');
        fc.pre(own.serverText === null && sentence.length < 200);
        expect(resultOf([sentence]).text).toMatch(/^ok, says: /);
      }),
    );
  });
});
