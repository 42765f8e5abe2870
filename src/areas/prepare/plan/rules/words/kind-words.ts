import { incidentKindSentences } from '../../../../../base/incident-kinds.ts'
import type { RankedKind } from './ranking.ts'
import { words, type PlanLanguage, type Words } from './words.ts'

const german: Readonly<Record<RankedKind, string>> = {
  'business-email-compromise': 'Jemand hat per E-Mail Geld auf ein falsches Konto gelenkt',
  'cloud-misconfiguration': 'Daten oder ein Schlüssel standen offen im Internet',
  'ddos-extortion': 'Jemand überflutet Website, Telefone oder Netz',
  'impersonation-call': 'Ein Anrufer war nicht, wer er vorgab',
  'insider-data-theft':
    'Jemand, der hier arbeitet oder arbeitete, hat vielleicht Daten genommen oder Schaden angerichtet',
  'lost-or-stolen-device': 'Ein Laptop oder Handy ist verloren oder gestohlen',
  'malicious-download': 'Jemand hat eine schädliche Datei geöffnet oder installiert',
  'misdirected-data': 'Die falsche Person hat vielleicht Daten von uns',
  'outage-and-key-person': 'Alles steht, oder die eine Person, die die IT kennt, ist nicht erreichbar',
  'personal-device': 'Ein privates Gerät mit unseren Daten ist weg oder befallen',
  'phishing-campaign': 'Mehrere von uns bekamen böse E-Mails',
  ransomware: 'Unsere Dateien sind gesperrt und jemand will Geld',
  'something-odd': 'Etwas ist seltsam, und niemand weiß noch was',
  'stolen-cloud-credentials': 'Jemand anderes ist in einem unserer Online-Konten angemeldet',
  'supplier-breach': 'Eine Firma, die für uns arbeitet oder deren Software wir nutzen, wurde angegriffen',
  'website-compromise': 'Jemand hat unsere Website verändert oder ist in sie eingedrungen',
}

/** A kind of incident as somebody would say it. */
export function kindWords(kind: RankedKind, language: PlanLanguage): string {
  const said: Words = words(incidentKindSentences[kind], german[kind])
  return said[language]
}
