import type { StatementLanguage } from '../contract/statement-words.ts'

type Part = 'subject' | 'greeting' | 'opening' | 'evidence' | 'ask' | 'closing'

/** A report of abuse. `{target}`, `{incident}`, `{contact}`, `{by}`, `{organisation}` are filled with text. */
export const abuseWords: Readonly<Record<StatementLanguage, Readonly<Record<Part, string>>>> = {
  en: {
    subject: 'Report of abuse: {target} ({incident})',
    greeting: 'Dear abuse team,',
    opening:
      'We report {target}, which you host, registered or route. It is used against {organisation}. The brackets keep anyone from clicking it.',
    evidence: 'We keep this as sealed evidence and send it on request:',
    ask: 'Please take it out of service, keep the logs and the account data for the police, and tell us what you did, with your reference.',
    closing: 'Our reference is {incident}. Please write to: {contact}.\n{by}, {organisation}',
  },
  de: {
    subject: 'Meldung eines Missbrauchs: {target} ({incident})',
    greeting: 'Guten Tag,',
    opening:
      'wir melden {target}, das Sie beherbergen, registriert haben oder leiten. Es wird gegen {organisation} benutzt. Die Klammern verhindern, dass jemand darauf klickt.',
    evidence: 'Das halten wir versiegelt und senden es auf Anfrage:',
    ask: 'Bitte nehmen Sie es außer Betrieb, bewahren Sie Protokolle und Kontodaten für die Polizei auf und sagen Sie uns, was Sie getan haben, mit Ihrem Aktenzeichen.',
    closing: 'Unser Zeichen ist {incident}. Bitte schreiben Sie an: {contact}.\n{by}, {organisation}',
  },
}
