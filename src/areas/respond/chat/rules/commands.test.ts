import { describe, expect, test } from 'vitest'
import { dueAt, readCommand, readTask, whoIsMeant } from './commands.ts'

describe('a line that somebody types', () => {
  test.each([
    ['note the bank called', 'note', 'the bank called', 'en'],
    ['Notiz: Bank rief an', 'note', 'Bank rief an', 'de'],
    ['entscheidung  Server aus', 'decision', 'Server aus', 'de'],
    ['ERLEDIGT 3', 'done', '3', 'de'],
    ['status', 'status', '', undefined],
    ['', 'help', '', undefined],
    ['verbinden ABC', 'link', 'ABC', 'de'],
    ['constructor x', undefined, 'x', undefined],
  ])('U37 a person who types "%s" means %s', (line, verb, rest, language) => {
    expect(readCommand(line)).toEqual({ verb, rest, language })
  })

  test.each([
    ['call the bank @anna by 15:00', 'call the bank', 'anna', [undefined, 15, 0]],
    ['call the bank by 15.30 @anna', 'call the bank', 'anna', [undefined, 15, 30]],
    ['@anna call the bank', 'call the bank', 'anna', undefined],
    ['Bank anrufen @anna.berg bis um 9:05 Uhr', 'Bank anrufen', 'anna.berg', [undefined, 9, 5]],
    ['tell them by 2026-11-24 08:00', 'tell them', undefined, ['2026-11-24', 8, 0]],
    ['Meldung bis 24.11. 15:00', 'Meldung', undefined, ['2026-11-24', 15, 0]],
    ['Meldung bis zum 24.11.2027', 'Meldung', undefined, ['2027-11-24', 18, 0]],
    ['Meldung bis 31.2.', 'Meldung bis 31.2.', undefined, undefined],
    ['wait by 25:00', 'wait by 25:00', undefined, undefined],
    ['mail to x@example.org', 'mail to x@example.org', undefined, undefined],
    ['look at it <@U2CERLKJA|anna>', 'look at it', 'U2CERLKJA', undefined],
  ])('U37 a person who types the task "%s" is understood', (rest, title, person, due) => {
    const [day, hour, minute] = due ?? []
    expect(readTask(rest, 2026)).toEqual({ title, person, due: due && { day, hour, minute } })
  })

  test('U37 a person who names an hour means the next time that the clock in the house shows it', () => {
    const now = new Date('2026-11-22T13:30:00Z')
    const at = (hour: number, day?: string) =>
      dueAt({ day, hour, minute: 0 }, now, 'Europe/Vienna').toISOString()
    expect(at(15)).toBe('2026-11-22T14:00:00.000Z')
    expect(at(14)).toBe('2026-11-23T13:00:00.000Z')
    expect(at(8, '2026-06-01')).toBe('2026-06-01T06:00:00.000Z')
  })

  test('U37 a person is found by chat account, name, part of a name or its beginning, and nobody is guessed', () => {
    const people = [
      { id: 'a', name: 'Anna Berg', aliases: ['U1', 'aberg'] },
      { id: 'b', name: 'Anna Thal', aliases: [] },
      { id: 'c', name: 'Jörg Ünal', aliases: ['@jo:example.org'] },
    ]
    const found = (typed: string) => {
      const one = whoIsMeant(people, typed)
      return typeof one === 'string' ? one : one.id
    }
    expect(
      ['aberg', 'U1', 'anna.berg', 'thal', 'anna', 'jorg', 'jo:example.org', 'max', '@'].map(found),
    ).toEqual([...['a', 'a', 'a', 'b', 'several', 'c', 'c', 'nobody', 'nobody']])
  })

  test('U37 a line of ten thousand blanks or signs is read at once', () => {
    const long = `task ${' @'.repeat(5000)}${' by'.repeat(500)}`
    expect(readTask(long, 2026).due).toBeUndefined()
    expect(readTask(`call${' '.repeat(12_000)}x`, 2026).title).toBe('call x')
  })
})
