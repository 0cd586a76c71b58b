/** The two kinds of tests: quick ones that need nothing but Node, and journeys that drive real programs. */
import { defineConfig } from 'vitest/config';

const quickFolders = ['shared', 'server', 'client', 'architecture', 'transcripts'];
const journeyFolders = ['journeys', 'accessibility', 'faults', 'screen-reader'];
const testFilesIn = (folder: string): string => `test/${folder}/**/*.test.ts`;

export default defineConfig({
  test: {
    exclude: ['**/node_modules/**'],
    projects: [
      {
        // Elements use the decorators of TypeScript, as client/tsconfig.json says.
        oxc: { decorator: { legacy: true } },
        test: {
          name: 'unit',
          include: quickFolders.map(testFilesIn),
          environment: 'node',
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'journeys',
          include: journeyFolders.map(testFilesIn),
          environment: 'node',
          pool: 'forks',
          // A browser, a gateway and an SSH server at a time are what two cores carry without false alarms.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
