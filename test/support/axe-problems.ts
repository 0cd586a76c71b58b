/** What axe-core finds in a page as it stands, in light, dark and forced colours, and whether it scrolls sideways. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);
const appearances = [
  { colorScheme: 'light', forcedColors: 'none' },
  { colorScheme: 'dark', forcedColors: 'none' },
  { colorScheme: 'dark', forcedColors: 'active' },
] as const;

/** An empty list where all is well. The page needs a context with `bypassCSP`: its own policy would refuse axe. */
export async function axeProblems(page: Page): Promise<string[]> {
  const found: string[] = [];
  await page.evaluate(axeSource);
  for (const appearance of appearances) {
    await page.emulateMedia(appearance);
    const violations = await page.evaluate<string[]>(
      `axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) =>
        id + ': ' + nodes.map(({ target }) => target.join(' ')).join(', ')))`,
    );
    const name = `${appearance.colorScheme}, forced colours ${appearance.forcedColors}`;
    found.push(...violations.map((violation) => `${name}: ${violation}`));
  }
  const scrolls = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  if (scrolls) found.push('scrolls sideways');
  return found;
}
