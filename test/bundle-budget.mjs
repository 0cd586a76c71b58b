/** Holds the page to its promise that little has to be loaded before it works. */
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';

/** What README promises for the first load: 60 KB of script, as gzip sends it. */
const budgetBytes = 60_000;

/** A static import or re-export in built code; an `import()` has a parenthesis and is loaded later. */
const staticImport =
  /(?:^|[;}\s])(?:import|export)\s*(?:[^"'();]*?\bfrom\s*)?["'](\.{1,2}\/[^"']+)["']/g;

/**
 * Gives the scripts that index.html loads at once, with all that they import statically, as paths in the folder.
 * @param {string} builtFolder
 */
function firstLoadScripts(builtFolder) {
  const html = readFileSync(join(builtFolder, 'index.html'), 'utf8');
  const waiting = [...html.matchAll(/(?:src|href)="\/?([^"]+\.js)"/g)].map(
    (match) => match[1] ?? '',
  );
  /** @type {Set<string>} */
  const found = new Set();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    const folder = posix.dirname(next);
    const code = readFileSync(join(builtFolder, next), 'utf8');
    for (const match of code.matchAll(staticImport)) {
      waiting.push(posix.join(folder, match[1] ?? ''));
    }
  }
  return [...found];
}

/**
 * Measures the first load of a built page. Resolves with a sentence and whether the page keeps its promise.
 * @param {string} builtFolder
 */
export function checkBundleBudget(builtFolder) {
  if (!existsSync(join(builtFolder, 'index.html'))) {
    return { isFine: false, sentence: 'There is no built page to measure.' };
  }
  const scripts = firstLoadScripts(builtFolder);
  const bytes = scripts
    .map((path) => gzipSync(readFileSync(join(builtFolder, path)), { level: 9 }).length)
    .reduce((sum, size) => sum + size, 0);
  return {
    // A page without a script would be a broken build, not a small one.
    isFine: scripts.length > 0 && bytes <= budgetBytes,
    sentence: `The first load is ${String(scripts.length)} scripts with ${(bytes / 1000).toFixed(1)} KB; at most ${String(budgetBytes / 1000)} KB are allowed.`,
  };
}
