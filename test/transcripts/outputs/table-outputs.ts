/** Outputs that are tables. */
import type { ExpectedOutput } from './expected-output.ts';

type Table = NonNullable<ExpectedOutput['table']>;
const table = (
  ...[name, command, columns, otherLines, more]: [
    name: string,
    command: string,
    columns: Table['columns'],
    otherLines: number,
    more?: Pick<Table, 'cell' | 'right'>,
  ]
): ExpectedOutput => ({ name, command, table: { columns, otherLines, ...more } });

const ps = ['USER', 'PID', '%CPU', '%MEM', 'VSZ', 'RSS', 'TTY', 'STAT', 'START', 'TIME', 'COMMAND'];
const df = ['Filesystem', 'Size', 'Used', 'Avail', 'Use%', 'Mounted on'];
const free = ['', 'total', 'used', 'free', 'shared', 'buff/cache', 'available'];
const socket = ['State', 'Recv-Q', 'Send-Q', 'Local Address:Port', 'Peer Address:Port', 'Process'];
const psql = 'psql -h /tmp/earshot-outputs/pg -U postgres';
const mysql = 'mariadb -S /tmp/earshot-outputs/my/sock';
const people = ['name', 'age', 'city'];

/** Each with what it must be split into. */
export const tableOutputs: readonly ExpectedOutput[] = [
  table('ls-l', 'ls -l files', 7, 1, { right: [1, 4] }),
  table('ls-la', 'ls -la', 7, 1, { right: [1, 4] }),
  table('ls-lh', 'ls -lh files', 7, 1, { right: [1, 4] }),
  table('ls-l-etc', 'ls -l /etc | head -60', 7, 1),
  table('ls-l-dev', 'ls -l /dev', 7, 1),
  table('ls-lai', 'ls -lai files', 7, 1),
  table('ls-l-color', 'ls -l --color=always files', 7, 1),
  table('ls-l-iso', 'ls -l --time-style=long-iso files', 7, 1),
  table('ls-l-full', 'ls -l --full-time files', 7, 1),
  table('ls-lg', 'ls -lg files', 6, 1),
  table('ls-l-usr', 'ls -l /usr/bin | head -200', 7, 1),
  table('ps-aux', 'ps aux', ps, 1, { cell: [0, 0, 'root'] }),
  table('ps-ef', 'ps -ef', ['UID', 'PID', 'PPID', 'C', 'STIME', 'TTY', 'TIME', 'CMD'], 1),
  table('ps', 'ps', ['PID', 'TTY', 'TIME', 'CMD'], 1),
  table('ps-o', 'ps -eo pid,user,%cpu,%mem,comm', ['PID', 'USER', '%CPU', '%MEM', 'COMMAND'], 1),
  table('ps-auxf', 'ps auxf', ps, 1),
  table(
    'top',
    'top -b -n1',
    ['PID', 'USER', 'PR', 'NI', 'VIRT', 'RES', 'SHR', 'S', '%CPU', '%MEM', 'TIME+', 'COMMAND'],
    6,
  ),
  table('df-h', 'df -h', df, 1, { right: [1, 2, 3, 4] }),
  table('df', 'df', ['Filesystem', '1K-blocks', 'Used', 'Available', 'Use%', 'Mounted on'], 1),
  table('df-i', 'df -i', ['Filesystem', 'Inodes', 'IUsed', 'IFree', 'IUse%', 'Mounted on'], 1),
  table(
    'df-hT',
    'df -hT',
    ['Filesystem', 'Type', 'Size', 'Used', 'Avail', 'Use%', 'Mounted on'],
    1,
  ),
  table('df-one', 'df -h /', df, 1),
  table('free', 'free', free, 1, { cell: [0, 0, 'Mem:'], right: [1, 2, 3, 4, 5, 6] }),
  table('free-h', 'free -h', free, 1, { cell: [1, 0, 'Swap:'] }),
  table('free-m', 'free -m', free, 1),
  table('ss-tlnp', 'ss -tlnp', socket, 1),
  table('ss-tln', 'ss -tln', socket, 1),
  table('ss-tunlp', 'ss -tunlp', ['Netid', ...socket], 1),
  table(
    'netstat-tln',
    'netstat -tln',
    ['Proto', 'Recv-Q', 'Send-Q', 'Local Address', 'Foreign Address', 'State'],
    2,
  ),
  table(
    'netstat-i',
    'netstat -i',
    [
      'Iface',
      'MTU',
      'RX-OK',
      'RX-ERR',
      'RX-DRP',
      'RX-OVR',
      'TX-OK',
      'TX-ERR',
      'TX-DRP',
      'TX-OVR',
      'Flg',
    ],
    2,
  ),
  table(
    'route-n',
    'route -n',
    ['Destination', 'Gateway', 'Genmask', 'Flags', 'Metric', 'Ref', 'Use', 'Iface'],
    2,
  ),
  table('lsblk', 'lsblk', ['NAME', 'MAJ:MIN', 'RM', 'SIZE', 'RO', 'TYPE', 'MOUNTPOINTS'], 1),
  table('lsblk-f', 'lsblk -o NAME,SIZE,TYPE', ['NAME', 'SIZE', 'TYPE'], 1),
  table('ss-s', 'ss -s', ['Transport', 'Total', 'IP', 'IPv6'], 3),
  table('ip-br-a', 'ip -br a', 3, 0, { cell: [0, 0, 'lo'] }),
  table('ip-br-link', 'ip -br link', 3, 0),
  table('ip-brief-addr', 'ip -brief addr show', 3, 0),
  table('mount-column', 'mount | column -t', 6, 0, { cell: [0, 1, 'on'] }),
  table('passwd-column', 'head -8 /etc/passwd | column -t -s:', 7, 0),
  table('csv-column', 'column -t -s, data/people.csv', people, 1),
  table('csv-column-bars', "column -t -s, -o ' | ' data/people.csv", 3, 0),
  table(
    'column-names',
    'head -8 /etc/passwd | column -t -s: -N USER,PW,UID,GID,GECOS,HOME,SHELL',
    ['USER', 'PW', 'UID', 'GID', 'GECOS', 'HOME', 'SHELL'],
    1,
  ),
  table(
    'w-findmnt',
    'findmnt -D',
    ['SOURCE', 'FSTYPE', 'SIZE', 'USED', 'AVAIL', 'USE%', 'TARGET'],
    1,
  ),
  table('lsns', 'lsns', ['NS', 'TYPE', 'NPROCS', 'PID', 'USER', 'COMMAND'], 1),
  table(
    'lsof-p',
    'sleep 5 & lsof -p $! 2>/dev/null',
    ['COMMAND', 'PID', 'USER', 'FD', 'TYPE', 'DEVICE', 'SIZE/OFF', 'NODE', 'NAME'],
    1,
  ),
  table(
    'lscpu-e',
    'lscpu -e=CPU,NODE,SOCKET,CORE,ONLINE',
    ['CPU', 'NODE', 'SOCKET', 'CORE', 'ONLINE'],
    1,
  ),
  table('lsmem', 'lsmem | head -4', ['RANGE', 'SIZE', 'STATE', 'REMOVABLE', 'BLOCK'], 1),
  table('lsipc', 'lsipc', ['RESOURCE', 'DESCRIPTION', 'LIMIT', 'USED', 'USE%'], 1),
  table(
    'vmstat',
    'vmstat',
    [
      'r',
      'b',
      'swpd',
      'free',
      'buff',
      'cache',
      'si',
      'so',
      'bi',
      'bo',
      'in',
      'cs',
      'us',
      'sy',
      'id',
      'wa',
      'st',
    ],
    2,
  ),
  table(
    'dpkg-l',
    "dpkg -l 'git*' 'curl*'",
    ['||/', 'Name', 'Version', 'Architecture', 'Description'],
    5,
  ),
  table('pip-list', 'tools/python/bin/pip list', ['Package', 'Version'], 2),
  table(
    'sqlite-column',
    'sqlite3 -column -header data/people.db "select * from people"',
    people,
    2,
  ),
  table('sqlite-table', 'sqlite3 -table data/people.db "select * from people"', people, 4, {
    cell: [2, 2, '東京'],
  }),
  table('sqlite-box', 'sqlite3 -box data/people.db "select * from people"', people, 4, {
    right: [1],
  }),
  table('sqlite-markdown', 'sqlite3 -markdown data/people.db "select * from people"', people, 2),
  table('psql-people', `${psql} -c "select * from people"`, people, 3, {
    cell: [2, 2, '東京'],
    right: [1],
  }),
  table('psql-border', `${psql} -P border=2 -c "select * from people"`, people, 5),
  table(
    'psql-unicode',
    `${psql} -P border=2 -P linestyle=unicode -c "select * from people"`,
    people,
    5,
  ),
  table('psql-list', `${psql} -c '\\dt'`, ['Schema', 'Name', 'Type', 'Owner'], 4),
  table(
    'psql-activity',
    `${psql} -c "select pid, datname, state from pg_stat_activity"`,
    ['pid', 'datname', 'state'],
    3,
  ),
  table('mysql-people', `${mysql} -t -e "select * from t.people"`, people, 4, {
    cell: [2, 2, '東京'],
  }),
  table(
    'mysql-databases',
    `${mysql} -t -e "select user, host from mysql.user"`,
    ['User', 'Host'],
    4,
  ),
  table(
    'mysql-processes',
    `${mysql} -t -e "show processlist"`,
    ['Id', 'User', 'Host', 'db', 'Command', 'Time', 'State', 'Info', 'Progress'],
    4,
  ),
  table(
    'rich-table',
    `tools/python/bin/python -c "
from rich.console import Console; from rich.table import Table
t = Table(title='People'); [t.add_column(c) for c in ('Name', 'Age', 'City')]
t.add_row('Amy', '41', 'Berlin'); t.add_row('Chloé', '102', '東京'); Console().print(t)"`,
    ['Name', 'Age', 'City'],
    5,
    { cell: [1, 2, '東京'] },
  ),
  table(
    'rich-ascii',
    `tools/python/bin/python -c "
from rich.console import Console; from rich.table import Table; from rich import box
t = Table(box=box.ASCII); [t.add_column(c) for c in ('Name', 'Age')]
t.add_row('Amy', '41'); t.add_row('Bob', '7'); Console().print(t)"`,
    ['Name', 'Age'],
    4,
  ),
  table(
    'prettytable',
    `tools/python/bin/python -c "
from prettytable import PrettyTable
t = PrettyTable(['Name', 'Age']); t.add_row(['Amy', 41]); t.add_row(['Bob', 7]); print(t)"`,
    ['Name', 'Age'],
    4,
  ),
  table(
    'tabulate-simple',
    `tools/python/bin/python -c "
from tabulate import tabulate
print(tabulate([['Amy', 41], ['Bob', 7]], headers=['Name', 'Age']))"`,
    ['Name', 'Age'],
    2,
    { right: [1] },
  ),
  table(
    'tabulate-grid',
    `tools/python/bin/python -c "
from tabulate import tabulate
print(tabulate([['Amy', 41], ['Bob', 7]], headers=['Name', 'Age'], tablefmt='grid'))"`,
    ['Name', 'Age'],
    5,
  ),
  table(
    'tabulate-rst',
    `tools/python/bin/python -c "
from tabulate import tabulate
print(tabulate([['Amy', 41], ['Bob', 7]], headers=['Name', 'Age'], tablefmt='rst'))"`,
    ['Name', 'Age'],
    4,
  ),
  table(
    'cli-table',
    `node -e "
const T = require('cli-table3'); const t = new T({ head: ['Name', 'Age'] });
t.push(['Amy', 41], ['Bob', 7]); console.log(t.toString())"`,
    ['Name', 'Age'],
    5,
  ),
  table(
    'console-table',
    `node -e "console.table([{ name: 'Amy', age: 41 }, { name: 'Bob', age: 7 }])"`,
    ['(index)', 'name', 'age'],
    4,
  ),
  table(
    'swaps',
    'cat /proc/self/net/dev > /dev/null; printf "Filename\\tType\\tSize\\tUsed\\tPriority\\n/swapfile file\\t1048572\\t0\\t-2\\n" | column -t',
    ['Filename', 'Type', 'Size', 'Used', 'Priority'],
    1,
  ),
  table(
    'podman-images',
    'podman images --format "table {{.Repository}} {{.Tag}} {{.ID}}"',
    ['REPOSITORY', 'TAG', 'IMAGE ID'],
    1,
  ),
  table(
    'podman-ps',
    'podman ps',
    ['CONTAINER ID', 'IMAGE', 'COMMAND', 'CREATED', 'STATUS', 'PORTS', 'NAMES'],
    1,
  ),
  table(
    'pidstat',
    'lslocks',
    ['COMMAND', 'PID', 'TYPE', 'SIZE', 'MODE', 'M', 'START', 'END', 'PATH'],
    1,
  ),
  table(
    'systemctl-unit-files',
    'systemctl list-unit-files --root=/ --no-pager | head -30',
    ['UNIT FILE', 'STATE', 'PRESET'],
    1,
  ),
];
