import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { zipOf } from './zip.ts'

/** What the archive of another maker than us reads in it; Python brings one. */
const reader = `import json,sys,zipfile
z=zipfile.ZipFile(sys.argv[1])
print(json.dumps({"bad":z.testzip(),"files":{n:z.read(n).decode() for n in z.namelist()},"at":z.infolist()[0].date_time}))`

test('a stranger opens the archive with a program that is not ours, and every sum is right', () => {
  const folder = mkdtempSync(join(tmpdir(), 'muster-zip-'))
  const file = join(folder, 'pack.zip')
  const entries = { 'report.txt': 'Grüße', 'empty.csv': '', 'tasks.csv': 'a,b\r\n' }
  const bytes = Object.entries(entries).map(([name, text]) => ({ name, bytes: Buffer.from(text) }))
  writeFileSync(file, zipOf(bytes, new Date('2026-03-01T09:10:12Z')))

  const read: unknown = JSON.parse(execFileSync('python3', ['-c', reader, file], { encoding: 'utf8' }))

  rmSync(folder, { recursive: true })
  expect(read).toEqual({ bad: null, files: entries, at: [2026, 3, 1, 9, 10, 12] })
})

test('a maker of archives cannot write outside the folder of whoever unpacks it', () => {
  const bytes = Buffer.from('x')
  for (const name of ['../x', '/x', 'a/b', '.x', 'a\\b', ''])
    expect(() => zipOf([{ name, bytes }], new Date(0)), name).toThrow(/plain name/)
  expect(() =>
    zipOf(
      [
        { name: 'x', bytes },
        { name: 'x', bytes },
      ],
      new Date(0),
    ),
  ).toThrow(/equal names/)
})
