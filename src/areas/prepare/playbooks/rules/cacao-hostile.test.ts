import { describe, expect, test } from 'vitest'
import { Refusal } from '../../../../base/refusal.ts'
import { unstorableText } from '../../../../base/storable.ts'
import { PlaybookDraft, mostSteps, type Playbook } from '../contract/playbook.ts'
import { playbookFor } from '../public.ts'
import { mostEdges, orderOf } from './cacao-graph.ts'
import { recordOf } from './loose.ts'
import { readCacao } from './read-cacao.ts'
import { extensionId, hashField, musterField, workflowHash, writeCacao } from './write-cacao.ts'

const wanted = { as: 'malicious-download', today: '2026-11-21' } as const
const place = { key: 'k', tenantId: 't', publishedAt: '2026-11-21T08:00:00.000Z' }
type File = Record<string, unknown>

function fileWith(workflow: File, more: File = {}): string {
  return JSON.stringify({
    type: 'playbook',
    spec_version: 'cacao-2.0',
    name: 'Small',
    workflow_start: 'start',
    workflow: { start: { type: 'start', on_completion: 'a1' }, ...workflow, end: { type: 'end' } },
    ...more,
  })
}

const action = (name: string, to: unknown, more: File = {}) => ({
  type: 'action',
  name,
  commands: [{ type: 'manual', command: `Do ${name}` }],
  on_completion: to,
  ...more,
})

function refusalOf(text: string): Refusal {
  try {
    readCacao(text, wanted)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('nothing was refused')
}

describe('what is accepted can be opened again', () => {
  const chain = (length: number, last: File = {}) =>
    Object.fromEntries(
      Array.from({ length }, (_, n) => [
        `a${n + 1}`,
        action(`step ${n + 1}`, n === length - 1 ? 'end' : `a${n + 2}`, n === length - 1 ? last : {}),
      ]),
    )

  test('an owner who brings in a step more than a phase holds hears the number', () => {
    const refused = refusalOf(fileWith(chain(mostSteps + 1)))
    expect([refused.kind, refused.message.includes('1001 steps')]).toEqual(['invalid', true])
    // The step that we add where branches end counts too.
    expect(refusalOf(fileWith(chain(mostSteps, { type: 'if-condition', on_true: 'end' }))).message).toContain(
      '1001 steps',
    )
    expect(PlaybookDraft.safeParse(readCacao(fileWith(chain(mostSteps)), wanted).draft).success).toBe(true)
  })

  test('a step of many commands that calls another playbook keeps to what a step holds', () => {
    const commands = Array.from({ length: 45 }, (_, n) => ({ type: 'manual', command: `line ${n}` }))
    const text = fileWith({ a1: { type: 'playbook-action', commands, playbook_id: 'playbook--1' } })
    const [step] = readCacao(text, wanted).draft.phases.contain
    expect([step?.how.length, step?.how.at(-1)]).toEqual([40, 'Work through the other playbook: playbook--1'])
  })

  test('whatever is cut in a file, no half of a character is kept', () => {
    const long = (before: number) => `${'n'.repeat(before)}😀${'n'.repeat(5000)}`
    const commands = [
      { type: 'ssh', command: long(1977) },
      { type: 'manual', command: long(1999) },
    ]
    const text = fileWith(
      {
        a1: action(long(1999), 'a2', { description: long(1999), commands }),
        a2: {
          type: 'if-condition',
          condition: long(1899),
          description: long(119),
          on_true: 'a3',
          on_false: 'a4',
          [long(399)]: 1,
        },
        a3: action('\ud800', 'end', { description: `\0${long(119)}`, commands: [] }),
        a4: action('last', 'end', { playbook_id: long(199) }),
      },
      {
        id: long(199),
        name: long(199),
        description: long(1999),
        external_references: [{ name: long(1999), source: long(1999) }],
        [long(79)]: 1,
      },
    )
    const read = readCacao(text, wanted)
    expect(unstorableText(read)).toBeUndefined()
    expect(JSON.stringify(read)).not.toContain('\uFFFDn')
  })
})

describe('a small file cannot stall the house', () => {
  test('ways without number that lead nowhere are refused in a sentence', () => {
    const targets = Array.from({ length: 300_000 }, (_, n) => n.toString(36))
    const refused = refusalOf(fileWith({ a1: action('one', targets) }))
    expect([refused.kind, refused.message.includes(`${mostEdges} ways`)]).toEqual(['invalid', true])
  })

  test('the same way again and again is one way', () => {
    const again = Array.from({ length: 300_000 }, () => 'z')
    const step = { type: 'parallel', on_completion: again, next_steps: again, cases: { a: 'z', b: 'z' } }
    const { faults } = orderOf({ a1: step }, ['a1'])
    expect(faults).toEqual(Array.from({ length: 3 }, () => ({ step: 'a1', what: 'dangling', to: 'z' })))
  })

  test('cases that lead to one step are told together', () => {
    const cases = { mail: 'a2', chat: 'a2', phone: 'a3' }
    const text = fileWith({
      a1: { type: 'switch-condition', switch: 'way in', cases },
      a2: action('two', 'end'),
      a3: action('three', 'end'),
    })
    const whens = readCacao(text, wanted).draft.phases.contain.map(({ when }) => when)
    expect(whens.slice(1).toSorted()).toEqual(['way in is mail or chat', 'way in is phone'])
  })

  test('a long name with many faults is read once, and what is too much to list is counted', () => {
    const targets = Array.from({ length: mostEdges - 10 }, (_, n) => `nowhere ${n}`)
    const text = fileWith({ a1: action('n'.repeat(3_000_000), targets) })
    const { remarks } = readCacao(text, wanted).report
    expect([remarks.length, remarks.at(-1)?.sentence]).toEqual([
      5001,
      expect.stringMatching(/^\d+ more remarks/),
    ])
  })

  test('fields without number and nesting without end are read like any other file', () => {
    const fields = Object.fromEntries(Array.from({ length: 200_000 }, (_, n) => [`x${n}`, 1]))
    const text = fileWith(
      { a1: action('one', 'end', { deep: 'DEEP' }) },
      { ...fields, playbook_extensions: { [extensionId]: { [musterField]: 'DEEP', [hashField]: 'x' } } },
    ).replaceAll('"DEEP"', `${'['.repeat(100_000)}${']'.repeat(100_000)}`)
    expect(readCacao(text, wanted).draft.phases.contain.map(({ title }) => title)).toEqual(['one'])
  })
})

describe('our own extension', () => {
  const ransomware = playbookFor('ransomware')
  const written = (playbook: Playbook = ransomware): File => structuredClone(writeCacao(playbook, place))
  const read = (file: File) =>
    readCacao(JSON.stringify(file), { as: 'ransomware', today: wanted.today, shipped: playbookFor })
  const lostSentences = (file: File) =>
    read(file).report.remarks.flatMap(({ what, sentence }) => (what === 'lost' ? [sentence] : []))

  test('N13 what another program changed in the steps of our file is what comes in, and the rest is told as lost', () => {
    const file = written()
    const workflow = recordOf(file['workflow']) as File // we just wrote it
    const [id, step] = Object.entries(workflow).find(([key]) => key.startsWith('action--')) ?? ['']
    workflow[id] = { ...recordOf(step), name: 'Changed elsewhere' }
    const { draft, report } = read(file)
    expect(draft.phases.eradicate[0]?.title).toBe('Changed elsewhere')
    expect(report.isWhole).toBe(false)
    expect(lostSentences(file)).toContainEqual(expect.stringContaining('changed elsewhere since'))
    expect(lostSentences({ ...written(), name: 'Renamed' })).toContainEqual(
      expect.stringContaining('changed elsewhere since'),
    )
  })

  test('N13 keys in another order and another date of change are still our file', () => {
    const file = Object.fromEntries(Object.entries(written()).toReversed())
    expect(read({ ...file, modified: '2027-01-01T00:00:00.000Z' }).report.isWhole).toBe(true)
  })

  test('R49 a step behind a harmless workflow that looks as if it wipes and says it does not is named', () => {
    const hidden = structuredClone(ransomware)
    const [step] = hidden.phases.contain
    if (step === undefined) throw new Error('ransomware has steps')
    step.howByPlatform = { windows: ['Format-Volume -DriveLetter C'] }
    const file = written()
    file['playbook_extensions'] = {
      [extensionId]: { [musterField]: hidden, [hashField]: workflowHash(file) },
    }
    expect(read(file).report.remarks).toEqual([
      {
        record: step.id,
        name: step.title,
        what: 'note',
        sentence: expect.stringContaining('does not wait for evidence'),
      },
    ])
  })

  test('an extension that cannot be stored is left, and the workflow is read', () => {
    const file = written()
    const title = `${ransomware.title}\0`
    file['playbook_extensions'] = {
      [extensionId]: { [musterField]: { ...ransomware, title }, [hashField]: workflowHash(file) },
    }
    const { draft, report } = read(file)
    expect([unstorableText(draft), report.isWhole]).toEqual([undefined, false])
    expect(lostSentences(file)).toContainEqual(expect.stringContaining('damaged'))
  })

  test('a file of ours that its author has withdrawn says so', () => {
    expect(lostSentences({ ...written(), revoked: true })).toEqual([expect.stringContaining('withdrawn')])
  })
})
