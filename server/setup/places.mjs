/** Where the setup scripts find and leave things. Plain JavaScript, because it runs before anything is installed. */
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

/** The folder that holds package.json, without a trailing slash. */
export const rootFolder = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/**
 * Gives the absolute path of something below the root folder.
 * @param {...string} parts
 */
export function inRoot(...parts) {
  return join(rootFolder, ...parts);
}
