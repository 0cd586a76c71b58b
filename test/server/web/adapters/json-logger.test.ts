/** The log is one line of JSON per event, obeyed by no terminal, and silent about what was thrown. */
import { expect, test } from 'vitest';
import { createJsonLogger } from '../../../../server/web/adapters/system/json-logger.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';

test('control, bidi and format characters are escaped and read back the same', () => {
  const lines: string[] = [];
  const logger = createJsonLogger('info', (line) => lines.push(line), createFakeClock());
  const hostile = 'a\u001b[2J\u009b2J\u007f\r\n\u202E\u200B\u2028\u{E0041}z';
  logger.info('test', { hostile });
  const [line = ''] = lines;
  expect(line).toMatch(/^[\x20-\x7e]*\n$/);
  expect(JSON.parse(line)).toMatchObject({ level: 'info', event: 'test', hostile });
});

test('it is quiet below its level', () => {
  const lines: string[] = [];
  const logger = createJsonLogger('warn', (line) => lines.push(line), createFakeClock());
  logger.info('quiet');
  logger.warn('loud', { failure: 'gateway.disk-full' });
  expect(lines).toHaveLength(1);
});

test('what was thrown is logged by name and place, never by its message', () => {
  const lines: string[] = [];
  const logger = createJsonLogger('warn', (line) => lines.push(line), createFakeClock());
  logger.error('bug', new TypeError('password hunter2\n    at hunter2'));
  logger.error('bug', 'hunter2');
  const [first = '', second = ''] = lines;
  expect(JSON.parse(first)).toMatchObject({ problem: 'TypeError' });
  expect(first).toContain('json-logger.test.ts');
  expect(first + second).not.toMatch(/password|hunter2/);
  expect(JSON.parse(second)).toMatchObject({ problem: 'string' });
});
