import type { IncidentKind } from '../../../../base/incident-kinds.ts'

/** What a draft of a lesson on one's own case begins with. The blanks are for a person who knows what may be told. */
export const lessonTitle = {
  en: 'What we learnt in {month}: {kind} ({case})',
  de: 'Was wir im {month} gelernt haben: {kind} ({case})',
} as const

export const lessonWords = {
  en: {
    summary: 'In {month} this happened to us: {kind}. You know now how it was noticed and what to do when it comes again.',
    happened: 'What happened',
    noticed: 'How it was noticed',
    noticedHint:
      'Write in two sentences what was odd, and what anybody could have seen. Name no person, no customer and no system.',
    doNow: 'What to do when it comes again',
    doNowHint: 'Write in three sentences what to do now. Begin with: report it at once, also when you are not sure.',
    question: 'You see something like it again. What do you do first?',
    options: ['Report it at once', 'Wait until somebody asks'] as const,
  },
  de: {
    summary:
      'Im {month} ist uns das passiert: {kind}. Sie wissen nun, woran man es sah und was Sie tun, wenn es wieder kommt.',
    happened: 'Was geschah',
    noticed: 'Woran man es sah',
    noticedHint:
      'Schreiben Sie in zwei Sätzen, was seltsam war und was jeder hätte sehen können. Nennen Sie keine Person, keinen Kunden und kein System.',
    doNow: 'Was Sie tun, wenn es wieder kommt',
    doNowHint:
      'Schreiben Sie in drei Sätzen, was jetzt zu tun ist. Beginnen Sie so: Melden Sie es sofort, auch wenn Sie nicht sicher sind.',
    question: 'Sie sehen wieder so etwas. Was tun Sie zuerst?',
    options: ['Sofort melden', 'Warten, bis jemand fragt'] as const,
  },
} as const

/** What may be told of a case to everybody is its kind, and nothing else of it. */
export const kindWords: Readonly<Record<'en' | 'de', Readonly<Record<IncidentKind, string>>>> = {
  en: {
    'business-email-compromise': 'a false payment by mail',
    'cloud-misconfiguration': 'data open to the internet',
    'ddos-extortion': 'a flood of requests',
    'impersonation-call': 'a false caller',
    'insider-data-theft': 'data taken from inside',
    'lost-or-stolen-device': 'a lost or stolen device',
    'malicious-download': 'a bad file that was opened',
    'misdirected-data': 'data sent to the wrong person',
    'outage-and-key-person': 'an outage without the one who knows',
    'personal-device': 'trouble with a private device',
    'phishing-campaign': 'bad mails to several of us',
    ransomware: 'locked files',
    'something-odd': 'something odd',
    'stolen-cloud-credentials': 'a stranger in an account',
    'supplier-breach': 'an attack on a supplier',
    'website-compromise': 'a changed website',
    other: 'an incident',
  },
  de: {
    'business-email-compromise': 'eine falsche Zahlung per Mail',
    'cloud-misconfiguration': 'Daten offen im Internet',
    'ddos-extortion': 'eine Flut von Anfragen',
    'impersonation-call': 'ein falscher Anrufer',
    'insider-data-theft': 'Daten, die jemand mitnahm',
    'lost-or-stolen-device': 'ein verlorenes oder gestohlenes Gerät',
    'malicious-download': 'eine böse Datei, die geöffnet wurde',
    'misdirected-data': 'Daten bei der falschen Person',
    'outage-and-key-person': 'ein Ausfall ohne die Person, die sich auskennt',
    'personal-device': 'Ärger mit einem privaten Gerät',
    'phishing-campaign': 'böse Mails an mehrere von uns',
    ransomware: 'gesperrte Dateien',
    'something-odd': 'etwas Seltsames',
    'stolen-cloud-credentials': 'ein Fremder in einem Konto',
    'supplier-breach': 'ein Angriff auf einen Lieferanten',
    'website-compromise': 'eine veränderte Website',
    other: 'ein Vorfall',
  },
}
