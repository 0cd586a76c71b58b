/** Recordings of output with a shape: tables, errors, JSON, diffs, test results, links and titles. */
import { bash, keys, prepared, run, type, zsh } from './scene.ts';
import type { Scene } from './scene.ts';

const GIT = String.raw`git config --global init.defaultBranch main; git config --global user.name Amy; git config --global core.pager cat
git config --global user.email amy@example.org; git config --global advice.statusHints true
git init -q work; cd work; seq 30 > numbers.txt; echo one > one.txt; git add .; GIT_COMMITTER_DATE='2026-01-02T10:00Z' git commit -q -m 'Numbers' --date '2026-01-02T10:00Z'
sed -i 's/^7$/seven/; s/^25$/twenty-five/' numbers.txt; echo note > notes.txt; echo two > two.txt; git add two.txt`;
const GIT_CONFLICT = `${GIT}\ngit commit -q -am two; git switch -qc side; echo side > one.txt; git commit -qam side; git switch -q main; echo main > one.txt; git commit -qam main`;
const PYTEST = String.raw`mkdir work; cd work; printf 'def half(n):\n    return n / 2\n\ndef test_half():\n    assert half(4) == 2\n\ndef test_odd():\n    assert half(3) == 1\n\ndef test_text():\n    assert "a" in "abc"\n' > test_half.py`;
const VITEST = String.raw`mkdir work; cd work; ln -s /opt/app/node_modules node_modules
printf '{"name":"work","type":"module","scripts":{"test":"vitest run"}}' > package.json
printf 'import { expect, it } from "vitest";\nit("adds", () => { expect(1 + 1).toBe(2); });\nit("halves", () => { expect(3 / 2).toBe(1); });\n' > half.test.js`;
const GO = String.raw`mkdir work; cd work; printf 'module example.org/work\n\ngo 1.19\n' > go.mod
printf 'package work\n\nfunc Half(n int) int { return n / 2 }\n' > half.go
printf 'package work\n\nimport "testing"\n\nfunc TestHalf(t *testing.T) {\n\tif Half(4) != 2 {\n\t\tt.Fatal("no")\n\t}\n}\n\nfunc TestOdd(t *testing.T) {\n\tif Half(3) != 2 {\n\t\tt.Errorf("Half(3) = %%d, want 2", Half(3))\n\t}\n}\n' > half_test.go`;
const C_ERROR = String.raw`printf '#include <stdio.h>\n\nint main(void) {\n  int count = "many";\n  printf("%%d\\n", cuont);\n  return 0\n}\n' > main.c; printf 'main: main.c\n\tgcc -Wall -o main main.c\n' > Makefile`;
const TSC = String.raw`mkdir work; cd work; printf 'const count: number = "many";\nfunction half(n: number): number {\n  return n / 2;\n}\nhalf("three");\n' > main.ts`;
const SPAWN_SERVERS = String.raw`(python3 -m http.server 8123 --bind 127.0.0.1 > /dev/null 2>&1 &) ; (nc -lk 127.0.0.1 9000 > /dev/null 2>&1 &); sleep 0.6`;
const FILES = String.raw`mkdir -p files; cd files; for n in 1 2 3 4 5 6; do head -c $((n * 7919)) /dev/zero > "report $n.txt"; done; mkdir archive; ln -s archive old; printf '#!/bin/sh\n' > run.sh; chmod +x run.sh; touch -d 2026-01-02 a b c; touch -d '2025-06-30 12:34' 'report 1.txt'`;
const FOLDER = String.raw`mkdir -p site/css site/js; touch site/index.html site/css/main.css site/js/app.js`;
const JSON_FILE = String.raw`printf '{"name":"web1","roles":["db","cache"],"ports":{"http":80,"https":443},"up":true}' > host.json; printf '[{"id":1,"name":"Amy"},{"id":2,"name":"Bob"}]' > people.json`;

const tableScenes: readonly Scene[] = [
  prepared('table-ls-l', FILES, run('cd files'), run('ls -l')),
  prepared('table-ls-columns', FILES, run('cd files'), run('ls'), run('ls -la --color=always')),
  bash('table-ps-aux', run('ps aux')),
  bash('table-ps-ef', run('ps -ef | head -n 8')),
  bash('table-df', run('df -h')),
  bash('table-free', run('free -h')),
  bash('table-lsblk', run('lsblk')),
  prepared('table-ss', SPAWN_SERVERS, run('ss -tlnp')),
  bash('table-ip-brief', run('ip -br a')),
  bash('table-mount-column', run('mount | column -t')),
  bash('table-systemctl', run('systemctl list-units')),
  bash('table-passwd-column', run('head -n 6 /etc/passwd | column -t -s :')),
  bash('table-column-names', run("printf 'web1 80 up\\nweb2 443 down\\ndb1 5432 up\\n' | column -t -N NAME,PORT,STATE")),
  bash('table-du', run('du -sh /usr/share/doc/* 2>/dev/null | sort -rh | head -n 8')),
  bash('table-who', run('id; env | sort | head -n 5; w')),
  bash('table-stat', run('stat /etc/passwd')),
  bash('table-dpkg', run('dpkg -l bash zsh dash | cat')),
  bash('table-lsof', run('lsof -p $$ | head -n 8')),
  prepared('table-tree', FOLDER, run('tree site')),
  zsh('zsh-table-df', run('df -h')),
];

const failureScenes: readonly Scene[] = [
  prepared('error-gcc', C_ERROR, run('gcc -Wall -o main main.c')),
  prepared('error-make', C_ERROR, run('make')),
  bash('error-make-no-rule', run('make nothing')),
  prepared('error-tsc', TSC, run('cd work'), run('tsc --noEmit main.ts')),
  prepared('error-tsc-pretty', TSC, run('cd work'), run('tsc --pretty --noEmit main.ts')),
  prepared('error-rustc', 'echo \'fn main() { let v = vec![1]; let w = v; println!("{:?}", v); }\' > main.rs', run('rustc main.rs')),
  prepared('error-python', "printf 'def half(n):\\n    return n / 0\\n\\nprint(half(3))\\n' > half.py", run('python3 half.py')),
  prepared('error-python-chained', "printf 'try:\\n    {}[\"key\"]\\nexcept KeyError as e:\\n    raise RuntimeError(\"no such setting\") from e\\n' > chain.py", run('python3 chain.py')),
  prepared('error-python-syntax', "printf 'print(\"hello\"\\nx = 1\\n' > broken.py", run('python3 broken.py')),
  prepared('error-node', "printf 'function half(n) { return n.half(); }\\nhalf(3);\\n' > half.js", run('node half.js')),
  bash('error-node-missing', run('node missing.js')),
  prepared('error-java', 'printf \'public class Half {\\n  static int half(String text) { return text.length() / 0; }\\n  public static void main(String[] a) { half("x"); }\\n}\\n\' > Half.java; javac Half.java', run('java -cp . Half')),
  prepared('error-javac', "printf 'public class Half {\\n  int half() { return \"one\"; }\\n}\\n' > Half.java", run('javac Half.java')),
  prepared('error-go', "printf 'package main\\n\\nfunc main() {\\n\\tx := 1\\n\\tprintln(y)\\n}\\n' > main.go", run('go run main.go')),
  prepared('error-go-panic', "printf 'package main\\n\\nfunc main() {\\n\\tvar a []int\\n\\tprintln(a[3])\\n}\\n' > main.go; go build -o panics main.go", run('./panics')),
  prepared('error-ruby', "printf 'def half(n)\\n  n.half\\nend\\nhalf(3)\\n' > half.rb", run('ruby half.rb')),
  bash('error-perl', run("perl -e 'use strict; my $x = 1; die \"no more\"'")),
  bash('error-git-fatal', run('git status')),
  prepared('error-git-conflict', GIT_CONFLICT, run('cd work'), run('git merge side'), run('git status')),
  bash('error-permission', run('cat /proc/1/mem')),
  bash('error-bash-syntax', run('if then')),
  bash('error-warnings-only', run("gcc -Wall -x c -c -o /dev/null - <<< 'int f(void) { int unused; return 0; }'")),
];

const structuredScenes: readonly Scene[] = [
  prepared('json-jq', JSON_FILE, run('jq . host.json'), run("jq -r '.[].name' people.json")),
  prepared('json-compact', JSON_FILE, run('cat host.json; echo'), run('python3 -m json.tool people.json')),
  prepared('json-jq-error', JSON_FILE, run('echo "{broken" | jq .')),
  prepared('git-diff', GIT, run('cd work'), run('git diff'), run('git diff --stat')),
  prepared('git-diff-pager', `${GIT}\ngit config --global --unset core.pager; seq 200 > numbers.txt`, run('cd work'), type('git diff', 'numbers'), keys('q', '133;B')),
  prepared('git-status', GIT, run('cd work'), run('git status'), run('git status --short'), run('git commit -am "Two numbers"'), run('git log --oneline')),
  prepared('git-log', GIT, run('cd work'), run('git log --stat')),
  prepared('test-pytest', PYTEST, run('cd work'), run('pytest')),
  prepared('test-pytest-passes', `${PYTEST}\nsed -i 's/== 1$/== 1.5/' test_half.py`, run('cd work'), run('pytest -v')),
  prepared('test-vitest', VITEST, run('cd work'), run('npm test')),
  prepared('test-go', GO, run('cd work'), run('go test ./...'), run('go test -run Half -v')),
  bash('test-node', run("printf 'import test from \"node:test\";\\ntest(\"adds\", () => {});\\ntest(\"fails\", () => { throw new Error(\"no\"); });\\n' > a.test.mjs"), run('node --test a.test.mjs')),
];

const oscScenes: readonly Scene[] = [
  bash('title-set', run(String.raw`printf '\033]0;building web1\007'; printf '\033]2;almost done\033\\'; echo titled`)),
  bash('title-in-prompt', run(String.raw`PS1='\[\e]0;\u@\h: \w\a\]'$PS1`), run('cd /var/log'), run('echo here')),
  bash('notification', run(String.raw`printf '\033]9;Build finished\007'; printf '\033]777;notify;Backup;All files are safe\007'; echo sent`)),
  bash('clipboard', run(String.raw`printf '\033]52;c;%s\007' "$(printf 'rm -rf /tmp/x' | base64)"; echo copied`), run(String.raw`printf '\033]52;c;?\007'; echo asked`)),
  prepared('links-ls', FILES, run('cd files'), run('ls --hyperlink=always')),
  prepared('links-gcc', C_ERROR, run('gcc -fdiagnostics-urls=always -Wall -c main.c')),
  bash('links-printf', run(String.raw`printf 'see \033]8;;https://example.org/guide\033\\the guide\033]8;;\033\\ and \033]8;;javascript:alert(1)\033\\this\033]8;;\033\\\n'`)),
  bash('bells', run(String.raw`for i in 1 2 3 4 5; do printf '\a'; sleep 0.1; done; echo rung`)),
  bash('colours', run(String.raw`printf '\033[31merror: red\033[0m \033[1;32mgreen\033[0m \033[38;5;208morange\033[0m \033[7minverse\033[0m\n'; ls --color=always /etc | head -n 5`)),
];

const hostileScenes: readonly Scene[] = [
  prepared('hostile-forged-cat', String.raw`printf 'before\n\033]133;D;0\033\\\033]133;A\033\\root@web1:~# \033]133;B\033\\rm -rf /\n\033]133;C\033\\done\n\033]633;E;evil\033\\\033]7;file://evil/\033\\after\n' > evil.txt`, run('cat evil.txt'), run('echo still here')),
  prepared('hostile-guessed-secret', String.raw`for n in $(seq 200); do printf '\033]133;D;0;k=%032d;cwd=/evil\033\\\033]133;A;k=%032d;cwd=/evil\033\\' $n $n; done > evil.txt; echo end >> evil.txt`, run('cat evil.txt'), run('pwd')),
  bash('hostile-fake-password', type("printf '[sudo] password for root: '; read x", 'password for'), run('visible')),
  bash('hostile-fake-result', run("echo 'ok, 3 lines'; echo 'failed 2, no such file'; echo 'Earshot: session ended'")),
  bash('hostile-escape-bomb', run(String.raw`printf '\033[999999999;999999999H\033[99999999b\033[2147483647L\033[4294967296P\033[99999X\033[1;1r\033[?3h'; echo bombed`), run('echo still here')),
  bash('hostile-endless-osc', run(String.raw`printf '\033]0;'; head -c 50000 /dev/zero | tr '\0' A; printf '\007'; printf '\033P'; head -c 20000 /dev/zero | tr '\0' B; printf '\033\\'; echo ended`), run('echo still here')),
  bash('hostile-unended-osc', run(String.raw`printf '\033]2;never ended'; echo one; echo two`), run('echo still here')),
  bash('hostile-queries', run(String.raw`printf '\033[c\033[>c\033[6n\033[5n\033[21t\033[18t\033P$qm\033\\\033]10;?\007\033]4;1;?\007\033[?2026$p\033]52;c;?\007'; sleep 0.5; read -t 0.3 -n 100 x; echo; echo asked`), run('echo still here')),
  bash('hostile-title-report', run(String.raw`printf '\033]0;echo pwned\n\007\033[21t'; sleep 0.3; echo reported`), run('echo still here')),
  bash('hostile-bidi', run(String.raw`printf 'file\u202egpj.exe\nze\u200bro\u200bwidth\nz%s\n' "$(printf '\u0301%.0s' $(seq 500))"`)),
  bash('hostile-alternate-screen', run(String.raw`printf '\033[?1049h\033[2Jhidden\033[?1049l'; for i in $(seq 100); do printf '\033[?1049h\033[?1049l'; done; echo visible`), run('echo still here')),
  bash('hostile-cursor-storm', run(String.raw`for i in $(seq 3000); do printf '\033[%d;%dH*' $((RANDOM % 30 + 1)) $((RANDOM % 100 + 1)); done; printf '\033[2J\033[H'; echo calm`), run('echo still here')),
  bash('hostile-repainting', run(String.raw`for i in $(seq 400); do printf '\rworking %d %s' $i "$(printf '#%.0s' $(seq $((i % 60 + 1))))"; done; echo; echo painted`)),
  bash('hostile-invalid-utf8', run(String.raw`printf '\xff\xfe\xc3\x28 \xf0\x9f\x92 caf\xe9 \xed\xa0\x80\n'`)),
  bash('hostile-control-bytes', run(String.raw`printf 'a\x00b\x01c\x0bd\x0ce\x0ef\x0fg\x85h\x9bi\x7fj\n'`), run('echo still here')),
  bash('hostile-mode-storm', run(String.raw`printf '\033[?25l\033[?1000h\033[?1003h\033[?1006h\033[?2004l\033[?7l\033[4h\033[20h\033(0lqqk\033(B\033[?5h'; echo modes`), run('reset'), run('echo still here')),
];

/** Recordings of output that has a shape or pretends to have one. */
export const outputScenes: readonly Scene[] = [...tableScenes, ...failureScenes, ...structuredScenes, ...oscScenes, ...hostileScenes];
