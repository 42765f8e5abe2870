import type { Choice } from '../../../../base/own-fields.ts'

/**
 * Classes and types of the Reference Security Incident Taxonomy that matter to a small firm. Keys and English names are
 * those of the taxonomy; what it lists for network operators is left out. German names are our own.
 */
export const classificationSource = {
  name: 'Reference Security Incident Taxonomy (RSIT) of ENISA and TF-CSIRT, after eCSIRT.net',
  version: '1',
  address: 'https://github.com/enisaeu/Reference-Security-Incident-Taxonomy-Task-Force',
  checkedOn: '2026-11-22',
} as const

const tree: readonly (readonly [
  key: string,
  en: string,
  de: string,
  types: readonly (readonly [key: string, en: string, de: string])[],
])[] = [
  [
    'abusive-content',
    'Abusive content',
    'Missbräuchliche Inhalte',
    [
      ['spam', 'Spam', 'Spam'],
      ['harmful-speech', 'Harmful speech', 'Drohung, Verleumdung'],
    ],
  ],
  [
    'malicious-code',
    'Malicious code',
    'Schadsoftware',
    [
      ['infected-system', 'Infected system', 'Befallenes System'],
      ['c2-server', 'C2 server', 'Steuerserver eines Angreifers'],
      ['malware-distribution', 'Malware distribution', 'Verteilung von Schadsoftware'],
    ],
  ],
  [
    'information-gathering',
    'Information gathering',
    'Ausspähen',
    [
      ['scanner', 'Scanning', 'Absuchen von Systemen'],
      ['sniffing', 'Sniffing', 'Mitlesen von Netzverkehr'],
      ['social-engineering', 'Social engineering', 'Täuschen von Menschen'],
    ],
  ],
  [
    'intrusion-attempts',
    'Intrusion attempts',
    'Einbruchsversuche',
    [
      ['ids-alert', 'Exploitation of known vulnerabilities', 'Ausnutzen bekannter Schwachstellen'],
      ['brute-force', 'Login attempts', 'Probieren von Passwörtern'],
      ['exploit', 'New attack signature', 'Unbekannter Angriff'],
    ],
  ],
  [
    'intrusions',
    'Intrusions',
    'Einbrüche',
    [
      [
        'privileged-account-compromise',
        'Privileged account compromise',
        'Konto eines Verwalters übernommen',
      ],
      ['unprivileged-account-compromise', 'Unprivileged account compromise', 'Gewöhnliches Konto übernommen'],
      ['application-compromise', 'Application compromise', 'Anwendung übernommen'],
      ['burglary', 'Burglary', 'Einbruch in Räume'],
    ],
  ],
  [
    'availability',
    'Availability',
    'Verfügbarkeit',
    [
      ['dos', 'DoS', 'Überlastung (DoS)'],
      ['ddos', 'DDoS', 'Verteilte Überlastung (DDoS)'],
      ['sabotage', 'Sabotage', 'Sabotage'],
      ['outage', 'Outage', 'Ausfall'],
    ],
  ],
  [
    'information-content-security',
    'Information content security',
    'Sicherheit von Inhalten',
    [
      [
        'Unauthorised-information-access',
        'Unauthorised access to information',
        'Unbefugter Zugriff auf Inhalte',
      ],
      [
        'Unauthorised-information-modification',
        'Unauthorised modification of information',
        'Unbefugte Änderung von Inhalten',
      ],
      ['data-loss', 'Data loss', 'Verlust von Daten'],
    ],
  ],
  [
    'fraud',
    'Fraud',
    'Betrug',
    [
      [
        'unauthorized-use-of-resources',
        'Unauthorized use of resources',
        'Unbefugte Nutzung unserer Mittel',
      ],
      ['masquerade', 'Masquerade', 'Auftreten unter fremdem Namen'],
      ['phishing', 'Phishing', 'Phishing'],
    ],
  ],
  [
    'vulnerable',
    'Vulnerable',
    'Verwundbar',
    [
      [
        'potentially-unwanted-accessible',
        'Potentially unwanted accessible services',
        'Dienst, der offen steht und es nicht soll',
      ],
      ['information-disclosure', 'Information disclosure', 'Dienst, der Inhalte preisgibt'],
      ['vulnerable-system', 'Vulnerable system', 'Verwundbares System'],
    ],
  ],
  ['other', 'Other', 'Anderes', []],
]

/** Two levels, each type behind its class. */
export const classification: readonly Choice[] = tree.flatMap(([key, en, de, types]) => [
  { key, name: { en, de }, under: null, isRetired: false },
  ...types.map(([type, inEnglish, inGerman]) => ({
    key: `${key}/${type}`,
    name: { en: inEnglish, de: inGerman },
    under: key,
    isRetired: false,
  })),
])
