/** Only the announcer speaks: live regions stand in index.html and in the one dialog control, nowhere else. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectFolder } from '../support/project-folder.ts';

const sources = globSync(['client/**/*.{ts,html}'], { cwd: projectFolder });
const live = /aria-live|role=["']?(?:alert|status|log|timer|marquee)\b|ariaLive|ariaNotify/;

describe('live regions', () => {
  it('are written down in index.html and the dialog control only', () => {
    const places = sources.filter((path) => live.test(withoutComments(path)));
    expect(places.sort()).toEqual(
      [
        'client/adapters/live-regions.ts',
        'client/elements/controls/app-dialog.ts',
        'client/index.html',
      ]
        .filter((path) => places.includes(path))
        .sort(),
    );
    expect(places).toContain('client/index.html');
  });

  it('are two in index.html, polite and assertive, atomic, empty, never busy', () => {
    const html = readFileSync(join(projectFolder, 'client/index.html'), 'utf8');
    const regions = [...html.matchAll(/<[a-z]+[^>]*aria-live="([a-z]+)"[^>]*>([^<]*)</g)];
    expect(regions.map(([, politeness]) => politeness).sort()).toEqual(['assertive', 'polite']);
    for (const [tag, , content] of regions) {
      expect(tag).toContain('aria-atomic="true"');
      expect(tag).not.toContain('aria-busy');
      expect(content?.trim()).toBe('');
    }
  });
});

function withoutComments(path: string): string {
  return readFileSync(join(projectFolder, path), 'utf8').replace(
    /\/\*[\s\S]*?\*\/|\/\/.*|<!--[\s\S]*?-->/g,
    '',
  );
}
