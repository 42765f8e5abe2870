import { expect, test } from 'vitest'
import {
  captures,
  mentionedIn,
  offered,
  readCapture,
  readSource,
  typedMention,
  withMention,
} from './capture-line.ts'

const german: Record<(typeof captures)[number], string> = {
  note: 'Notiz',
  decision: 'Entscheidung',
  need: 'Offene Frage',
  blocked: 'Hindernis',
  cost: 'Kosten',
  task: 'Aufgabe',
  system: 'System',
  idea: 'Idee',
}

test('a lead who types /task and words gets a task with these words', () => {
  expect(readCapture('/task Call the bank')).toEqual({ capture: 'task', words: 'Call the bank' })
  expect(readCapture('/TASK call')).toEqual({ capture: 'task', words: 'call' })
})

test.each(['Call the bank', '/task', '/unknown word', 'see /task here'])(
  'a lead who types %j has named nothing yet',
  (line) => {
    expect(readCapture(line)).toBeUndefined()
  },
)

test('a lead who types / is offered everything, and fewer with each letter, in the own language too', () => {
  expect(offered('/', (one) => german[one])).toEqual(captures)
  expect(offered('/s', (one) => german[one])).toEqual(['system'])
  expect(offered('/auf', (one) => german[one])).toEqual(['task'])
  expect(offered('note', (one) => german[one])).toEqual([])
})

test('a lead who types @ and a beginning gets the whole name, and who is named in full is told', () => {
  const people = [{ name: 'Vera Lang' }, { name: 'Ben' }]

  expect(['Call @Ve', 'Call @Vera La', '@', 'a@b', 'Call @Vera Lang now'].map(typedMention)).toEqual([
    'Ve',
    'Vera La',
    '',
    undefined,
    undefined,
  ])
  expect(withMention('Call @Ve', 'Vera Lang')).toBe('Call @Vera Lang ')
  expect(mentionedIn('Call @Vera Lang, not Ben', people)).toEqual([{ name: 'Vera Lang' }])
})

test.each([
  ['@Anna Maria Berg knows', ['Anna Maria Berg']],
  ['@Anna knows, @Anna Maria Berg does not', ['Anna', 'Anna Maria Berg']],
  ['@Annabel knows', ['Annabel']],
  ['@Annabella knows', []],
  ["@Anna's phone, @Annabel.", ['Anna', 'Annabel']],
  ['(@Anna)', ['Anna']],
  ['@Anna - call', ['Anna']],
  ['@Anna-Lena knows', []],
  ['write to x@Anna', []],
])('a lead who writes %j tells %j and nobody whose name only begins the same', (line, told) => {
  const people = ['Anna', 'Annabel', 'Anna Maria Berg'].map((name) => ({ name }))

  expect(mentionedIn(line, people).map(({ name }) => name)).toEqual(
    told.toSorted((a, b) => order(a) - order(b)),
  )
})

function order(name: string): number {
  return ['Anna', 'Annabel', 'Anna Maria Berg'].indexOf(name)
}

test.each([
  ['Mail stopped at nine << Vera Lang', ['Mail stopped at nine', 'told', 'Vera Lang']],
  ['Mail stopped <<Vera', ['Mail stopped', 'told', 'Vera']],
  ['Denied << log firewall FW01', ['Denied', 'log', 'firewall FW01']],
  ['Denied << Protokoll: Firewall', ['Denied', 'log', 'Firewall']],
  ['Bank called back << mail from the bank', ['Bank called back', 'document', 'from the bank']],
  ['It began on Friday << worked out', ['It began on Friday', 'worked_out', '']],
  ['Black screen << own', ['Black screen', 'own', '']],
  ['Black screen << Logan', ['Black screen', 'told', 'Logan']],
  ['a << b << constructor', ['a << b', 'told', 'constructor']],
])('R38 a lead who types %j says where it comes from', (line, [words, source, name]) => {
  expect(readSource(line)).toEqual({ words, source, name })
})

test.each(['Load < 5', 'x<<y', '<< Vera', 'Mail stopped <<', 'Mail stopped << ', 'saw <div> in it'])(
  'a lead who types %j says no source, and keeps every sign',
  (line) => {
    expect(readSource(line)).toBeUndefined()
  },
)
