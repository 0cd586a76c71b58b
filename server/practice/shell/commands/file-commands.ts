/** Commands that look at and change the tree: ls, cd, pwd, mkdir, touch, rm, cp, mv. */
import type { Result } from '../../../../shared/base/result.ts';
import { practiceMessages, practiceProblems } from '../../../../shared/words/practice-words.ts';
import type { PracticeProblem } from '../../../../shared/words/practice-words.ts';
import { HOME_FOLDER } from '../first-tree.ts';
import { nameOf, resolvePath } from '../memory-tree.ts';
import type { TreeNode } from '../memory-tree.ts';
import { complain, readOptions } from './command.ts';
import type { Command, CommandContext } from './command.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const USAGE_CODE = 2;

/** Lists files first, then folders, one name a line; code 2 when something could not be listed. */
const ls: Command = async (context) => {
  const options = readOptions(context, 'laAh1');
  if ('complaint' in options) return complain(context, options.complaint, USAGE_CODE);
  const { tree, folder } = context.state;
  const paths = options.operands.length > 0 ? options.operands : ['.'];
  const files: (readonly [string, TreeNode])[] = [];
  const folders: string[] = [];
  let code = 0;
  for (const path of paths) {
    const node = tree.look(resolvePath(folder, path));
    if (!node.ok) {
      const problem = practiceProblems[node.failure];
      code = await complain(
        context,
        practiceMessages.cannotAccess('ls', path, problem),
        USAGE_CODE,
      );
    } else if (node.value.kind === 'folder') folders.push(path);
    else files.push([path, node.value]);
  }
  await printEntries(context, files, options.flags, false);
  let isFirst = files.length === 0;
  for (const path of folders) {
    if (!isFirst) await context.stdout.write('\n');
    isFirst = false;
    if (paths.length > 1) await context.stdout.write(`${path}:\n`);
    const entries = entriesOf(context, path, options.flags);
    if (entries.ok) await printEntries(context, entries.value, options.flags, true);
    else {
      const problem = practiceProblems[entries.failure];
      const sentence = practiceMessages.cannotDo('ls', 'open directory', path, problem);
      code = await complain(context, sentence, USAGE_CODE);
    }
  }
  return code;
};

/** What `ls` shows of a folder, with `.` and `..` for `-a`. */
function entriesOf(
  context: CommandContext,
  path: string,
  flags: ReadonlySet<string>,
): Result<readonly (readonly [string, TreeNode])[], PracticeProblem> {
  const { tree, folder } = context.state;
  const absolute = resolvePath(folder, path);
  const listed = tree.list(absolute);
  if (!listed.ok) return listed;
  const isAll = flags.has('a') || flags.has('A');
  const shown = listed.value.filter(([name]) => isAll || !name.startsWith('.'));
  if (!flags.has('a')) return { ok: true, value: shown };
  const own = tree.look(absolute);
  const above = tree.look(resolvePath(absolute, '..'));
  if (!own.ok || !above.ok) return { ok: true, value: shown };
  return { ok: true, value: [['.', own.value], ['..', above.value], ...shown] };
}

async function printEntries(
  context: CommandContext,
  entries: readonly (readonly [string, TreeNode])[],
  flags: ReadonlySet<string>,
  isFolder: boolean,
): Promise<void> {
  if (flags.has('l') && isFolder)
    await context.stdout.write(`total ${String(entries.length * 4)}\n`);
  const sizeWidth = Math.max(1, ...entries.map(([, node]) => String(sizeOf(node)).length));
  for (const [name, node] of entries) {
    await context.stdout.write(
      `${flags.has('l') ? `${detailsOf(node, sizeWidth)} ` : ''}${name}\n`,
    );
  }
}

function sizeOf(node: TreeNode): number {
  if (node.kind === 'folder') return 4096;
  return node.kind === 'file' ? node.sizeBytes : 0;
}

/** The columns of `ls -l` before the name: mode, links, owner, group, size, time. */
function detailsOf(node: TreeNode, sizeWidth: number): string {
  const kind = node.kind === 'folder' ? 'd' : node.kind === 'void' ? 'c' : '-';
  const run = node.kind === 'folder' ? 'x' : '-';
  const owner = node.owner === 'guest' ? 'guest guest' : 'root  root ';
  const mode = `rw${run}${node.isReadable ? `r-${run}r-${run}` : '------'}`;
  const date = new Date(node.modifiedMs);
  const month = MONTHS[date.getUTCMonth()] ?? '';
  const day = String(date.getUTCDate()).padStart(2);
  const links = node.kind === 'folder' ? 2 : 1;
  const size = String(sizeOf(node)).padStart(sizeWidth);
  return `${kind}${mode} ${String(links)} ${owner} ${size} ${month} ${day} ${date.toISOString().slice(11, 16)}`;
}

/** Goes to a folder; `cd -` goes back and prints where. */
const cd: Command = async (context) => {
  const { state } = context;
  if (context.args.length > 1) return complain(context, practiceMessages.tooManyArguments('cd'));
  const asked = context.args[0] ?? HOME_FOLDER;
  const target = asked === '-' ? state.previousFolder : resolvePath(state.folder, asked);
  const listed = state.tree.list(target);
  if (!listed.ok) {
    return complain(context, practiceMessages.about('cd', asked, practiceProblems[listed.failure]));
  }
  state.previousFolder = state.folder;
  state.folder = target;
  state.variables.set('OLDPWD', state.previousFolder);
  state.variables.set('PWD', target);
  if (asked === '-') await context.stdout.write(`${target}\n`);
  return 0;
};

const pwd: Command = async (context) => {
  await context.stdout.write(`${context.state.folder}\n`);
  return 0;
};

const mkdir: Command = async (context) => {
  const options = readOptions(context, 'p');
  if ('complaint' in options) return complain(context, options.complaint);
  const { tree, folder } = context.state;
  return forEachOperand(context, options.operands, async (path) => {
    const absolute = resolvePath(folder, path);
    if (options.flags.has('p')) {
      const names = absolute.split('/').slice(1);
      for (let depth = 1; depth < names.length; depth += 1) {
        const above = `/${names.slice(0, depth).join('/')}`;
        if (!tree.look(above).ok) tree.makeFolder(above);
      }
      const there = tree.look(absolute);
      if (there.ok && there.value.kind === 'folder') return 0;
    }
    const made = tree.makeFolder(absolute);
    if (made.ok) return 0;
    const problem = practiceProblems[made.failure];
    return complain(context, practiceMessages.cannotDo('mkdir', 'create directory', path, problem));
  });
};

const touch: Command = async (context) => {
  const options = readOptions(context, '');
  if ('complaint' in options) return complain(context, options.complaint);
  const { tree, folder } = context.state;
  return forEachOperand(context, options.operands, async (path) => {
    const touched = tree.touch(resolvePath(folder, path));
    if (touched.ok || touched.failure === 'is-folder') return 0;
    const problem = practiceProblems[touched.failure];
    return complain(context, practiceMessages.cannotDo('touch', 'touch', path, problem));
  });
};

const rm: Command = async (context) => {
  const options = readOptions(context, 'rRf');
  if ('complaint' in options) return complain(context, options.complaint);
  const { flags, operands } = options;
  const { tree, folder } = context.state;
  if (operands.length === 0 && flags.has('f')) return 0;
  return forEachOperand(context, operands, async (path) => {
    const removed = tree.remove(resolvePath(folder, path), flags.has('r') || flags.has('R'));
    if (removed.ok || (flags.has('f') && removed.failure === 'missing')) return 0;
    const problem = practiceProblems[removed.failure];
    return complain(context, practiceMessages.cannotDo('rm', 'remove', path, problem));
  });
};

/** Copies or moves one or more files; several need a folder as the target. */
const transfer: Command = async (context) => {
  const { name } = context;
  const options = readOptions(context, name === 'cp' ? 'rRaf' : 'f');
  if ('complaint' in options) return complain(context, options.complaint);
  const sources = options.operands.slice(0, -1);
  const target = options.operands.at(-1);
  if (target === undefined || sources.length === 0) {
    return complain(context, practiceMessages.missingOperand(name));
  }
  const { tree, folder } = context.state;
  const to = resolvePath(folder, target);
  const toNode = tree.look(to);
  if (sources.length > 1 && !(toNode.ok && toNode.value.kind === 'folder')) {
    return complain(context, practiceMessages.about(name, target, practiceProblems['not-folder']));
  }
  const isDeep = ['r', 'R', 'a'].some((flag) => options.flags.has(flag));
  return forEachOperand(context, sources, async (path) => {
    const from = resolvePath(folder, path);
    const node = tree.look(from);
    if (name === 'cp' && !isDeep && node.ok && node.value.kind === 'folder') {
      return complain(context, practiceMessages.omitsFolder(path));
    }
    const done = name === 'cp' ? tree.copy(from, to) : tree.move(from, to);
    if (done.ok) return 0;
    const problem = practiceProblems[done.failure];
    const action = name === 'cp' ? 'copy' : 'move';
    return complain(context, practiceMessages.cannotDo(name, action, nameOf(from), problem));
  });
};

/** Does `act` for each operand and gives the worst code; without operands it complains. */
async function forEachOperand(
  context: CommandContext,
  operands: readonly string[],
  act: (path: string) => Promise<number>,
): Promise<number> {
  if (operands.length === 0) {
    return complain(context, practiceMessages.missingOperand(context.name));
  }
  let code = 0;
  for (const operand of operands) code = Math.max(code, await act(operand));
  return code;
}

/** The commands of this file by name. */
export const fileCommands: Readonly<Record<string, Command>> = {
  cd,
  cp: transfer,
  ls,
  mkdir,
  mv: transfer,
  pwd,
  rm,
  touch,
};
