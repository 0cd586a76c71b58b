/** How command lines of the practice shell are taken apart. */
import { expect, test } from 'vitest';
import { parseCommandLine } from '../../../../server/practice/shell/command-line-parser.ts';

/** The words of a line in brackets, variables as $NAME, with the separators between. */
function shape(line: string): string {
  const parsed = parseCommandLine(line);
  if (!parsed.ok) return parsed.failure;
  return parsed.value
    .map(({ when, commands }) => {
      const shown = commands.map(({ assignments, words, redirects }) =>
        [
          ...assignments.map(({ name }) => `${name}=`),
          ...words.map((word) => {
            const parts = word.map((part) => (part.kind === 'text' ? part.text : `$${part.name}`));
            return `[${parts.join('')}]`;
          }),
          ...redirects.map(({ kind }) => kind),
        ].join(' '),
      );
      return `${when}: ${shown.join(' | ')}`;
    })
    .join('; ');
}

test.each([
  ['', ''],
  ['  # only a comment', ''],
  ['ls -l', 'always: [ls] [-l]'],
  ['a;b&&c||d;', 'always: [a]; always: [b]; after-success: [c]; after-failure: [d]'],
  ['a\nb\n\n', 'always: [a]; always: [b]'],
  ['a|b | c', 'always: [a] | [b] | [c]'],
  [`echo 'a "$X" b' "c 'd' $X" e\\ f`, `always: [echo] [a "$X" b] [c 'd' $X] [e f]`],
  ['echo ""', 'always: [echo] []'],
  ['echo "\\$ \\" \\\\ \\n"', 'always: [echo] [$ " \\ \\n]'],
  ['echo ${A}b $? $ a#b', 'always: [echo] [$Ab] [$?] [$] [a#b]'],
  ['A=1 B= x', 'always: A= B= [x]'],
  ['x A=1', 'always: [x] [A=1]'],
  ['a <in >out 2>>err', 'always: [a] in out error-append'],
  [
    'a >>f 2>&1; b >&2; c &>g',
    'always: [a] out-append error-to-out; always: [b] out-to-error; always: [c] out error-to-out',
  ],
  ['| a', "practice: syntax error near unexpected token '|'"],
  ['a &&', "practice: syntax error near unexpected token 'newline'"],
  ['a |', "practice: syntax error near unexpected token 'newline'"],
  ['a ;; b', 'always: [a]; always: [b]'],
  ['a && ; b', "practice: syntax error near unexpected token ';'"],
  ['a >', "practice: syntax error near unexpected token 'newline'"],
  ['a > | b', "practice: syntax error near unexpected token '|'"],
  ["echo 'x", "practice: unexpected end of line while looking for matching '"],
  ['echo `ls`', 'practice: command substitution is not part of the practice shell'],
  ['(ls)', 'practice: grouping with parentheses is not part of the practice shell'],
  ['cat << X', 'practice: a here-document is not part of the practice shell'],
])('%j is read as it should be', (line, expected) => {
  expect(shape(line)).toBe(expected);
});
