import { describe, expect, test } from 'vitest'
import { costs } from './report-costs.ts'
import { reportData } from './report-data.ts'
import { clockIn, span } from './report-times.ts'
import { voiceIn } from './words/words.ts'
import { closedAt, incident, leaves, organisation, record } from './test-record.ts'

const closed = reportData(leaves, incident, organisation, closedAt)
const ongoing = { ...incident, status: 'open', closedAt: null } as const

describe('the report of a closed incident', () => {
  test('a lawyer reads what happened, from when to when, and who led', () => {
    expect(closed).toMatchObject({
      reference: 'INC-7',
      kind: 'Our files are locked and someone wants money',
      isOpen: false,
    })
    expect(Object.fromEntries(closed.facts)).toMatchObject({
      Severity: 'S1 Crisis (declared as S2 Serious)',
      Opened: '24 Oct 2026, 22:12 (UTC+02:00) by Maria Lindner',
      Closed: '27 Oct 2026, 00:12 (UTC+01:00) by Tomáš Novák',
      Elapsed: '2 days 3 hours',
      Lead: 'Tomáš Novák',
      'Ended as': 'Resolved',
      'How it began': 'Remote access that was open or misused',
    })
    expect(closed.summary).toMatch(/^Files on FILE01/)
    expect(closed.openAtClosing).toEqual(['Tell the early shift to take orders on paper'])
  })

  test('a decision stands with the options known then and its entry', () => {
    expect(closed.decisions).toHaveLength(1)
    expect(closed.decisions[0]).toMatchObject({ by: 'Maria Lindner', entries: [13] })
    expect(closed.decisions[0]?.options).toContain('Pay and hope for the key')
  })

  test('a system shows its last state and how it got there', () => {
    const [server] = closed.systems
    expect(server).toMatchObject({ name: 'FILE01 (file server)', state: 'reconnected', entries: [6, 17, 23] })
    expect(server?.history.map(({ state }) => state)).toEqual(['affected', 'isolated', 'reconnected'])
  })

  test('a done task names who and when, another stays open', () => {
    expect(closed.tasks).toMatchObject([
      { isDone: true, doneBy: 'Aylin Çelik', owner: 'Aylin Çelik', dueAt: '25 Oct 2026, 00:00 (UTC+02:00)' },
      { isDone: false, doneBy: '', owner: 'Tomáš Novák', dueAt: '' },
    ])
  })

  test('the playbook shows what was done, skipped with its reason, waived, and left', () => {
    expect(closed.run?.done.map(({ title }) => title)).toContain('Restore from the copy that is kept apart')
    expect(closed.run?.done.find(({ note }) => note !== '')?.note).toMatch(
      /^Went ahead without evidence e3, e4: The firewall/,
    )
    expect(closed.run?.skipped).toMatchObject([
      { note: 'The provider has none; we checked with them by telephone.' },
    ])
    expect(closed.run?.open).toEqual(['Hold the look back within two weeks'])
  })

  test('evidence carries hash, size and custody', () => {
    expect(closed.evidence[1]).toMatchObject({
      name: 'FILE01-memory.raw',
      size: '17,179,869,184 bytes',
      sha256: '0b'.repeat(32),
      acquiredBy: 'Forensik Wien GmbH',
      acquiredAt: '24 Oct 2026, 23:30 (UTC+02:00)',
    })
  })

  test('the timeline holds every entry once, in order', () => {
    expect(closed.timeline.map(({ number }) => number)).toEqual(leaves.map(({ number }) => number))
    expect(closed.timeline.every(({ what, text, by }) => what !== '' && text !== '' && by !== '')).toBe(true)
  })
})

describe('the report of an open incident', () => {
  test('it says so, counts the time so far and ends nothing', () => {
    const open = reportData(leaves.slice(0, 9), ongoing, organisation, new Date('2026-10-24T21:00:00Z'))
    expect(open).toMatchObject({ isOpen: true, asOf: '24 Oct 2026, 23:00 (UTC+02:00)', summary: '' })
    expect(Object.fromEntries(open.facts)).toMatchObject({
      State: 'Open',
      Elapsed: '48 minutes so far',
      Lead: 'Maria Lindner',
    })
    expect(Object.fromEntries(open.facts)).not.toHaveProperty('Closed')
  })

  test('nobody leads when a tool declared it', () => {
    const { facts } = reportData(leaves.slice(0, 1), { ...ongoing, hasLead: false }, organisation, closedAt)
    expect(Object.fromEntries(facts)).toMatchObject({ Lead: 'Nobody was named' })
  })
})

describe('the report of a case that ended more than once', () => {
  const reopened = [...leaves, ...record([['incident.reopen', 'Maria', { reason: 'It came back' }]])]

  test('a reader of a reopened case is told no ending, since it has none now', () => {
    const report = reportData(reopened, ongoing, organisation, closedAt)
    expect(report).toMatchObject({ isOpen: true, summary: '', openAtClosing: [] })
    expect(Object.fromEntries(report.facts)).not.toHaveProperty('Ended as')
  })

  test('one that was closed again is told by its last closing', () => {
    const again = { summary: 'Second time', initialVector: 'unknown', disposition: 'resolved', openTasks: '' }
    const twice = [...reopened, ...record([['incident.close', 'Maria', again]])]
    expect(reportData(twice, incident, organisation, closedAt).summary).toBe('Second time')
  })

  test('a merged case is closed by who merged it, and what went over stands as gone', () => {
    const moved = { tasks: 't1 t2', systems: 'y1', signals: '' }
    const ends = { from: 'a', fromNumber: '7', into: 'b', intoNumber: '9' }
    const ending = { summary: 'The same mail', initialVector: 'unknown', disposition: 'duplicate' }
    const merged = record([
      ['task.add', 'Maria', { task: 't1', title: 'Call', owner: '', dueAt: '' }],
      ['system.add', 'Maria', { system: 'y1', name: 'FILE01', state: 'affected' }],
      ['incident.merge', 'Maria', { ...ends, ...moved, reason: 'The same mail' }],
      ['incident.close', 'Maria', { ...ending, openTasks: '', duplicateOf: '9' }],
    ])
    const here = reportData(merged, incident, organisation, closedAt)
    expect(Object.fromEntries(here.facts)['Closed']).toContain('by Maria')
    expect(Object.fromEntries(here.facts)['Ended as']).toContain('INC-9')
    expect(here.tasks).toMatchObject([{ title: 'Call', movedTo: 'INC-9' }])
    expect(here.systems).toMatchObject([{ name: 'FILE01', state: 'Moved to INC-9' }])
    const back = record([['incident.unmerge', 'Maria', { ...ends, ...moved }]])
    const undone = reportData([...merged, ...back], ongoing, organisation, closedAt)
    expect([undone.summary, undone.tasks[0]?.movedTo]).toEqual(['', ''])
  })

  test('what came from another case stands in the report of the one where it goes on', () => {
    const done = { doneAt: '2026-10-24T20:00:00.000Z', doneBy: 'Aylin', note: 'Told' }
    const came = record([
      ['task.add', 'Maria', { task: 't1', title: 'Call', owner: '', dueAt: '', movedFrom: '3', ...done }],
      ['system.add', 'Maria', { system: 'y1', name: 'FILE01', state: 'isolated', movedFrom: '3' }],
    ])
    const report = reportData(came, ongoing, organisation, closedAt)
    expect(report.tasks).toMatchObject([{ isDone: true, doneBy: 'Aylin', note: 'Told', movedTo: '' }])
    expect(report.systems).toMatchObject([{ state: 'isolated' }])
    expect(report.timeline[0]?.text).toBe('Call (from INC-3)')
  })
})

describe('what the record can no longer say', () => {
  test('an erased field is named as erased everywhere', () => {
    const erased = record([
      ['note.add', 'Maria', {}],
      ['decision.record', 'Maria', { decision: 'd' }],
      ['evidence.add', 'Maria', { evidence: 'e' }],
      ['task.add', 'Maria', {}],
    ])
    const report = reportData(erased, ongoing, organisation, closedAt)
    expect(report.timeline[0]?.text).toBe('[erased]')
    expect(report.decisions[0]).toMatchObject({ text: '[erased]', options: ['[erased]'] })
    expect(report.evidence[0]).toMatchObject({ sha256: '[erased]', where: '[erased]' })
    expect(report.tasks[0]).toMatchObject({ title: '[erased]', isDone: false })
  })

  test('an entry of a kind that came later prints its fields as they are', () => {
    const [line] = reportData(
      record([['clock.stop', 'Maria', { regime: 'nis2' }]]),
      ongoing,
      organisation,
      closedAt,
    ).timeline
    expect(line).toMatchObject({ what: 'clock.stop', text: 'regime nis2' })
  })

  test('words that sound like parts of an object stay words', () => {
    const odd = record([
      ['system.add', '__proto__', { system: '__proto__', name: 'constructor', state: 'toString' }],
    ])
    const [system] = reportData(odd, ongoing, organisation, closedAt).systems
    expect(system).toMatchObject({ name: 'constructor', state: 'toString' })
  })
})

describe('time', () => {
  test('the repeated hour of autumn is told apart by its offset', () => {
    const clock = clockIn('Europe/Vienna')
    expect(clock.moment(new Date('2026-10-25T00:30:00Z'))).toBe('25 Oct 2026, 02:30 (UTC+02:00)')
    expect(clock.moment(new Date('2026-10-25T01:30:00Z'))).toBe('25 Oct 2026, 02:30 (UTC+01:00)')
  })

  test('UTC and a zone that the runtime does not know print as UTC', () => {
    expect(clockIn('UTC').offset(closedAt)).toBe('UTC+00:00')
    expect(clockIn('Mars/Olympus').moment(new Date('2026-01-01T00:00:00Z'))).toBe(
      '1 Jan 2026, 00:00 (UTC+00:00)',
    )
  })

  test.each([
    [0, 'less than a minute'],
    [60_000, '1 minute'],
    [3_660_000, '1 hour 1 minute'],
    [90_000_000, '1 day 1 hour'],
    [-5, 'less than a minute'],
  ])('%i ms read as %s', (millis, words) => {
    expect(span(new Date(0), new Date(millis))).toBe(words)
  })
})

test('U33 a lawyer reads what it cost, by currency and kind, with what was struck out and time that has no price', () => {
  const line = (number: number, kind: string, fields: Record<string, string>) => {
    return { number, kind, at: closedAt, fields: { by: 'Ben', ...fields } }
  }
  const leaves = [
    line(1, 'cost.add', {
      cost: 'a',
      text: 'Forensics',
      loss: 'response_and_recovery',
      amount: '1250.50',
      currency: 'EUR',
    }),
    line(2, 'cost.add', {
      cost: 'b',
      text: 'Typed wrong',
      loss: 'other',
      amount: '99999.00',
      currency: 'EUR',
    }),
    line(3, 'cost.strike', {
      cost: 'b',
      text: 'Typed wrong',
      amount: '99999.00',
      currency: 'EUR',
      reason: 'Wrong',
    }),
    line(4, 'cost.add', { cost: 'c', text: 'Rebuilt', loss: 'other', people: '2', eachMinutes: '90' }),
    line(5, 'cost.add', { cost: 'd', text: 'Tools', loss: 'other', amount: '9.00', currency: 'USD' }),
    // Its words and its amount were erased.
    line(6, 'cost.add', { cost: 'e', loss: 'other', currency: 'EUR' }),
  ]
  const { lines, sums } = costs(leaves, voiceIn('en', 'Europe/Vienna'))
  expect(sums.map(({ sum }) => sum)).toEqual(['1250.50 EUR', '9.00 USD', '3 h 0 min'])
  expect(sums[0]?.byKind).toEqual(['Help and repair: 1250.50 EUR'])
  expect(lines[1]).toMatchObject({ struck: 'Wrong', entries: [2, 3] })
  expect(lines.map(({ money }) => money)).toEqual([
    '1250.50 EUR',
    '99999.00 EUR',
    '2 x 90 min',
    '9.00 USD',
    '[erased] EUR',
  ])
})

test('an insurer reads a field that was renamed once, by its last name, whichever leaf said it', () => {
  const own = record([
    ['incident.open', 'Maria', { details: 'Priority: Normal', detailKeys: 'priority' }],
    [
      'severity.change',
      'Maria',
      { from: 'S3', to: 'S1', details: 'Urgency: At once', detailKeys: 'priority' },
    ],
    ['detail.change', 'Maria', { detail: 'site', name: 'Site', from: '', to: 'Quay' }],
    ['detail.change', 'Maria', { detail: 'site', name: 'Place', from: 'Quay', to: 'Mill' }],
  ])
  const { facts } = reportData(own, ongoing, organisation, closedAt)
  const asked = facts.filter(([label]) => ['Priority', 'Urgency', 'Site', 'Place'].includes(label))
  expect(asked).toEqual([
    ['Urgency', 'At once'],
    ['Place', 'Mill'],
  ])
})

test('U17 an insurer reads in the report what the organisation asks in its own words, as answered last', () => {
  const own = record([
    ['incident.open', 'Maria', { details: 'Priority: Normal' }],
    ['detail.change', 'Maria', { detail: 'site', name: 'Site', from: '', to: 'Quay' }],
    ['detail.change', 'Maria', { detail: 'tills', name: 'Tills down', from: '', to: '3' }],
    ['severity.change', 'Maria', { from: 'S3', to: 'S1', details: 'Priority: At once' }],
    ['detail.change', 'Maria', { detail: 'site', name: 'Site', from: 'Quay', to: 'Mill' }],
    ['detail.change', 'Maria', { detail: 'tills', name: 'Tills down', from: '3', to: '', why: 'not_asked' }],
  ])
  const said = reportData(own, { ...ongoing, severityWords: { S1: 'Disaster' } }, organisation, closedAt)
  expect(Object.fromEntries(said.facts)).toMatchObject({
    Severity: 'S1 Disaster (declared as S3 Limited)',
    Priority: 'At once',
    Site: 'Mill',
  })
  expect(said.facts.map(([label]) => label)).not.toContain('Tills down')
  expect(said.timeline.map(({ text }) => text)).toEqual(
    expect.arrayContaining([
      'Site: Mill (before: Quay)',
      'Tills down: the answer “3” fell away, since it is no longer asked',
    ]),
  )
})
