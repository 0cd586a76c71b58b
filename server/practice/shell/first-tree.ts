/** What the tree of a new connection holds: a home to explore, a long log with one error, a table, system files. */
import type { Clock } from '../../../shared/base/clock.ts';
import { MINUTE_MS } from '../../../shared/base/units.ts';
import { practiceFiles } from '../../../shared/words/practice-words.ts';
import { createMemoryTree } from './memory-tree.ts';
import type { MemoryTree } from './memory-tree.ts';

/** The home folder of the only user. */
export const HOME_FOLDER = '/home/guest';

const LOG_LINES = 300;
const LOG_ERROR_LINE = 217;

/** Creates the tree of a new connection, about 20 KiB of its 1 MiB. */
export function createFirstTree(clock: Clock): MemoryTree {
  const tree = createMemoryTree(clock);
  const folders = ['/dev', '/etc', '/home', HOME_FOLDER, `${HOME_FOLDER}/documents`];
  for (const folder of [...folders, '/root', '/tmp', '/var', '/var/log']) tree.makeFolder(folder);
  const files: readonly (readonly [string, string])[] = [
    [`${HOME_FOLDER}/welcome.txt`, textOf(practiceFiles.welcome)],
    [`${HOME_FOLDER}/notes.txt`, textOf(practiceFiles.notes)],
    [`${HOME_FOLDER}/server.log`, makeLog(clock.epochMs())],
    [`${HOME_FOLDER}/visits.csv`, VISITS],
    [`${HOME_FOLDER}/.profile`, 'LANG=en_US.UTF-8\n'],
    [`${HOME_FOLDER}/documents/letter.txt`, textOf(practiceFiles.letter)],
    ['/etc/hostname', 'practice\n'],
    ['/etc/hosts', textOf(practiceFiles.hosts)],
    ['/etc/os-release', textOf(practiceFiles.osRelease)],
    ['/etc/passwd', PASSWD],
    ['/etc/shadow', 'root:*:20000:0:99999:7:::\n'],
    ['/var/log/system.log', makeLog(clock.epochMs())],
  ];
  for (const [path, text] of files) tree.writeText(path, text, 'replace');
  tree.addVoid('/dev/null');
  for (const [path] of files) {
    if (!path.startsWith(HOME_FOLDER)) tree.protect(path, 'root', path !== '/etc/shadow');
  }
  for (const folder of ['/dev', '/etc', '/home', '/var/log', '/var', '/']) {
    tree.protect(folder, 'root', true);
  }
  tree.protect('/root', 'root', false);
  return tree;
}

const VISITS = `day,visitors,pages
Monday,120,640
Tuesday,98,512
Wednesday,143,790
Thursday,110,604
Friday,87,455
Saturday,61,300
Sunday,55,287
`;

const PASSWD = `root:x:0:0:root:/root:/bin/earshot-practice-shell
guest:x:1000:1000:Guest:/home/guest:/bin/earshot-practice-shell
`;

function textOf(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}

/** A log of 300 lines, one a minute up to now, with one error. */
function makeLog(nowMs: number): string {
  let text = '';
  for (let line = 1; line <= LOG_LINES; line += 1) {
    const time = new Date(nowMs - (LOG_LINES - line) * MINUTE_MS).toISOString().slice(0, 19);
    const what = line === 1 ? practiceFiles.logStarted : practiceFiles.logRequest(line - 1);
    text += `${time} ${line === LOG_ERROR_LINE ? practiceFiles.logError : `INFO ${what}`}\n`;
  }
  return text;
}
