/** The protocol's schemas, its document and its naming rule agree. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clientMessageSchema } from '../../shared/protocol/client-message.ts';
import { serverMessageSchema } from '../../shared/protocol/server-message.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import { projectFolder } from '../support/project-folder.ts';

const document = readFileSync(join(projectFolder, 'docs/protocol.md'), 'utf8');
const typesOf = (union: {
  options: readonly { entries: { type: { literal: string } } }[];
}): string[] => union.options.map((option) => option.entries.type.literal);
const fromPage = typesOf(clientMessageSchema);
const fromGateway = typesOf(serverMessageSchema);
const documented = [
  ...document.matchAll(/^- `([a-z.-]+)` \((page → gateway|gateway → page)\)/gm),
].map(([, name, direction]) => `${name ?? ''} ${direction ?? ''}`);

describe('the protocol', () => {
  it('is documented message by message, with the right direction, and nothing else is', () => {
    const actual = [
      ...fromPage.map((name) => `${name} page → gateway`),
      ...fromGateway.map((name) => `${name} gateway → page`),
    ];
    expect([...documented].sort()).toEqual([...actual].sort());
  });

  it('names its version in the document', () => {
    expect(document).toContain(`Version ${String(PROTOCOL_VERSION)}.`);
  });

  it('has no name in both directions', () => {
    expect(fromPage.filter((name) => fromGateway.includes(name))).toEqual([]);
  });

  it('names facts in the past tense', () => {
    const past = /(ed|opened|lost|done|read-lines|-created|pong|accepted)$/;
    expect(fromGateway.filter((name) => !past.test(name))).toEqual([]);
  });
});
