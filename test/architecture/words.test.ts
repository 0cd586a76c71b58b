/**
 * Every sentence a person can see or hear comes from shared/words or the failure catalogue: no other file of the page
 * or the gateway may hold one. Setup speaks before packages are there, and the practice shell prints what shells print.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const searched = ['client', 'server'];
const excused = [
  /^server\/(?:setup|practice)\//,
  // A list of words to make codes from.
  /^server\/web\/accounts\/code-words\.ts$/,
];
/** More than three words in a row, of letters alone: a sentence, not a name, a path, a query or a script. */
const sentence = /(?:^|[\s"'>.:,;(])[A-Za-z][a-z'’]*(?:,? [A-Za-z][a-z'’]*){3,}/;
/** SQL, shell and header values are for machines. */
const machineText =
  /\b(?:SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|ALTER|PRAGMA|BEGIN|COMMIT|VACUUM)\b|[$={}\\`]|[;|]\s|\u001b/;
const spokenAttribute = /\b(?:aria-label|aria-description|title|placeholder|alt)="([^"]*)"/g;

/** Texts of a lit template that a person meets: between the tags, and in attributes that are spoken. */
function templateTexts(markup: string): string[] {
  const attributes = [...markup.matchAll(spokenAttribute)].map((match) => match[1] ?? '');
  return [...attributes, ...markup.replace(/<[^>]*>/g, '\n').split(/[\n\u0000]/)];
}

/** Whether the text is a bug's message (`throw new Error`), which no person is meant to meet. */
function isBugMessage(node: ts.Node): boolean {
  const call = node.parent;
  return ts.isNewExpression(call) && call.expression.getText().endsWith('Error');
}

/** Whether the text is only compared with another (`message === '…'`): words of a program, to be recognised. */
function isCompared(node: ts.Node): boolean {
  const { parent } = node;
  return (
    ts.isBinaryExpression(parent) &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken
  );
}

/** Sentences in a source file, with their lines. */
function sentencesIn(name: string, source: string): string[] {
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const judge = (node: ts.Node, texts: readonly string[]): void => {
    if (isBugMessage(node) || isCompared(node)) return;
    const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    for (const text of texts)
      if (sentence.test(text) && !machineText.test(text))
        found.push(`${name}:${String(line)} ${text.trim()}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isTaggedTemplateExpression(node)) {
      const isMarkup = node.tag.getText() === 'html';
      if (isMarkup) judge(node, templateTexts(templateText(node.template)));
    } else if (ts.isStringLiteralLike(node)) {
      judge(node, [node.text]);
    } else if (ts.isTemplateExpression(node)) {
      judge(node, [templateText(node)]);
    }
    const parts = ts.isTaggedTemplateExpression(node) ? node.template : node;
    ts.forEachChild(parts, visit);
  };
  visit(file);
  return found;
}

/** The fixed text of a template, a NUL for each of its values. */
function templateText(template: ts.TemplateLiteral): string {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text;
  return [template.head.text, ...template.templateSpans.map((span) => span.literal.text)].join(
    '\u0000',
  );
}

const sources = searched
  .flatMap((folder) =>
    readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' }).map(
      (name) => `${folder}/${name}`,
    ),
  )
  .filter(
    (name) =>
      name.endsWith('.ts') && !name.endsWith('.d.ts') && !excused.some((room) => room.test(name)),
  );

describe('Sentences', () => {
  it.each([
    ["const words = 'This is a sentence.';", 1],
    ['const words = `Cannot open the file ${name}`;', 1],
    ['html`<p>Press the big button</p>`', 1],
    ['html`<button aria-label="Run it once again">${icon}</button>`', 1],
    ['html`<p class="one two three four">${words.hint}</p>`', 0],
    ["throw new Error('A case was forgotten somewhere.')", 0],
    ["if (message === 'Connection lost before handshake') return;", 0],
    ["const isLong = text === '' ? 'This is a sentence.' : text", 1],
    ["db.exec('SELECT id FROM owner WHERE id = 1')", 0],
    ["import x from 'one two three four'", 0],
    ["const name = 'not so long'", 0],
  ])('are found where they are: %s', (source, count) => {
    expect(sentencesIn('planted.ts', source)).toHaveLength(count);
  });

  it('stand nowhere but in the words of shared', () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(sources.flatMap((name) => sentencesIn(name, readFileSync(root + name, 'utf8')))).toEqual(
      [],
    );
  });
});
