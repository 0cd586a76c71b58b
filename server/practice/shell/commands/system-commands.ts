/** Commands that tell about the make-believe system and the shell: date, df, env, help, history, hostname, ps, uname, uptime, whoami, clear. */
import { MINUTE_MS, SECOND_MS } from '../../../../shared/base/units.ts';
import {
  practiceHelp,
  practiceHelpFrame,
  practiceMessages,
} from '../../../../shared/words/practice-words.ts';
import { HOST_NAME, USER_NAME } from '../shell-state.ts';
import { complain, readOptions } from './command.ts';
import type { Command } from './command.ts';

const KERNEL = 'Linux';
const RELEASE = '6.1.0-practice';
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

const DF_ROWS = `Filesystem     1K-blocks    Used Available Use% Mounted on
/dev/vda1       41152736 9876544  29162120  26% /
tmpfs             508984       0    508984   0% /dev/shm
tmpfs             203596     732    202864   1% /run
/dev/vdb1      103081248 4194304  93628208   5% /home
`;

const DF_ROWS_SHORT = `Filesystem      Size  Used Avail Use% Mounted on
/dev/vda1        40G  9.5G   28G  26% /
tmpfs           498M     0  498M   0% /dev/shm
tmpfs           199M  732K  199M   1% /run
/dev/vdb1        99G  4.0G   90G   5% /home
`;

const PS_ROWS = `    PID TTY          TIME CMD
   4711 pts/0    00:00:00 practice
   4732 pts/0    00:00:00 ps
`;

const date: Command = async (context) => {
  const now = new Date(context.clock.epochMs());
  const [, day, month, year, time] = now.toUTCString().split(' ');
  const weekday = WEEKDAYS[now.getUTCDay()] ?? '';
  const parts = [weekday, month, day, time, 'UTC', year];
  await context.stdout.write(`${parts.join(' ')}\n`);
  return 0;
};

const df: Command = async (context) => {
  const options = readOptions(context, 'h');
  if ('complaint' in options) return complain(context, options.complaint);
  await context.stdout.write(options.flags.has('h') ? DF_ROWS_SHORT : DF_ROWS);
  return 0;
};

const ps: Command = async (context) => {
  await context.stdout.write(PS_ROWS);
  return 0;
};

const env: Command = async (context) => {
  for (const [name, value] of [...context.state.variables].sort(([a], [b]) => (a < b ? -1 : 1))) {
    await context.stdout.write(`${name}=${value}\n`);
  }
  return 0;
};

const help: Command = async (context) => {
  const [name] = context.args;
  if (name !== undefined) {
    const sentence = Object.hasOwn(practiceHelp, name) ? practiceHelp[name] : undefined;
    if (sentence === undefined) return complain(context, practiceHelpFrame.unknown(name));
    await context.stdout.write(`${sentence}\n`);
    return 0;
  }
  await context.stdout.write(`${practiceHelpFrame.heading}\n`);
  for (const sentence of Object.values(practiceHelp)) await context.stdout.write(`${sentence}\n`);
  await context.stdout.write(`${practiceHelpFrame.more}\n`);
  return 0;
};

const history: Command = async (context) => {
  for (const [index, line] of context.state.history.entries()) {
    await context.stdout.write(`${String(index + 1).padStart(5)}  ${line}\n`);
  }
  return 0;
};

const hostname: Command = async (context) => {
  await context.stdout.write(`${HOST_NAME}\n`);
  return 0;
};

const uname: Command = async (context) => {
  const options = readOptions(context, 'asnrm');
  if ('complaint' in options) return complain(context, options.complaint);
  const parts = [
    ['s', KERNEL],
    ['n', HOST_NAME],
    ['r', RELEASE],
    ['m', 'practice'],
  ] as const;
  const isAll = options.flags.has('a');
  const shown = parts.filter(
    ([flag]) => isAll || options.flags.has(flag) || (options.flags.size === 0 && flag === 's'),
  );
  await context.stdout.write(`${shown.map(([, text]) => text).join(' ')}\n`);
  return 0;
};

const uptime: Command = async (context) => {
  const time = new Date(context.clock.epochMs()).toISOString().slice(11, 11 + 8);
  const upMs = context.clock.monotonicMs() - context.state.startedMonotonicMs;
  const minutes = Math.floor(upMs / MINUTE_MS);
  const seconds = Math.floor((upMs % MINUTE_MS) / SECOND_MS);
  await context.stdout.write(
    ` ${time} up ${String(minutes)} min ${String(seconds)} s,  1 user,  load average: 0.00, 0.01, 0.00\n`,
  );
  return 0;
};

const whoami: Command = async (context) => {
  await context.stdout.write(`${USER_NAME}\n`);
  return 0;
};

/** Cursor to the corner, then the screen and what scrolled off are erased (ECMA-48 CUP and ED). */
const clear: Command = async (context) => {
  if (context.args.length > 0) return complain(context, practiceMessages.tooManyArguments('clear'));
  await context.stdout.write('\x1b[H\x1b[2J\x1b[3J');
  return 0;
};

/** The commands of this file by name. */
export const systemCommands: Readonly<Record<string, Command>> = {
  clear,
  date,
  df,
  env,
  help,
  history,
  hostname,
  man: help,
  ps,
  uname,
  uptime,
  whoami,
};
