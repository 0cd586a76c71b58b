/** Names of programs, read from what was typed. */
import { describe, expect, it } from 'vitest';
import {
  programName,
  screenProgram,
} from '../../../../../server/keeper/terminal/blocks/shown-command.ts';

describe('the name of a program', () => {
  it.each([
    ['htop', 'htop'],
    ['/usr/bin/htop -d 5', 'htop'],
    ['sudo -E vim x', 'vim'],
    ['sudo -u amy -H nano notes', 'nano'],
    ['sudo --user amy less log', 'less'],
    ['env A=b nano', 'nano'],
    ['LANG=C env -u HOME top', 'top'],
    ['nice -n 5 htop', 'htop'],
    ['timeout -s INT 5m watch date', 'watch'],
    ['git log', 'git'],
    ['man ls', 'man'],
    ['crontab -e', 'crontab'],
    ['sudo', ''],
    ['', ''],
  ])('of %j is %j', (line, name) => {
    expect(programName(line)).toBe(name);
  });
});

describe('the program that gets the screen', () => {
  it.each([
    ['seq 100 | fzf', 'fzf'],
    ['cd work && tig', 'tig'],
    ['clear; sudo -E vim "a; b"', 'vim'],
    ['htop; ls', 'htop'],
    ['for i in 0 50; do echo $i; sleep 1; done | whiptail --gauge Copying 7 50 0', 'whiptail'],
    ['while true; do clear; date; sleep 1; done', 'date'],
    [String.raw`for i in 1 2; do printf '\033[H\033[2J'; sleep 1; done`, ''],
    [`sh -c 'menu; less'`, 'sh'],
  ])('by %j is %j', (line, name) => {
    expect(screenProgram(line)).toBe(name);
  });
});
