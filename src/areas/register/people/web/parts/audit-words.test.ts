import { expect, test } from 'vitest'
import { sentenceOf } from '../../../../../ui/catalogue.ts'
import audited from '../audited/messages/en.json' with { type: 'json' }
import people from '../../messages/en.json' with { type: 'json' }
import { auditSentence } from './audit-words.ts'

const say = (kind: string, fields: Record<string, string> = {}) => {
  const speak = (catalogue: typeof people | typeof audited) => (key: string, values?: object) =>
    sentenceOf(catalogue, key, 'en', { ...values }) ?? `missing ${key}`
  const knows = (key: string) => sentenceOf(audited, key, 'en', {}) !== undefined
  return auditSentence({ text: speak(people), audited: speak(audited), knows }, { kind, by: 'Anna', fields })
}

test('a reader of the record learns who did what to which, whether it has a sentence of its own or not', () => {
  expect(say('apikey.create', { name: 'Backup' })).toBe('Anna made an API key (Backup).')
  expect(say('readiness.share', { name: 'Bank' })).toBe('Anna: page of what is proved (Bank), handed out.')
  expect(say('block.unlist')).toBe('Anna: block list, link closed.')
  expect(say('handout.make', { code: 'K7-M2' })).toBe('Anna made an offline copy, code K7-M2.')
})

test('a reader of the record sees what a newer server wrote, even without words for it', () => {
  expect(say('tea.brew')).toBe('Anna: tea.brew')
})
