/** The history of command lines, and the setup code that a printed link carries. */
import { describe, expect, it } from 'vitest';
import { createCommandHistory } from '../../../client/actions/command-history.ts';
import { setupCodeIn } from '../../../client/actions/setup-actions.ts';

describe('the command history', () => {
  it('goes back to the oldest line and forward to what was being typed', () => {
    const history = createCommandHistory();
    expect(history.older('x')).toBeNull();
    history.add('ls');
    history.add('ls');
    history.add('   ');
    history.add('pwd');
    expect(history.older('draft')).toBe('pwd');
    expect(history.older('pwd')).toBe('ls');
    expect(history.older('ls')).toBeNull();
    expect(history.newer()).toBe('pwd');
    expect(history.newer()).toBe('draft');
    expect(history.newer()).toBeNull();
  });
});

describe('the command history after a reload', () => {
  it('begins with what the session ran before, once, and lists each line once', () => {
    const history = createCommandHistory();
    history.seed(['ls', 'ls', '', 'pwd', 'ls']);
    history.seed(['never']);
    history.add('id');
    expect(history.newestFirst()).toEqual(['id', 'ls', 'pwd']);
    expect(history.older('')).toBe('id');
    expect(history.older('id')).toBe('ls');
    expect(history.older('ls')).toBe('pwd');
  });
});

describe('the setup code of a printed link', () => {
  it('is read from the fragment only', () => {
    expect(setupCodeIn('setup=apple%20tree-42')).toBe('apple tree-42');
    expect(setupCodeIn('setup=%E0%A4%A')).toBe('%E0%A4%A');
    expect(setupCodeIn('/help')).toBeNull();
  });
});
