import { describe, expect, test } from 'vitest'
import { findBlame } from './blame.ts'

describe('words that blame', () => {
  test.each([
    ['Human error', 'mistake'],
    ['It was a human-error.', 'mistake'],
    ["the user's fault", 'mistake'],
    ['User fault', 'mistake'],
    ['operator mistakes', 'mistake'],
    ['hu\u00ADman er\u200Bror', 'mistake'],
    ['HUMAN   ERROR', 'mistake'],
    ['She was careless', 'care'],
    ['gross negligence', 'care'],
    ['Stupid click', 'ability'],
    ['He should have known better', 'guilt'],
    ['Accounting is to blame', 'guilt'],
    ['Menschliches Versagen', 'mistake'],
    ['menschlicher Fehler', 'mistake'],
    ['Anwenderfehler', 'mistake'],
    ['Fehler der Mitarbeiterin', 'mistake'],
    ['Unachtsamkeit am Empfang', 'care'],
    ['grob fahrlässig', 'care'],
    ['Er war selbst schuld', 'guilt'],
    ['Das hätte er wissen müssen', undefined],
    ['hätte wissen müssen', 'guilt'],
    ['dumm gelaufen', 'ability'],
  ])('a responder who writes "%s" is shown better words', (words, better) => {
    expect(findBlame(words)?.better).toBe(better)
  })

  test.each([
    'A default password was never changed',
    'Fault tolerance of the disk array was off',
    'Segmentation fault in the mail gateway',
    'Nobody checked a change of bank details by phone',
    'The update failed and nobody was told',
    'Two people shared one account because licences were short',
    'Die Rechnung an den Schuldner sah echt aus',
    'Der Fehler in der Firewall war seit Mai bekannt',
    'Die Mitarbeiterin hatte drei Anrufe zugleich',
    'An error message was hidden behind another window',
  ])('a responder may write "%s"', (words) => {
    expect(findBlame(words)).toBeUndefined()
  })
})
