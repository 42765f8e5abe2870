import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { Authority } from './test-authority.ts'
import { exampleBundle, exampleLog, incident } from './test-example.ts'
import { bytesOf } from './test-writer.ts'

// The program as a stranger gets it: one file, run by plain Node in an empty folder.
const folder = mkdtempSync(join(tmpdir(), 'muster-verify-'))
const program = join(folder, 'muster-verify.mjs')
let imports: string[] = []

beforeAll(async () => {
  const result = await build({
    entryPoints: [fileURLToPath(new URL('main.ts', import.meta.url))],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    metafile: true,
    logLevel: 'silent',
  })
  imports = Object.values(result.metafile.inputs).flatMap((input) => input.imports.map(({ path }) => path))
  const log = exampleLog()
  const bytes = bytesOf(exampleBundle(log))
  writeFileSync(join(folder, 'bundle.json'), bytes)
  writeFileSync(join(folder, 'broken.json'), bytes.toString().replace('Ransom note', 'Harmless note'))
  writeFileSync(join(folder, 'key.pub'), `${log.key}\n`)
  writeFileSync(join(folder, 'empty.json'), '')
})

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: folder,
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

test('the program leans on nothing but itself and three modules of Node', () => {
  const outside = imports.filter((path) => !path.startsWith('src/verify/'))

  expect(new Set(outside)).toEqual(new Set(['node:crypto', 'node:fs', 'node:process']))
})

test('a stranger verifies a bundle and reads its timeline', () => {
  const { status, stdout, stderr } = run('bundle.json', '--key', 'key.pub', '--show')

  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(stdout).toContain(`VERIFIED 3 leaves of stream ${incident}`)
  expect(stdout).toContain('    title: Ransom note on FILE01')
})

test('a stranger may give the key line itself, as the page of the record shows it', () => {
  const { key } = exampleLog()
  expect(run('--key', key, 'bundle.json').status).toBe(0)
  expect(run('--key', key.replace(/.$/, key.endsWith('A') ? 'B' : 'A'), 'bundle.json')).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('rule 3'),
  })
})

test('a machine gets the verdict as JSON', () => {
  const { status, stdout } = run('--json', '--key=key.pub', 'bundle.json')

  expect(status).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({
    verdict: 'VERIFIED',
    stream: incident,
    withheld: [{ leaf: 3, field: 'actor' }],
  })
})

test('a stranger gets each trace and its checkpoint as files, and nothing of theirs is overwritten', () => {
  const { status, stdout } = run('bundle.json', '--key', 'key.pub', '--anchors', 'traces')
  expect({ status, stdout: stdout.slice(stdout.indexOf('WROTE')) }).toEqual({
    status: 0,
    stdout: 'WROTE 1 anchors into traces\n',
  })
  expect(readFileSync(join(folder, 'traces', 'anchor-1.txt'), 'utf8')).toBe('<20260301080500.1@tl.example>')
  // as the verifier writes it
  const { anchors } = JSON.parse(run('bundle.json', '--key', 'key.pub', '--json').stdout) as {
    anchors: { checkpoint: string; data: string }[]
  }
  expect(anchors.map(({ checkpoint }) => checkpoint)).toEqual([
    readFileSync(join(folder, 'traces', 'anchor-1.checkpoint'), 'utf8'),
  ])
  expect(run('bundle.json', '--key', 'key.pub', '--anchors', 'traces')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('cannot be written'),
  })
  expect(run('broken.json', '--key', 'key.pub', '--anchors', 'none').status).toBe(1)
  expect(existsSync(join(folder, 'none'))).toBe(false)
})

test('a changed bundle is refused with its rule, and none of its words are shown', () => {
  const { status, stdout } = run('broken.json', '--key', 'key.pub', '--show')

  expect({ status, stdout }).toEqual({
    status: 1,
    stdout:
      'FAIL (rule 15) Opening number 1 does not match its commitment: the text or its salt was changed.\n',
  })
})

test('an empty file is refused as a bundle, and an empty key as a key', () => {
  expect(run('empty.json', '--key', 'key.pub')).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('rule 1'),
  })
  expect(run('bundle.json', '--key', 'empty.json')).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('rule 3'),
  })
})

test.each([
  ['no arguments', []],
  ['no key', ['bundle.json']],
  ['no name behind --key', ['bundle.json', '--key']],
  ['two bundles', ['bundle.json', 'bundle.json', '--key', 'key.pub']],
  ['two keys', ['bundle.json', '--key', 'key.pub', '--key', 'key.pub']],
  ['no file behind --tsa-ca', ['bundle.json', '--key', 'key.pub', '--tsa-ca']],
  ['no folder behind --anchors', ['bundle.json', '--key', 'key.pub', '--anchors']],
  ['an unknown option', ['bundle.json', '--key', 'key.pub', '--trust']],
])('a person who gives %s is told how to use the program', (_what, args) => {
  expect(run(...args)).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringContaining('Usage: muster-verify'),
  })
})

test('a person who names a file that is not there is told which', () => {
  expect(run('missing.json', '--key', 'key.pub')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('The bundle file cannot be read'),
  })
  expect(run('bundle.json', '--key', 'missing.pub')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('The key file cannot be read'),
  })
})

test('a stranger who gives the root of an authority learns by when a stamped bundle existed, offline', () => {
  const authority = new Authority().certify('root', 'ec', 'root').certify('stamps', 'ec', 'stamps', 'root')
  onTestFinished(() => authority.close())
  const log = exampleLog()
  const data = authority.stamp(log.checkpoint(4), 'stamps')
  const stamped = log.anchor({ type: 'rfc3161', at: '2026-03-02T09:31:00.000Z', data, size: 4 })
  writeFileSync(join(folder, 'stamped.json'), bytesOf({ ...exampleBundle(log), anchors: [stamped] }))
  writeFileSync(join(folder, 'roots.pem'), authority.pem('root'))
  writeFileSync(join(folder, 'others.pem'), authority.certify('other', 'ec', 'root').pem('other'))
  const check = (...more: string[]) => run('stamped.json', '--key', 'key.pub', ...more)

  expect(check('--tsa-ca', 'roots.pem')).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(
      /signed by CN=stamps, O=Tests, which leads to CN=root, O=Tests, which you gave: the first 4 leaves existed by \S+Z\nUNANCHORED-SINCE leaf 4/,
    ),
  })
  expect(check()).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(
      /CN=stamps, O=Tests, whose certificate was not checked.*\n.*check each trace/,
    ),
  })
  expect(check('--tsa-ca', 'others.pem')).toMatchObject({
    status: 1,
    stdout: expect.stringMatching(/^FAIL \(rule 20\) .* does not lead to one that you gave\.\n$/),
  })
  expect(check('--tsa-ca', 'key.pub')).toMatchObject({ status: 2, stdout: '' })
  expect(check('--tsa-ca', 'missing.pem')).toMatchObject({ status: 2, stdout: '' })
  expect(run('bundle.json', '--key', 'key.pub', '--tsa-ca', 'roots.pem').stdout).toContain('NO TIMESTAMP')
})

test('a person who asks for help gets it', () => {
  expect(run('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('Exit code: 0 verified') })
})
