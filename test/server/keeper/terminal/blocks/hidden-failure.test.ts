/** Which command of a pipeline failed though its last one did not. */
import { describe, expect, it } from 'vitest';
import { hiddenFailureOf } from '../../../../../server/keeper/terminal/blocks/hidden-failure.ts';

describe('a pipeline that ended well', () => {
  it.each([
    ['make | tee log', [2, 0], 'make', 2],
    ['curl -s http://x | tar xz | wc -l', [0, 2, 0], 'tar', 2],
    ["echo 'a | b' | sudo /usr/bin/make all | cat", [0, 2, 0], 'make', 2],
    ['make 2>&1 | cat', [2, 0], 'make', 2],
    ['make |& cat', [2, 0], 'make', 2],
    ['echo a \\| b | cat', [1, 0], 'echo', 1],
    ['grep x missing | cat', [2, 0], 'grep', 2],
    ['false | true', [1, 0], 'false', 1],
  ] as const)('hides the failure in %s', (commandLine, codes, command, code) => {
    expect(hiddenFailureOf(commandLine, codes, 0)).toEqual({ command, code });
  });

  it.each([
    ['yes | head -1', [141, 0]],
    ['grep nothing file | wc -l', [1, 0]],
    ['diff a b | cat', [1, 0]],
    ['test -f x | cat', [1, 0]],
    ['make | cat', [0, 0]],
    ['make', [0]],
    // The codes are of another pipeline, or of more than can be told apart.
    ['a | b | c', [1, 0]],
    ['make | cat; true | true', [2, 0]],
    ['make | cat && true', [2, 0]],
    ['(make | cat) | cat', [2, 0]],
    ['x=$(a | b) | cat', [1, 0]],
    ['make || true', [2, 0]],
    ["echo 'open | cat", [2, 0]],
  ] as const)('hides none in %s', (commandLine, codes) => {
    expect(hiddenFailureOf(commandLine, codes, 0)).toBeNull();
  });

  it('has nothing to hide when it failed itself', () => {
    expect(hiddenFailureOf('a | b', [1, 1], 1)).toBeNull();
  });
});
