import type { HandoutLanguage } from '../../contract.ts'

const en = {
  title: 'Offline copy',
  lead: 'Type the passphrase that this copy was made with. Nothing is sent anywhere.',
  passphrase: 'Passphrase',
  open: 'Open',
  opening: 'Opening …',
  wrong: 'This passphrase does not open the copy. Check each word and try again.',
  damaged: 'This file is damaged. Take another copy, or the printed plan and call list.',
  newer: 'This file was made by a newer Muster. Open it with the page that came with it.',
  made: 'Made',
  code: 'Check code',
  by: 'by',
  search: 'Search',
  none: 'Nothing here holds these words.',
  print: 'Print',
  larger: 'Larger text',
  lock: 'Lock',
  contents: 'Contents',
  doNot: 'What not to do',
  signed: 'Nothing was changed since it was signed. Key:',
  compare: 'Compare it with the card in your wallet. Another key means: somebody else made this file.',
  changed: 'These words are not those that were signed.',
  changedWhy:
    'Somebody changed this file, or it was not made by your organisation. Call nobody whose number stands only here. Take another copy, or the printed plan and call list.',
  showAnyway: 'Show the words all the same',
}
const de: typeof en = {
  title: 'Offline-Kopie',
  lead: 'Geben Sie die Passphrase ein, mit der diese Kopie gemacht wurde. Nichts wird irgendwohin gesendet.',
  passphrase: 'Passphrase',
  open: 'Öffnen',
  opening: 'Wird geöffnet …',
  wrong: 'Diese Passphrase öffnet die Kopie nicht. Prüfen Sie jedes Wort und versuchen Sie es noch einmal.',
  damaged: 'Diese Datei ist beschädigt. Nehmen Sie eine andere Kopie oder Plan und Rufliste auf Papier.',
  newer: 'Diese Datei hat ein neueres Muster gemacht. Öffnen Sie sie mit der Seite, die dabei war.',
  made: 'Stand',
  code: 'Prüfcode',
  by: 'von',
  search: 'Suchen',
  none: 'Nichts hier enthält diese Wörter.',
  print: 'Drucken',
  larger: 'Größere Schrift',
  lock: 'Sperren',
  contents: 'Inhalt',
  doNot: 'Was Sie nicht tun sollen',
  signed: 'Seit der Unterschrift wurde nichts geändert. Schlüssel:',
  compare:
    'Vergleichen Sie ihn mit der Karte in Ihrer Geldbörse. Ein anderer bedeutet: Jemand anderes hat diese Datei gemacht.',
  changed: 'Diese Worte sind nicht die unterschriebenen.',
  changedWhy:
    'Jemand hat diese Datei geändert, oder sie stammt nicht aus Ihrem Betrieb. Rufen Sie niemanden an, dessen Nummer nur hier steht. Nehmen Sie eine andere Kopie oder Plan und Rufliste auf Papier.',
  showAnyway: 'Die Worte trotzdem zeigen',
}

export type Labels = typeof en

export function labelsIn(language: HandoutLanguage): Labels {
  return language === 'de' ? de : en
}
