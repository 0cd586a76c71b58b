/**
 * Records programs that wait, and ordinary outputs that stand still, on this machine:
 * `node test/transcripts/prompts/record-prompts.ts prompts|ordinary [NAME...]`. Needs root, and the programs of
 * prompt-scenes.ts; what is missing is left out and named.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { ordinaryCommands } from './ordinary-commands.ts';
import { promptScenes } from './prompt-scenes.ts';
import { startPromptServer } from './prompt-server.ts';
import { ordinaryFile, promptsFile } from './recorded-prompt.ts';
import type { RecordedPrompt, StandingOutput } from './recorded-prompt.ts';
import { standStill } from './standing-terminal.ts';

const ABREAST = 8;
const [what = '', ...names] = process.argv.slice(2);
const hadAmy = spawnSync('id', ['amy']).status === 0;
if (!hadAmy) spawnSync('/usr/sbin/useradd', ['-m', '-s', '/bin/bash', 'amy']);
spawnSync('/usr/sbin/chpasswd', { input: 'amy:correct-horse-7\n' });
const server = await startPromptServer();
const web = createServer((_, response) => {
  response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="demo"' }).end();
});
await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
const prefix = `export PORT=${String(server.port)} WEB=${String((web.address() as AddressInfo).port)} PATH=$PATH:/usr/sbin:/sbin; `;
try {
  if (what === 'prompts') await recordPrompts();
  else if (what === 'ordinary') await recordOrdinary();
  else throw new Error('Say what to record: prompts or ordinary.');
} finally {
  server.stop();
  web.close();
  if (!hadAmy) spawnSync('/usr/sbin/userdel', ['-r', '-f', 'amy']);
}

async function recordPrompts(): Promise<void> {
  const found = new Map<string, RecordedPrompt>(existing<RecordedPrompt>(promptsFile));
  const chosen = promptScenes.filter(({ name }) => names.length === 0 || names.includes(name));
  await abreast(chosen, async ({ kind, name, program, version, run, typed = [], stillMs = 1_500, preset, choices }) => {
    const at = { name, script: prefix + run, typed, stillMs, limitMs: 45_000 };
    const standing = await standStill(server, at);
    const { hasEnded, ...moment } = standing;
    found.delete(name);
    if (hasEnded) {
      console.log(`Left out ${name}: ${standing.linesBefore.slice(-2).join(' / ')}`);
      return;
    }
    const told = spawnSync('bash', ['-c', version], { encoding: 'utf8', timeout: 60_000, input: '' }).stdout;
    const versionLine = told.split('\n').find((line) => line.trim() !== '') ?? '';
    found.set(name, {
      name,
      program,
      version: versionLine.trim().slice(0, 120),
      command: typed.length === 0 ? run : `${run} # then typed: ${JSON.stringify(typed)}`,
      kind,
      preset: preset ?? null,
      choices: kind === 'choice' ? (choices ?? null) : [],
      ...moment,
    });
    console.log(`${name} [${kind}] ${standing.unfinishedLine}`);
  });
  save(promptsFile, inOrder(found, promptScenes));
}

async function recordOrdinary(): Promise<void> {
  const found = new Map<string, StandingOutput>(existing<StandingOutput>(ordinaryFile));
  const chosen = ordinaryCommands.filter(({ name }) => names.length === 0 || names.includes(name));
  await abreast(chosen, async ({ name, run }) => {
    const at = { name: `o-${name}`, script: `${prefix}export TERM=xterm; ${run}; sleep 30`, typed: [], stillMs: 1_500, limitMs: 30_000 };
    const { linesBefore, unfinishedLine } = await standStill(server, at);
    found.set(name, { name, command: run, linesBefore, unfinishedLine });
  });
  save(ordinaryFile, inOrder(found, ordinaryCommands));
}

function existing<Item extends { readonly name: string }>(file: URL): [string, Item][] {
  if (names.length === 0 || !existsSync(file)) return [];
  return (JSON.parse(readFileSync(file, 'utf8')) as Item[]).map((item) => [item.name, item]);
}

function inOrder<Item>(found: Map<string, Item>, order: readonly { readonly name: string }[]): Item[] {
  return order.flatMap(({ name }) => found.get(name) ?? []);
}

function save(file: URL, items: readonly object[]): void {
  const host = spawnSync('hostname', { encoding: 'utf8' }).stdout.trim();
  writeFileSync(file, `${JSON.stringify(items, null, 1).replaceAll(host, 'web1')}\n`);
  console.log(`${String(items.length)} recorded.`);
}

async function abreast<Item extends { readonly name: string }>(items: readonly Item[], record: (item: Item) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      try {
        await record(item);
      } catch (error) {
        console.log(`Could not record ${item.name}: ${String(error)}`);
      }
    }
  };
  await Promise.all(Array.from({ length: ABREAST }, worker));
}
