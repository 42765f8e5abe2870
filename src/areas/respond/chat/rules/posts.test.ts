import { describe, expect, test } from 'vitest'
import { isWanted, postText, toldOf } from './posts.ts'
import { channelName, mayAnswerAt, mayTell, meetingLink, nextTryAt, plainMeetingLink } from './rooms.ts'
import { asWords, chatWords } from './words.ts'

const about = {
  ...{ number: 7, title: 'Files locked at Müller & Söhne', severity: 'S1', mode: 'real' },
  grades: {},
  meeting: { link: 'https://meet.example.org/m1', dialIn: '+43 1 234', pin: '4711' },
}

describe('what is said in a channel', () => {
  test('U37 a team reads where to talk, and in an exercise that it is one', () => {
    const said = postText({ kind: 'declared', facts: {} }, about, chatWords('en')).split('\n')
    expect(said).toEqual([
      'INC-7 (S1): Files locked at Müller & Söhne',
      'We talk here: https://meet.example.org/m1',
      'By telephone: +43 1 234',
      'PIN: 4711',
    ])
    const drill = postText({ kind: 'reopened', facts: {} }, { ...about, mode: 'exercise' }, chatWords('de'))
    expect(drill).toMatch(/^ÜBUNG\./)
  })

  test('U14 a team reads the grade in the words of its own organisation', () => {
    const own = { ...about, grades: { S1: 'S1 Disaster', S2: 'S2' } }
    const facts = { from: 'S2', to: 'S1' }
    expect(postText({ kind: 'severity', facts }, own, chatWords('en'))).toContain('now S1 Disaster (was S2)')
    expect(postText({ kind: 'declared', facts: {} }, own, chatWords('de'))).toContain('INC-7 (S1 Disaster)')
  })

  test('U37 a team hears of each leaf once, and of a merge on both sides', () => {
    const merge = { from: 'a', fromNumber: 3, into: 'b', intoNumber: 4 }
    const told = (stream: string) => toldOf({ stream, kind: 'incident.merge', fields: merge })
    expect([told('a'), told('b')]).toEqual([
      { kind: 'merged', facts: { number: 4 } },
      { kind: 'joined', facts: { number: 3 } },
    ])
    const lead = { role: 'lead', roleName: 'Lead', name: 'Anna', deputy: '' }
    expect(toldOf({ stream: 'a', kind: 'role.assign', fields: lead })).toBeUndefined()
    expect(toldOf({ stream: 'a', kind: 'task.add', fields: {} })).toBeUndefined()
    expect(isWanted('severity', ['closing'])).toBe(false)
    expect(isWanted('merged', [])).toBe(true)
  })

  test('U37 words that a person wrote ring nobody, become no link and stay one line', () => {
    expect(asWords('see https://evil.example/x\nand mail a@b.example')).not.toMatch(/:\/\/|\n|\w@\w|\w\.\w/)
    const said = postText(
      { kind: 'roles', facts: { name: 'http://x.example', role: 'scribe', deputy: '' } },
      about,
      chatWords('de'),
    )
    expect(said).toContain('Protokoll')
    expect(said).not.toContain('://')
  })

  test('U37 a member of the public who reads the list of channels learns a number and nothing else', () => {
    const names = [0, 1, 2].map((turn) => channelName({ number: 7, mode: 'real', turn }))
    expect(new Set(names).size).toBe(3)
    expect(names.every((name) => /^inc-7-[a-z]+$/.test(name))).toBe(true)
    expect(channelName({ number: 7, mode: 'exercise', turn: 20 })).toMatch(/^drill-7-[a-z]+-2$/)
  })

  test('U37 nobody tells a channel of a case above TLP:AMBER or closed to most, unless its lead said so', () => {
    const tells = (isOpen: boolean, tlp: 'amber' | 'amber+strict' | 'red', allowsWords = false) =>
      mayTell({ isOpen, tlp, allowsWords })
    expect([tells(true, 'amber'), tells(true, 'amber+strict'), tells(false, 'amber')]).toEqual([
      true,
      false,
      false,
    ])
    expect([tells(true, 'red', true), tells(false, 'amber', true)]).toEqual([true, true])
  })

  test('U37 an owner enters a link for all cases or one with a place for a name, and nothing else', () => {
    const link = 'https://meet.example.org/{name}'
    expect(plainMeetingLink(link)).toBe(link)
    expect(meetingLink(link, '$&1')).toBe('https://meet.example.org/$&1')
    const bad = [
      'http://x.example/{name}',
      'https://{name}.example',
      'https://a:b@x.example',
      'https://x/{name}{name}',
      'x',
    ]
    expect(bad.map(plainMeetingLink)).toEqual(bad.map(() => undefined))
  })

  test('U37 nobody makes Muster answer at an address that is not of the server', () => {
    const slack = 'https://slack.com'
    const tries: readonly (readonly [Parameters<typeof mayAnswerAt>[0], string, string])[] = [
      ['slack', slack, 'https://hooks.slack.com/commands/T/1/x'],
      ['slack', slack, 'https://hooks.slack.com.evil.example/commands'],
      ['slack', slack, 'http://hooks.slack.com/commands'],
      ['slack', slack, 'https://hooks.slack.com:8443/commands'],
      ['mattermost', 'https://chat.example.org', 'https://chat.example.org/hooks/commands/x'],
      ['mattermost', 'https://chat.example.org', 'https://chat.example.org:444/hooks'],
      ['mattermost', 'https://chat.example.org', 'https://u:p@chat.example.org/hooks'],
      ['mattermost', 'https://chat.example.org', 'nonsense'],
    ]
    expect(tries.map(([kind, address, url]) => mayAnswerAt(kind, address, url))).toEqual([
      ...[true, false, false, false, true, false, false, false],
    ])
  })

  test('U37 a server that asks for patience gets it, and one that fails is asked less and less', () => {
    const now = new Date('2026-11-22T12:00:00Z')
    const after = (tries: number, retry?: number) =>
      (nextTryAt(tries, now, retry).getTime() - now.getTime()) / 1000
    expect([after(1), after(2), after(99), after(1, 120), after(1, 999_999)]).toEqual([
      15, 30, 600, 120, 3600,
    ])
  })
})
