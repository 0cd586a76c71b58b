/**
 * The files of one connection, held in memory and forgotten with it: folders, texts, owners and a size limit.
 * Paths are absolute and normal (`resolvePath`). What the tree holds at first stands in first-tree.ts.
 */
import type { Clock } from '../../../shared/base/clock.ts';
import { failed, success } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { MIB } from '../../../shared/base/units.ts';
import type { PracticeProblem } from '../../../shared/words/practice-words.ts';

/** Who may change a node: `guest` is the person, `root` nobody. */
export type TreeOwner = 'root' | 'guest';

/** A text with its size in UTF-8. */
export interface TreeFile {
  readonly kind: 'file';
  text: string;
  sizeBytes: number;
  owner: TreeOwner;
  /** False: reading is refused, too. */
  isReadable: boolean;
  modifiedMs: number;
}

/** A folder; names hold no slash. */
export interface TreeFolder {
  readonly kind: 'folder';
  readonly children: Map<string, TreeNode>;
  owner: TreeOwner;
  isReadable: boolean;
  modifiedMs: number;
}

/** Takes every text and holds none, like /dev/null. */
export interface TreeVoid {
  readonly kind: 'void';
  owner: TreeOwner;
  isReadable: boolean;
  modifiedMs: number;
}

/** What a path may name. */
export type TreeNode = TreeFile | TreeFolder | TreeVoid;

type Outcome<Value> = Result<Value, PracticeProblem>;

/** The files of one connection; every change fails with a reason instead of throwing. */
export interface MemoryTree {
  look(path: string): Outcome<TreeNode>;
  /** Names and nodes in alphabetical order, hidden ones included. */
  list(path: string): Outcome<readonly (readonly [string, TreeNode])[]>;
  readText(path: string): Outcome<string>;
  /** Replaces or extends a file, which is made where it is missing. */
  writeText(path: string, text: string, manner: 'replace' | 'append'): Outcome<void>;
  touch(path: string): Outcome<void>;
  makeFolder(path: string): Outcome<void>;
  remove(path: string, isRecursive: boolean): Outcome<void>;
  copy(from: string, to: string): Outcome<void>;
  move(from: string, to: string): Outcome<void>;
  /** Sets owner and readability of what is there, for filling the tree. */
  protect(path: string, owner: TreeOwner, isReadable: boolean): void;
  addVoid(path: string): void;
}

const TREE_LIMIT_BYTES = MIB;
/** Charged for each node, so that empty files count, too. */
const NODE_BYTES = 128;
const LONGEST_NAME = 255;

/** The absolute, normal form of `path` as seen from `folder`; `..` above the root stays at the root. */
export function resolvePath(folder: string, path: string): string {
  const names: string[] = [];
  for (const name of (path.startsWith('/') ? path : `${folder}/${path}`).split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return `/${names.join('/')}`;
}

/** The last name of a normal path, '' for the root. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A tree from within. */
interface Growing {
  readonly clock: Clock;
  readonly root: TreeFolder;
  usedBytes: number;
}

/** Creates a tree that holds only a root folder. Everything may be changed until `protect` says otherwise. */
export function createMemoryTree(clock: Clock): MemoryTree {
  const growing: Growing = {
    clock,
    root: makeFolderNode(clock.epochMs()),
    usedBytes: NODE_BYTES,
  };
  return {
    look: (path) => look(growing, path),
    list(path) {
      const folder = folderAt(growing, path);
      if (!folder.ok) return folder;
      if (!folder.value.isReadable) return failed('denied');
      return success([...folder.value.children].sort(([a], [b]) => (a < b ? -1 : 1)));
    },
    readText(path) {
      const node = look(growing, path);
      if (!node.ok) return node;
      if (node.value.kind === 'folder') return failed('is-folder');
      if (!node.value.isReadable) return failed('denied');
      return success(node.value.kind === 'file' ? node.value.text : '');
    },
    writeText: (path, text, manner) => writeText(growing, path, text, manner),
    touch: (path) => writeText(growing, path, '', 'append'),
    makeFolder(path) {
      if (look(growing, path).ok) return failed('exists');
      return addNode(growing, path, makeFolderNode(clock.epochMs()));
    },
    remove(path, isRecursive) {
      const node = look(growing, path);
      if (node.ok && node.value.kind === 'folder' && !isRecursive) return failed('is-folder');
      const dropped = dropNode(growing, path);
      return dropped.ok ? success(undefined) : dropped;
    },
    copy: (from, to) => copy(growing, from, to),
    move: (from, to) => move(growing, from, to),
    protect(path, owner, isReadable) {
      const node = look(growing, path);
      if (node.ok) Object.assign(node.value, { owner, isReadable });
    },
    addVoid(path) {
      const modifiedMs = clock.epochMs();
      addNode(growing, path, { kind: 'void', owner: 'guest', isReadable: true, modifiedMs });
    },
  };
}

function look({ root }: Growing, path: string): Outcome<TreeNode> {
  let node: TreeNode = root;
  for (const name of path.split('/')) {
    if (name === '') continue;
    if (node.kind !== 'folder') return failed('not-folder');
    if (!node.isReadable) return failed('denied');
    const child = node.children.get(name);
    if (child === undefined) return failed('missing');
    node = child;
  }
  return success(node);
}

function folderAt(growing: Growing, path: string): Outcome<TreeFolder> {
  const found = look(growing, path);
  if (!found.ok) return found;
  return found.value.kind === 'folder' ? success(found.value) : failed('not-folder');
}

/** The folder in which `path` may be made or removed. */
function changeableParent(growing: Growing, path: string): Outcome<TreeFolder> {
  const parent = folderAt(growing, path.slice(0, path.lastIndexOf('/')));
  if (!parent.ok) return parent;
  return parent.value.owner === 'guest' && path !== '/' ? parent : failed('denied');
}

function addNode(growing: Growing, path: string, node: TreeNode): Outcome<void> {
  const parent = changeableParent(growing, path);
  if (!parent.ok) return parent;
  const name = nameOf(path);
  const charge = chargeOf(name, node);
  if (name.length > LONGEST_NAME || growing.usedBytes + charge > TREE_LIMIT_BYTES) {
    return failed('full');
  }
  growing.usedBytes += charge;
  parent.value.children.set(name, node);
  parent.value.modifiedMs = growing.clock.epochMs();
  return success(undefined);
}

function dropNode(growing: Growing, path: string): Outcome<TreeNode> {
  const node = look(growing, path);
  if (!node.ok) return node;
  const parent = changeableParent(growing, path);
  if (!parent.ok) return parent;
  growing.usedBytes -= chargeOf(nameOf(path), node.value);
  parent.value.children.delete(nameOf(path));
  parent.value.modifiedMs = growing.clock.epochMs();
  return node;
}

function writeText(
  growing: Growing,
  path: string,
  text: string,
  manner: 'replace' | 'append',
): Outcome<void> {
  const nowMs = growing.clock.epochMs();
  const found = look(growing, path);
  if (!found.ok) {
    if (found.failure !== 'missing') return found;
    return addNode(growing, path, makeFileNode(text, nowMs));
  }
  const file = found.value;
  if (file.kind === 'void') return success(undefined);
  if (file.kind === 'folder') return failed('is-folder');
  if (file.owner !== 'guest') return failed('denied');
  const keptText = manner === 'append' ? file.text : '';
  const sizeBytes = (manner === 'append' ? file.sizeBytes : 0) + Buffer.byteLength(text);
  const usedBytes = growing.usedBytes - file.sizeBytes + sizeBytes;
  if (usedBytes > TREE_LIMIT_BYTES) return failed('full');
  growing.usedBytes = usedBytes;
  Object.assign(file, { text: keptText + text, sizeBytes, modifiedMs: nowMs });
  return success(undefined);
}

/** Where `from` would go: into `to` where that is a folder, else to that very path. */
function placeFor(growing: Growing, from: string, to: string): Outcome<string> {
  const target = look(growing, to);
  const isFolder = target.ok && target.value.kind === 'folder';
  const place = isFolder ? resolvePath(to, nameOf(from)) : to;
  if (place === from || place.startsWith(`${from}/`)) return failed('into-itself');
  const there = look(growing, place);
  if (there.ok && there.value.kind === 'folder') return failed('exists');
  return success(place);
}

function copy(growing: Growing, from: string, to: string): Outcome<void> {
  const node = look(growing, from);
  if (!node.ok) return node;
  if (!isReadableThroughout(node.value)) return failed('denied');
  const place = placeFor(growing, from, to);
  if (!place.ok) return place;
  if (node.value.kind !== 'folder') {
    const text = node.value.kind === 'file' ? node.value.text : '';
    return writeText(growing, place.value, text, 'replace');
  }
  // Counted before it is made: a copy of the whole tree never exists beside it.
  const charge = chargeOf(nameOf(place.value), node.value);
  if (growing.usedBytes + charge > TREE_LIMIT_BYTES) return failed('full');
  return addNode(growing, place.value, cloneNode(node.value, growing.clock.epochMs()));
}

function move(growing: Growing, from: string, to: string): Outcome<void> {
  const place = placeFor(growing, from, to);
  if (!place.ok) return place;
  const parent = changeableParent(growing, place.value);
  if (!parent.ok) return parent;
  const moved = dropNode(growing, from);
  if (!moved.ok) return moved;
  const replaced = look(growing, place.value).ok ? dropNode(growing, place.value) : null;
  const added = addNode(growing, place.value, moved.value);
  if (added.ok) return added;
  // A longer name may not fit into a full tree: nothing is lost, everything stays where it was.
  if (replaced?.ok === true) addNode(growing, place.value, replaced.value);
  addNode(growing, from, moved.value);
  return added;
}

function makeFolderNode(nowMs: number): TreeFolder {
  return {
    kind: 'folder',
    children: new Map(),
    owner: 'guest',
    isReadable: true,
    modifiedMs: nowMs,
  };
}

function makeFileNode(text: string, nowMs: number): TreeFile {
  const sizeBytes = Buffer.byteLength(text);
  return { kind: 'file', text, sizeBytes, owner: 'guest', isReadable: true, modifiedMs: nowMs };
}

/** Bytes that a node and all below it are charged with. */
function chargeOf(name: string, node: TreeNode): number {
  let bytes = NODE_BYTES + Buffer.byteLength(name);
  if (node.kind === 'file') bytes += node.sizeBytes;
  if (node.kind === 'folder') {
    for (const [childName, child] of node.children) bytes += chargeOf(childName, child);
  }
  return bytes;
}

function isReadableThroughout(node: TreeNode): boolean {
  if (!node.isReadable) return false;
  return node.kind !== 'folder' || [...node.children.values()].every(isReadableThroughout);
}

function cloneNode(node: TreeNode, nowMs: number): TreeNode {
  if (node.kind === 'file') return makeFileNode(node.text, nowMs);
  const folder = makeFolderNode(nowMs);
  if (node.kind === 'folder') {
    for (const [name, child] of node.children) folder.children.set(name, cloneNode(child, nowMs));
  }
  return folder;
}
