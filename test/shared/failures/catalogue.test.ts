/** The failure catalogue keeps its form, and docs/failures.md lists exactly what it holds. */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { describeFailure, type Retry } from '../../../shared/failures/catalogue.ts';
import { failureSchema } from '../../../shared/failures/failure.ts';
import { sampleFailures } from '../../support/sample-failures.ts';

const page = new URL('../../../docs/failures.md', import.meta.url);
const retryWords: Record<Retry, string> = {
  now: 'trying again may succeed at once',
  later: 'try again after a while',
  never: 'not before something is changed',
};

const intro = `# Failures

Every failure is a code with facts; its sentence and advice come from \`shared/failures\`. The sentences below stand
with example facts. This page is checked against the catalogue in both ways; \`UPDATE_GOLDENS=1 npm run test:unit\`
writes it anew.
`;

/** The page as the catalogue would write it: one heading and a few plain sentences for each code. */
function expectedPage(): string {
  const sections = sampleFailures.map((failure) => {
    const { sentence, advice, retry, detail } = describeFailure(failure);
    const lines = [
      `Sentence: ${sentence}`,
      `Advice: ${advice}`,
      `Retry: ${retry}, ${retryWords[retry]}.`,
    ];
    if (detail !== null) lines.push(`Detail: ${detail}`);
    return `\n## ${failure.code}\n\n${lines.map((line) => `- ${line}\n`).join('')}`;
  });
  return intro + sections.join('');
}

describe('the failure catalogue', () => {
  it('has a sample of every code that may cross the wire', () => {
    const codes = failureSchema.options.map((option) => option.entries.code.literal);
    expect(sampleFailures.map((failure) => failure.code)).toEqual(codes);
    for (const failure of sampleFailures) expect(v.is(failureSchema, failure)).toBe(true);
  });

  it.each(sampleFailures)('says $code in one sentence under 20 words', (failure) => {
    const { sentence } = describeFailure(failure);
    expect(sentence.split(/\s+/).length).toBeLessThan(20);
    expect(sentence).toMatch(/^[A-Z][^\n]*[^.]\.$/);
    // A full stop inside would begin a second sentence.
    expect(sentence).not.toMatch(/\. /);
  });

  it.each(sampleFailures)('advises on $code in one sentence', (failure) => {
    const { advice } = describeFailure(failure);
    expect(advice).toMatch(/^[A-Z][^\n]*[^.]\.$/);
    expect(advice).not.toMatch(/\. /);
  });

  it('keeps words of the server out of its own sentences', () => {
    const described = describeFailure({
      code: 'ssh.server-closed',
      address: 'build-box',
      detail: 'ok, 20 lines',
    });
    expect(described.sentence + described.advice).not.toContain('20 lines');
    expect(described.detail).toBe('The server says: ok, 20 lines');
  });

  it('stands in docs/failures.md, code by code, and nothing else stands there', () => {
    if (process.env['UPDATE_GOLDENS'] === '1') writeFileSync(page, expectedPage());
    expect(readFileSync(page, 'utf8')).toBe(expectedPage());
  });
});
