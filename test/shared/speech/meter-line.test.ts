/** Which lines are nothing but the last form of a progress meter. */
import { describe, expect, it } from 'vitest';
import { isMeter } from '../../../shared/speech/meter-line.ts';

describe('a meter', () => {
  it.each([
    `${'#'.repeat(93)} 100.0%`,
    '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current',
    '                                 Dload  Upload   Total   Spent    Left  Speed',
    '100 2929k  100 2929k    0     0  1593k      0  0:00:01  0:00:01 --:--:-- 1593k',
    '  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0',
  ])('is %j', (line) => {
    expect(isMeter(line)).toBe(true);
  });

  it.each([
    '42%',
    'hello',
    '',
    '#### 3 tests failed, 42% covered',
    '/dev/vda 256G 42% /',
    '100 200 300 400',
    '=====================',
  ])('is not %j', (line) => {
    expect(isMeter(line)).toBe(false);
  });
});
