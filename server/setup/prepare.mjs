/** Makes a clone ready to start or to be tested: packages, page, and for tests the system's programs. */
import { buildPage } from './build-page.mjs';
import { installDebianPackages } from './debian-packages.mjs';
import { installPackages } from './install-packages.mjs';
import { expectFittingNode } from './node-program.mjs';
import { withPrepareLock } from './prepare-lock.mjs';

/**
 * Does what is not done yet, and nothing when all is. Throws a SetupStop with one sentence when it cannot.
 * @param {{ isForTests: boolean, needsPage: boolean }} wanted
 */
export async function prepare({ isForTests, needsPage }) {
  expectFittingNode();
  await withPrepareLock(async () => {
    await installPackages();
    if (needsPage) await buildPage();
    if (isForTests) await installDebianPackages();
  });
}
