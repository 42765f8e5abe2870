/** In a year, for a firm of twenty: nothing, up to 500, up to 5,000, more; of euros, dollars or pounds alike. */
export const costBands = ['free', 'low', 'middle', 'high'] as const
type CostBand = (typeof costBands)[number]

interface Words {
  readonly name: string
  /** What it is good for. */
  readonly what: string
  /** How to have most of it for nothing. */
  readonly free: string
}

/** Something that a small firm can do, with what it takes. */
export interface Measure {
  readonly key: string
  readonly kind: 'tools' | 'work' | 'retainer' | 'training' | 'insurance' | 'other'
  readonly cost: CostBand
  /** Of work in the first year, for whoever does it. */
  readonly hours: number
  readonly en: Words
  readonly de: Words
}

/** The dearest mistakes first. Written for Muster; bands are rough, on purpose. */
export const measures: readonly Measure[] = [
  {
    key: 'second_step',
    kind: 'work',
    cost: 'free',
    hours: 8,
    en: {
      name: 'A second step at every sign-in',
      what: 'Stops most thefts of accounts, even when a password is known.',
      free: 'Mail, cloud and bank all offer it in their settings. An authenticator app costs nothing.',
    },
    de: {
      name: 'Ein zweiter Schritt bei jeder Anmeldung',
      what: 'Verhindert die meisten Kontodiebstähle, auch wenn ein Passwort bekannt ist.',
      free: 'Mail, Cloud und Bank bieten ihn in den Einstellungen an. Eine Authenticator-App kostet nichts.',
    },
  },
  {
    key: 'offline_copy',
    kind: 'tools',
    cost: 'low',
    hours: 12,
    en: {
      name: 'A copy of the data that no attacker reaches',
      what: 'Decides whether a firm works again in days or closes.',
      free: 'A disk that you have already, plugged in once a week and locked away. Free programs make the copy.',
    },
    de: {
      name: 'Eine Kopie der Daten, an die kein Angreifer kommt',
      what: 'Entscheidet, ob ein Betrieb in Tagen wieder arbeitet oder schließt.',
      free: 'Eine vorhandene Platte, einmal in der Woche angesteckt und weggesperrt. Freie Programme machen die Kopie.',
    },
  },
  {
    key: 'restore_test',
    kind: 'work',
    cost: 'free',
    hours: 6,
    en: {
      name: 'Bringing something back from the backup',
      what: 'A copy that was never tried often turns out to be empty.',
      free: 'An hour twice a year with what is there: one folder, one whole computer.',
    },
    de: {
      name: 'Etwas aus der Sicherung zurückholen',
      what: 'Eine Kopie, die nie versucht wurde, ist oft leer.',
      free: 'Zweimal im Jahr eine Stunde mit dem, was da ist: ein Ordner, ein ganzer Rechner.',
    },
  },
  {
    key: 'call_back',
    kind: 'work',
    cost: 'free',
    hours: 2,
    en: {
      name: 'Calling back before bank details change',
      what: 'Stops the fraud that costs small firms the most money.',
      free: 'It is a house rule and a telephone. There is nothing to buy.',
    },
    de: {
      name: 'Rückruf, bevor sich Kontodaten ändern',
      what: 'Verhindert den Betrug, der kleine Betriebe am meisten Geld kostet.',
      free: 'Das ist eine Hausregel und ein Telefon. Zu kaufen gibt es nichts.',
    },
  },
  {
    key: 'updates',
    kind: 'work',
    cost: 'free',
    hours: 10,
    en: {
      name: 'Updates that install themselves',
      what: 'Closes the holes that are used within days of being known.',
      free: 'Switch them on in the settings of each computer, phone and the router.',
    },
    de: {
      name: 'Updates, die sich selbst einspielen',
      what: 'Schließt Lücken, die binnen Tagen ausgenutzt werden.',
      free: 'In den Einstellungen jedes Rechners, Telefons und des Routers einschalten.',
    },
  },
  {
    key: 'password_manager',
    kind: 'tools',
    cost: 'middle',
    hours: 10,
    en: {
      name: 'A password manager for everybody',
      what: 'Makes it easy to have a different long password everywhere.',
      free: 'KeePassXC, or the free plan of Bitwarden. Only sharing between many people costs money.',
    },
    de: {
      name: 'Ein Passwort-Manager für alle',
      what: 'Macht es leicht, überall ein anderes langes Passwort zu haben.',
      free: 'KeePassXC oder das freie Angebot von Bitwarden. Geld kostet nur das Teilen unter vielen.',
    },
  },
  {
    key: 'no_admin',
    kind: 'work',
    cost: 'free',
    hours: 8,
    en: {
      name: 'Working without administrator rights',
      what: 'A bad click then harms one person’s files and not the whole computer.',
      free: 'Make a second account for installing, and work with the plain one.',
    },
    de: {
      name: 'Ohne Administratorrechte arbeiten',
      what: 'Ein falscher Klick schadet dann den Dateien einer Person und nicht dem ganzen Rechner.',
      free: 'Ein zweites Konto zum Installieren anlegen und mit dem einfachen arbeiten.',
    },
  },
  {
    key: 'endpoint_protection',
    kind: 'tools',
    cost: 'middle',
    hours: 12,
    en: {
      name: 'Protection on each computer that raises an alarm',
      what: 'Somebody sees the attack in minutes and not in weeks.',
      free: 'Microsoft Defender is part of Windows. Switch on all of it, and send its alarms to Muster.',
    },
    de: {
      name: 'Schutz auf jedem Rechner, der Alarm gibt',
      what: 'Jemand sieht den Angriff in Minuten und nicht in Wochen.',
      free: 'Microsoft Defender gehört zu Windows. Ganz einschalten und seine Alarme an Muster schicken.',
    },
  },
  {
    key: 'mail_protection',
    kind: 'work',
    cost: 'low',
    hours: 6,
    en: {
      name: 'Mail that others cannot send in your name',
      what: 'SPF, DKIM and DMARC make forged mail from your address fail.',
      free: 'Three entries at whoever keeps your domain. Free checkers show whether they are right.',
    },
    de: {
      name: 'Mail, die niemand in Ihrem Namen schicken kann',
      what: 'Mit SPF, DKIM und DMARC scheitert gefälschte Mail von Ihrer Adresse.',
      free: 'Drei Einträge dort, wo Ihre Domain liegt. Freie Prüfseiten zeigen, ob sie stimmen.',
    },
  },
  {
    key: 'table_exercise',
    kind: 'training',
    cost: 'free',
    hours: 6,
    en: {
      name: 'Talking a bad day through at the table',
      what: 'Shows in an hour what is missing: a number, a key, a yes.',
      free: 'Take a playbook of Muster and an hour. The national cyber office offers scenarios for nothing.',
    },
    de: {
      name: 'Einen schlimmen Tag am Tisch durchsprechen',
      what: 'Zeigt in einer Stunde, was fehlt: eine Nummer, ein Schlüssel, ein Ja.',
      free: 'Ein Drehbuch von Muster und eine Stunde. Das nationale Cyber-Amt hat freie Szenarien.',
    },
  },
  {
    key: 'staff_training',
    kind: 'training',
    cost: 'middle',
    hours: 20,
    en: {
      name: 'Training for everybody, an hour a year',
      what: 'Most reports come from people who know that they may.',
      free: 'Read the house rules together. National cyber offices and the police offer courses for nothing.',
    },
    de: {
      name: 'Schulung für alle, eine Stunde im Jahr',
      what: 'Die meisten Meldungen kommen von Leuten, die wissen, dass sie dürfen.',
      free: 'Gemeinsam die Hausregeln lesen. Cyber-Amt und Polizei bieten freie Kurse an.',
    },
  },
  {
    key: 'firm_on_call',
    kind: 'retainer',
    cost: 'high',
    hours: 8,
    en: {
      name: 'A firm that comes when it burns',
      what: 'Help within hours and not after a week of asking around.',
      free: 'Write down now whom you would call: insurer’s hotline, police contact point, two firms with their terms.',
    },
    de: {
      name: 'Eine Firma, die kommt, wenn es brennt',
      what: 'Hilfe in Stunden und nicht nach einer Woche Herumfragen.',
      free: 'Schon jetzt aufschreiben, wen Sie anrufen: Hotline der Versicherung, Anlaufstelle der Polizei, zwei Firmen mit ihren Preisen.',
    },
  },
  {
    key: 'cyber_insurance',
    kind: 'insurance',
    cost: 'high',
    hours: 8,
    en: {
      name: 'Cyber insurance',
      what: 'Pays helpers, downtime and claims, if what was promised to it is true.',
      free: 'Look first what your other policies cover. Some of the costs are in them already.',
    },
    de: {
      name: 'Cyberversicherung',
      what: 'Zahlt Helfer, Ausfall und Ansprüche, wenn stimmt, was ihr zugesagt wurde.',
      free: 'Erst nachsehen, was andere Policen decken. Ein Teil der Kosten steht oft schon darin.',
    },
  },
  {
    key: 'separate_network',
    kind: 'work',
    cost: 'low',
    hours: 8,
    en: {
      name: 'Guests and machines in a network of their own',
      what: 'A visitor’s phone or an old machine then does not reach the accounts.',
      free: 'Most routers can make a guest network. Put cameras, printers and visitors there.',
    },
    de: {
      name: 'Gäste und Maschinen in einem eigenen Netz',
      what: 'Das Telefon eines Besuchers oder eine alte Maschine kommt dann nicht an die Buchhaltung.',
      free: 'Die meisten Router können ein Gastnetz. Kameras, Drucker und Besucher dorthin.',
    },
  },
  {
    key: 'leaver_list',
    kind: 'work',
    cost: 'free',
    hours: 3,
    en: {
      name: 'A list of who has access to what',
      what: 'On the last day nothing is forgotten, and on a bad day nothing is searched for.',
      free: 'The registers of Muster, or one sheet of paper that is kept up to date.',
    },
    de: {
      name: 'Eine Liste, wer worauf Zugriff hat',
      what: 'Am letzten Tag wird nichts vergessen, und an einem schlimmen Tag nichts gesucht.',
      free: 'Die Verzeichnisse von Muster oder ein Blatt Papier, das aktuell bleibt.',
    },
  },
  {
    key: 'outside_test',
    kind: 'other',
    cost: 'high',
    hours: 10,
    en: {
      name: 'Somebody from outside who looks for holes',
      what: 'Finds the open door before somebody else does.',
      free: 'Some national offices scan your addresses for nothing, as CISA does in the USA and the NCSC in the United Kingdom. Ask yours.',
    },
    de: {
      name: 'Jemand von außen, der Lücken sucht',
      what: 'Findet die offene Tür, bevor es ein anderer tut.',
      free: 'Manche Ämter prüfen Ihre Adressen kostenlos, in den USA die CISA, in Großbritannien das NCSC. Fragen Sie das Ihre.',
    },
  },
]
