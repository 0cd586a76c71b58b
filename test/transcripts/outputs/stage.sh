#!/bin/bash
# Makes the folder in which outputs are recorded: tools that come from registries, sources with mistakes, a git repository.
# Run as root, with network, before record-outputs.ts; needs the Debian packages named in README.md.
set -e
project=$(git -C "$(dirname "$0")" rev-parse --show-toplevel)
stage=/tmp/earshot-outputs
mkdir -p $stage/tools/node $stage/home
if [ ! -x $stage/tools/python/bin/pytest ]; then
  python3 -m venv $stage/tools/python
  $stage/tools/python/bin/pip install -q rich tabulate prettytable pytest
fi
if [ ! -x $stage/tools/node/node_modules/.bin/mocha ]; then
  (cd $stage/tools/node && npm init -y >/dev/null &&
    npm install --ignore-scripts --no-audit --no-fund jest@29 mocha@11 vitest@5.1.1 typescript@6.0.3 cli-table3)
fi
rm -rf $stage/home && mkdir -p $stage/home && cd $stage/home
ln -s $stage/tools/node/node_modules node_modules
printf '[user]\nname = Amy\nemail = amy@example.org\n[init]\ndefaultBranch = main\n' > .gitconfig
export HOME=$stage/home GIT_AUTHOR_DATE='2026-11-01T10:00:00Z' GIT_COMMITTER_DATE='2026-11-01T10:00:00Z'

# Files of several sizes and names.
mkdir -p files && cd files
printf 'hello\n' > a.txt; head -c 1500 /dev/zero > b.bin; head -c 2500000 /dev/zero > big.bin
mkdir -p sub "with space"; ln -sf a.txt link; printf 'x' > 'Grüße 世界 🎉.txt'; chmod 755 sub; mkfifo -m 600 pipe 2>/dev/null || true
touch -d '2024-02-03 04:05' old.txt; cd ..

# Sources, each with one mistake.
mkdir -p src && cd src
printf '#include <stdio.h>\nint main(void) {\n  int x = 1\n  printf("%%d\\n", y);\n  return 0;\n}\n' > bad.c
printf 'extern int missing(void);\nint main(void) { return missing(); }\n' > unlinked.c
printf '#include <vector>\nint main() {\n  std::vector<int> v;\n  v.push("x");\n}\n' > bad.cpp
printf '#include "nowhere.h"\nint main(void) { return 0; }\n' > noheader.c
printf '#include <stdio.h>\nint main(void) {\n  int unused;\n  printf("%%s\\n", 1);\n  return 0;\n}\n' > warn.c
printf 'int main(void) { int *p = 0; return *p; }\n' > segv.c
printf 'all: bad\nbad: bad.c\n\tgcc -o bad bad.c\n' > Makefile
printf 'fn main() {\n    let x: i32 = "a";\n    println!("{}", y);\n}\n' > bad.rs
printf 'fn main() {\n    let v = vec![1, 2, 3];\n    let i = v.len() + 2;\n    println!("{}", v[i]);\n}\n' > panic.rs
printf 'const x: number = "a";\nexport function f(a: string): number { return a.lenght; }\nconsole.log(x);\n' > bad.ts
printf 'public class Bad {\n  public static void main(String[] a) {\n    int x = "s";\n  }\n}\n' > Bad.java
printf 'public class Boom {\n  static void f() { try { Integer.parseInt("x"); } catch (Exception e) { throw new IllegalStateException("cannot start", e); } }\n  public static void main(String[] a) { f(); }\n}\n' > Boom.java
printf 'package main\n\nimport "fmt"\n\nfunc main() {\n\tvar x int = "a"\n\tfmt.Println(y)\n}\n' > bad.go
printf 'package main\n\nimport "fmt"\n\nfunc main() {\n\ta := []int{1, 2, 3}\n\ti := 5\n\tfmt.Println(a[i])\n}\n' > panic.go
printf 'package main\n\nfunc main() {\n\tc := make(chan int)\n\t<-c\n}\n' > deadlock.go
printf 'def f(x):\n    return 1 / x\n\n\ndef main():\n    f(0)\n\n\nmain()\n' > zero.py
printf 'def f():\n    try:\n        {}["key"]\n    except KeyError:\n        raise RuntimeError("could not load the settings")\n\n\nf()\n' > chained.py
printf 'def f(:\n    pass\n' > syntax.py
printf 'import nowhere_at_all\n' > noimport.py
printf 'import logging\nlogging.basicConfig(format="%%(levelname)s:%%(name)s:%%(message)s")\nlogging.error("disk is full")\nraise SystemExit(1)\n' > log.py
printf 'function f() {\n  throw new TypeError("bad input");\n}\nf();\n' > throw.js
printf 'async function f() {\n  throw new Error("outer", { cause: new Error("inner") });\n}\nf();\n' > reject.js
printf 'const x = {;\n' > syntax.js
printf 'require("./nowhere");\n' > norequire.js
printf 'def f(x)\n  raise ArgumentError, "bad x" if x > 1\nend\ndef g\n  f(2)\nend\ng\n' > raise.rb
printf 'use strict;\nopen(my $f, "<", "/nope") or die "Cannot open /nope: $!";\n' > die.pl
printf '<?php\nfunction f() { throw new Exception("broken"); }\nf();\n' > throw.php
printf 'error("lua is sad")\n' > bad.lua
printf '#!/bin/bash\nset -u\necho start\necho "$undefined_name"\n' > unbound.sh
printf '#!/bin/bash\nif true; then\necho x\n' > syntax.sh
printf 'http {\n  servr { }\n}\n' > nginx.conf
cd ..

# A crate, a module and suites with one failing test each.
mkdir -p crate/src && cd crate
printf '[package]\nname = "crate-one"\nversion = "0.1.0"\nedition = "2021"\n' > Cargo.toml
printf 'pub fn add(a: i32, b: i32) -> i32 { a + b }\n#[cfg(test)]\nmod tests {\n    use super::*;\n    #[test] fn adds() { assert_eq!(add(1, 2), 3); }\n    #[test] fn fails() { assert_eq!(add(1, 2), 4); }\n}\n' > src/lib.rs
cd .. && cp -r crate crate-ok && sed -i '/fails/d' crate-ok/src/lib.rs
mkdir -p gomod && cd gomod
printf 'module example.org/gomod\n\ngo 1.19\n' > go.mod
printf 'package gomod\n\nfunc Add(a, b int) int { return a + b }\n' > add.go
printf 'package gomod\n\nimport "testing"\n\nfunc TestAdd(t *testing.T) {\n\tif Add(1, 2) != 3 {\n\t\tt.Fatal("no")\n\t}\n}\n\nfunc TestFails(t *testing.T) {\n\tt.Errorf("got %%d, want 4", Add(1, 2))\n}\n' > add_test.go
cd .. && cp -r gomod gomod-ok && sed -i '/func TestFails/,$d' gomod-ok/add_test.go
mkdir -p tests && cd tests
printf 'def test_adds():\n    assert 1 + 2 == 3\n\n\ndef test_fails():\n    assert 1 + 2 == 4\n' > test_sums.py
printf 'def test_adds():\n    assert 1 + 2 == 3\n' > test_good.py
printf 'import unittest\n\n\nclass Sums(unittest.TestCase):\n    def test_adds(self):\n        self.assertEqual(1 + 2, 3)\n\n    def test_fails(self):\n        self.assertEqual(1 + 2, 4)\n\n\nif __name__ == "__main__":\n    unittest.main()\n' > unit.py
printf "test('adds', () => expect(1 + 2).toBe(3));\ntest('fails', () => expect(1 + 2).toBe(4));\n" > sums.jest.js
printf "import { expect, it } from 'vitest';\nit('adds', () => expect(1 + 2).toBe(3));\nit('fails', () => expect(1 + 2).toBe(4));\n" > sums.test.mjs
printf "import { expect, it } from 'vitest';\nit('adds', () => expect(1 + 2).toBe(3));\n" > good.test.mjs
printf "const a = require('assert');\ndescribe('sums', () => {\n  it('adds', () => a.equal(1 + 2, 3));\n  it('fails', () => a.equal(1 + 2, 4));\n});\n" > sums.mocha.js
printf "const test = require('node:test');\nconst a = require('node:assert');\ntest('adds', () => a.equal(1 + 2, 3));\ntest('fails', () => a.equal(1 + 2, 4));\n" > sums.node.js
printf '@test "adds" {\n  [ $((1 + 2)) -eq 3 ]\n}\n@test "fails" {\n  [ $((1 + 2)) -eq 4 ]\n}\n' > sums.bats
printf 'require "minitest/autorun"\nclass Sums < Minitest::Test\n  def test_adds; assert_equal 3, 1 + 2; end\n  def test_fails; assert_equal 4, 1 + 2; end\nend\n' > sums.rb
printf 'use Test::More tests => 2;\nok(1 + 2 == 3, "adds");\nok(1 + 2 == 4, "fails");\n' > sums.pl
cd ..

# Data.
mkdir -p data && cd data
printf 'name,age,city\nAmy,41,Berlin\nBob,7,Paris\nChloé,102,東京\n' > people.csv
printf '{"name":"amy","roles":["admin","dev"],"active":true,"quota":{"disk":12.5}}\n' > one.json
printf '[{"id":1},{"id":2},{"id":3}]\n' > list.json
printf '{"level":"info","msg":"start"}\n{"level":"warn","msg":"slow"}\n{"level":"info","msg":"stop"}\n' > log.jsonl
printf 'one\ntwo\nthree\nfour\n' > old.txt; printf 'one\n2\nthree\nfour\nfive\n' > new.txt
sqlite3 people.db 'create table people(name, age, city); insert into people values("Amy",41,"Berlin"),("Bob",7,"Paris"),("Chloé",102,"東京");'
cd ..

# A repository in several states.
git init -q repo && cd repo
for n in 1 2 3 4 5 6; do printf 'line %s\n' 1 2 3 4 5 6 7 8 $n > file.txt; printf 'x%s\n' $n > n$n.txt; git add . && git commit -q -m "Change number $n"; done
cd .. && git clone -q repo clean && git clone -q repo dirty && git clone -q repo conflict && git clone -q repo ahead
(cd dirty && printf 'new\n' >> file.txt && printf 'y\n' > untracked.txt && git rm -q n1.txt && printf 'z\n' > staged.txt && git add staged.txt)
(cd ahead && printf 'more\n' >> file.txt && git commit -q -am 'One ahead')
(cd conflict && git checkout -q -b other HEAD~1 && printf 'other\n' > file.txt && git commit -q -am 'Other' && (git merge -q main >/dev/null 2>&1 || true))
# The commits of Earshot itself, for logs and listings.
rm -rf earshot && git clone -q --no-hardlinks "$project" earshot && (cd earshot && git remote remove origin)
