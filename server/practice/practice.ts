/**
 * Entry of the practice process: joins key, clock and server, tells the supervisor over IPC where it listens and
 * ends with it. The data folder comes as the first argument or as EARSHOT_DATA_DIR.
 */
import { practiceProcess } from '../../shared/words/practice-words.ts';
import { loadHostKey } from './host-key.ts';
import { startPracticeServer } from './practice-server.ts';
import { USER_NAME } from './shell/shell-state.ts';
import { PRACTICE_PASSWORD } from './sign-in.ts';
import { createSystemClock } from './system-clock.ts';

process.title = 'earshot: practice';

const life = new AbortController();

/** Ends the process with a sentence on its error output. */
function giveUp(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

function leave(): void {
  life.abort();
  process.exit(0);
}

async function start(dataFolder: string): Promise<void> {
  const hostKey = await loadHostKey(dataFolder);
  const port = await startPracticeServer({
    hostKey,
    clock: createSystemClock(),
    signal: life.signal,
    onBug: (problem) => {
      console.error(problem);
    },
  });
  const { algorithm, fingerprint } = hostKey;
  process.send?.({
    practice: {
      port,
      hostKey: { algorithm, fingerprint },
      userName: USER_NAME,
      password: PRACTICE_PASSWORD,
    },
  });
}

if (process.send === undefined) giveUp(practiceProcess.startedAlone);
const dataFolder = process.argv[2] ?? process.env['EARSHOT_DATA_DIR'] ?? '';
if (dataFolder === '') giveUp(practiceProcess.noFolder);
process.on('disconnect', leave);
process.on('SIGTERM', leave);
process.on('SIGINT', leave);
await start(dataFolder).catch((problem: unknown) => {
  giveUp(practiceProcess.cannotStart(problem instanceof Error ? problem.message : String(problem)));
});
