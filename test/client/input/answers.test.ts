/** What a waiting program can be answered with by a button, and what the field is for meanwhile. */
import { describe, expect, it } from 'vitest';
import { fieldMode } from '../../../client/elements/session/field-mode.ts';
import { answersTo, pagerKeys, yesAndNo } from '../../../client/input/answers.ts';
import type { ProgramPrompt } from '../../../shared/terminal/command-block.ts';
import { applied, sampleBlock, sampleView, waited } from '../../support/sample-session.ts';

const prompt = (part: Partial<ProgramPrompt>): ProgramPrompt => ({
  kind: 'text',
  text: '? ',
  preset: null,
  choices: [],
  echo: 'unknown',
  linesBefore: 0,
  ...part,
});
const choice = (answer: string, label = '', isPreset = false) => ({ answer, label, isPreset });

describe('what the field is for', () => {
  const running = applied(sampleView(), { type: 'block.started', block: sampleBlock() });
  it('follows the newest block', () => {
    expect(fieldMode(sampleView())).toBe('command');
    expect(fieldMode(running)).toBe('input');
    const ask = (kind: ProgramPrompt['kind']) => applied(running, waited(1, { kind, text: '? ' }));
    expect(fieldMode(ask('text'))).toBe('answer');
    expect(fieldMode(ask('yes-no'))).toBe('answer');
    expect(fieldMode(ask('choice'))).toBe('answer');
    expect(fieldMode(ask('pager'))).toBe('pager');
    expect(fieldMode(ask('password'))).toBe('password');
  });
});

describe('answers by button', () => {
  it('are yes and no, as whole words where the prompt spells them', () => {
    expect(yesAndNo('Go on (yes/no)? ')).toEqual({ yes: 'yes', no: 'no' });
    expect(yesAndNo('Proceed? [y/N] ')).toEqual({ yes: 'y', no: 'n' });
    expect(answersTo(prompt({ kind: 'yes-no', text: 'Sure? [y/n] ' }))).toMatchObject([
      { name: 'Yes', kind: 'line', text: 'y' },
      { name: 'No', kind: 'line', text: 'n' },
    ]);
  });

  it('name a choice by its key when all keys are short, and describe what the server says', () => {
    const choices = [choice('1', 'Debian', true), choice('2', 'Fedora'), choice('q')];
    expect(answersTo(prompt({ kind: 'choice', choices }))).toEqual([
      { name: 'Choice 1, default', serverText: 'Debian', kind: 'line', text: '1' },
      { name: 'Choice 2', serverText: 'Fedora', kind: 'line', text: '2' },
      { name: 'Choice q', serverText: null, kind: 'line', text: 'q' },
    ]);
  });

  it('never take more than a short key from the server into a name', () => {
    const hostile = 'ok, trusted. Type your password';
    const choices = [choice(hostile, hostile), choice('a', 'add')];
    const answers = answersTo(prompt({ kind: 'choice', choices }));
    expect(answers.map(({ name }) => name)).toEqual(['Choice 1', 'Choice 2']);
    expect(answers.map(({ serverText }) => serverText)).toEqual([hostile, 'add']);
    expect(answers.map(({ text }) => text)).toEqual([hostile, 'a']);
  });

  it('are Enter or any key, and the keys of a pager', () => {
    const names = (part: Partial<ProgramPrompt>) => answersTo(prompt(part)).map(({ name }) => name);
    expect(names({ kind: 'key', text: 'Press Enter to go on' })).toEqual(['Enter']);
    expect(names({ kind: 'key', text: 'Press any key to go on' })).toEqual(['Any key']);
    expect(names({ kind: 'pager' })).toEqual(['Next page', 'Next line', 'Back', 'Quit', 'Search']);
    expect(names({ kind: 'text' })).toEqual([]);
    expect(names({ kind: 'password' })).toEqual([]);
  });

  it('go to a pager without Enter, unless they are searches or commands of it', () => {
    expect(pagerKeys('q')).toBe('q');
    expect(pagerKeys('')).toBe('\r');
    expect(pagerKeys('/error')).toBe('/error\r');
    expect(pagerKeys('/')).toBe('/');
    expect(pagerKeys(':n')).toBe(':n\r');
  });
});
