/** Outputs that are JSON, diffs, states of a repository or summaries of tests. */
import type { ExpectedOutput } from './expected-output.ts';

const tests = (name: string, command: string, part: string): ExpectedOutput => ({
  name,
  command,
  says: ['tests', part],
});
const status = (name: string, command: string, part: string): ExpectedOutput => ({
  name,
  command,
  says: ['git-status', part],
});
const python = 'tools/python/bin/python';

/** Each with its kind. */
export const kindOutputs: readonly ExpectedOutput[] = [
  { name: 'json-one', command: 'cat data/one.json', json: ['object', 4] },
  { name: 'json-jq', command: 'jq . data/one.json', json: ['object', 4] },
  { name: 'json-jq-color', command: 'jq -C . data/one.json', json: ['object', 4] },
  { name: 'json-list', command: 'jq . data/list.json', json: ['array', 3] },
  { name: 'json-lines', command: 'cat data/log.jsonl', json: ['lines', 3] },
  { name: 'json-ip', command: 'ip -j addr', json: ['array', 1] },
  { name: 'json-lsblk', command: 'lsblk -J', json: ['object', 1] },
  { name: 'json-package', command: 'cat tools/node/package.json', json: ['object', 10] },
  { name: 'json-tool', command: 'python3 -m json.tool data/list.json', json: ['array', 3] },
  { name: 'diff-u', command: 'diff -u data/old.txt data/new.txt', diff: [1, 2, 1] },
  { name: 'diff-git', command: 'git --no-pager -C dirty diff', diff: [1, 1, 0] },
  {
    name: 'diff-git-color',
    command: 'git --no-pager -C dirty diff --color=always',
    diff: [1, 1, 0],
  },
  { name: 'diff-cached', command: 'git --no-pager -C dirty diff --cached', diff: [2, 1, 1] },
  { name: 'diff-show', command: 'git --no-pager -C repo show HEAD', diff: [2, 2, 1] },
  {
    name: 'diff-big',
    command:
      'git --no-pager -C earshot diff 4b825dc642cb6eb9a060e54bf8d69288fbee4904 HEAD -- LICENSE package.json | head -200',
    diff: [2, 94, 0],
  },
  { name: 'diff-r', command: 'diff -ru clean dirty -x .git', diff: [1, 1, 0] },
  {
    name: 'diff-patch',
    command: 'git --no-pager -C repo format-patch -1 --stdout',
    diff: [2, 2, 1],
  },
  status('status-clean', 'git -C clean status', 'nothing to commit, working tree clean'),
  status('status-dirty', 'git -C dirty status', 'Changes to be committed'),
  status('status-ahead', 'git -C ahead status', 'nothing to commit, working tree clean'),
  status('status-conflict', 'git -C conflict status', 'You have unmerged paths.'),
  status('status-short', 'git -C dirty status -s', 'file.txt'),
  status('status-branch', 'git -C dirty status -sb', '## main...origin/main'),
  status(
    'status-detached',
    'cd clean; git checkout -q HEAD~2; git status; git checkout -q main',
    'nothing to commit',
  ),
  tests('tests-pytest', `cd tests; ../${python} -m pytest`, '1 failed, 2 passed in'),
  tests('tests-pytest-ok', `cd tests; ../${python} -m pytest test_good.py`, '1 passed in'),
  tests('tests-pytest-quiet', `cd tests; ../${python} -m pytest -q`, '1 failed, 2 passed in'),
  tests('tests-unittest', 'python3 tests/unit.py', 'FAILED (failures=1)'),
  tests('tests-unittest-ok', 'python3 tests/unit.py Sums.test_adds', 'Ran 1 test in'),
  tests(
    'tests-jest',
    'node_modules/.bin/jest --config \'{"rootDir":"tests","testMatch":["**/sums.jest.js"]}\'',
    'Tests: 1 failed, 1 passed, 2 total',
  ),
  tests(
    'tests-jest-ok',
    'node_modules/.bin/jest --config \'{"rootDir":"tests","testMatch":["**/sums.jest.js"]}\' -t adds',
    'Tests: 1 skipped, 1 passed, 2 total',
  ),
  tests(
    'tests-vitest',
    'node_modules/.bin/vitest run --root tests',
    'Tests 1 failed | 2 passed (3)',
  ),
  tests('tests-mocha', 'node_modules/.bin/mocha tests/sums.mocha.js', '1 failing'),
  tests('tests-mocha-ok', 'node_modules/.bin/mocha tests/sums.mocha.js -g adds', '1 passing'),
  tests('tests-mocha-tap', 'node_modules/.bin/mocha -R tap tests/sums.mocha.js', 'fail 1'),
  tests('tests-cargo', 'cd crate; cargo test --offline', 'test result: FAILED. 1 passed; 1 failed'),
  tests(
    'tests-cargo-ok',
    'cd crate-ok; cargo test --offline',
    'test result: ok. 1 passed; 0 failed',
  ),
  tests('tests-go', 'cd gomod; go test ./...', 'FAIL: TestFails'),
  tests('tests-go-ok', 'cd gomod-ok; go test ./...', 'ok example.org/gomod'),
  tests('tests-go-v', 'cd gomod-ok; go test -v', 'ok example.org/gomod'),
  tests('tests-node', 'node --test tests/sums.node.js', 'fail 1'),
  tests('tests-node-tap', 'node --test --test-reporter=tap tests/sums.node.js', 'fail 1'),
  tests('tests-bats', 'bats tests/sums.bats', '2 tests, 1 failure'),
  tests('tests-bats-tap', 'bats --tap tests/sums.bats', 'not ok 2 fails'),
  tests('tests-minitest', 'ruby tests/sums.rb', '2 runs, 2 assertions, 1 failures'),
  tests('tests-perl-tap', 'perl tests/sums.pl', 'not ok 2 - fails'),
];
