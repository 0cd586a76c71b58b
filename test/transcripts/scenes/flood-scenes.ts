/** Recordings of floods: more lines than anyone hears, and bytes that are no text. */
import { bash, control, run, type, plain, zsh } from './scene.ts';
import type { Scene } from './scene.ts';

/** Small ones: a flood of the size is measured by the bench, not kept. */
export const floodScenes: readonly Scene[] = [
  bash('flood-yes-head', run('yes | head -n 60000')),
  bash('flood-seq', run('seq 1 40000')),
  bash('flood-random', run('head -c 60000 /dev/urandom'), run('reset'), run('echo after')),
  bash('flood-cat-random', run('cat /dev/urandom | head -c 30000'), run('echo after')),
  bash('flood-find', run('find /usr/share/doc | head -n 3000')),
  bash('flood-base64', run('head -c 100000 /dev/zero | base64')),
  bash('flood-one-line', run("head -c 100000 /dev/zero | tr '\\0' x")),
  bash('flood-colours', run('for i in $(seq 2000); do printf "\\033[3%dmline %d\\033[0m\\n" $((i % 8)) $i; done')),
  bash('flood-then-error', run('seq 1 3000; ls /nonexistent')),
  zsh('zsh-flood-yes', type('yes', 'y\r\ny', 0), control('interrupt')),
  plain('/bin/dash', '# ')('dash-flood', run('yes | head -n 20000'), run('echo after')),
];
