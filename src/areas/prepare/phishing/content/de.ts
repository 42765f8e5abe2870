import type { ShelfMail } from './template.ts'

export const mails: readonly ShelfMail[] = [
  {
    key: 'invoice',
    name: 'Eine Rechnung, die niemand kennt',
    senderName: 'Rechnungs-Abt',
    subject: 'LETZTE MAHNUNG: Rechnung 88-2041 nicht bezalt!!',
    body: `Sehr geehrter Kunde,

unsere Rechnung 88-2041 über 1.940,00 ist seit 43 Tage offen. Sie müssen HEUTE zahlen, sonst stoppen wir jede Lieferung und gehen vor Gericht.

{link}

Rechnungs-Abt`,
    linkWords: 'Rechnung ansehen',
    signs: [
      'Da steht „Sehr geehrter Kunde“: Wer Ihnen eine Rechnung schickt, kennt Ihren Namen.',
      'Man droht Ihnen und will es heute noch, damit Sie nicht nachdenken.',
      'Die Nummer gehört zu keinem Auftrag, den Sie kennen, und der Text hat Fehler.',
    ],
  },
  {
    key: 'parcel',
    name: 'Ein Paket, das nicht ankam',
    senderName: 'Paketdienst',
    subject: 'Ihr Paket wartet: Es fehlt ein kleiner Betrag',
    body: `Guten Tag,

wir wollten Ihnen heute ein Paket bringen. Es fehlen 1,99 Porto, deshalb konnten wir es nicht abgeben.

Wählen Sie hier innerhalb von 24 Stunden einen neuen Tag und zahlen Sie, sonst geht es zurück.

{link}

Ihr Paketdienst`,
    linkWords: 'Neuen Tag wählen',
    signs: [
      'Sie erfahren nicht, welches Paket es ist und von wem.',
      'Bei einem kleinen Betrag sagt man leicht Ja. Man will die Nummer Ihrer Karte.',
      'Die Adresse hinter dem Namen ist nicht die eines Paketdienstes. Sehen Sie hin, bevor Sie tippen.',
    ],
  },
  {
    key: 'password',
    name: 'Ein Passwort, das abläuft',
    senderName: 'IT-Hilfe',
    subject: 'Ihr Passwort läuft heute ab',
    body: `Guten Tag {name},

Ihr Passwort für das Postfach bei {organisation} läuft heute um 17:00 Uhr ab. Danach können Sie keine E-Mails mehr lesen oder senden.

Sie können Ihr Passwort behalten. Bitte bestätigen Sie es hier:

{link}

IT-Hilfe`,
    linkWords: 'Passwort behalten',
    signs: [
      'Wer Ihren Rechner betreut, lässt Sie nie hinter einem Link ein Passwort eintippen.',
      'Man setzt Ihnen eine Uhrzeit, damit Sie sich beeilen.',
      'Der Link führt auf eine Seite, auf der Sie sich sonst nicht anmelden.',
    ],
  },
  {
    key: 'shared',
    name: 'Ein Dokument, das jemand teilt',
    senderName: 'Dateifreigabe',
    subject: 'Mit Ihnen geteilt: „Dienstplan und Änderungen, Entwurf“',
    body: `Guten Tag {name},

jemand bei {organisation} hat ein Dokument mit Ihnen geteilt: „Dienstplan und Änderungen, Entwurf“.

Der Link gilt sieben Tage. Melden Sie sich mit Ihrer E-Mail-Adresse an, um es zu öffnen.

{link}

Diese Nachricht wurde automatisch verschickt.`,
    linkWords: 'Dokument öffnen',
    signs: [
      'Da steht nicht, wer es geteilt hat. Fragen Sie die Person, an die Sie denken.',
      'Man macht Sie neugierig und will dann Ihr Passwort.',
      'Sie haben damit nicht gerechnet. Ihr Team legt Dateien sonst an einem anderen Ort ab.',
    ],
  },
  {
    key: 'boss',
    name: 'Die Leitung bittet um einen Gefallen',
    senderName: 'Geschäftsleitung',
    subject: 'Kurze Bitte vor meinem Termin',
    body: `Hallo {name},

ich gehe gleich in einen Termin und kann nicht telefonieren. Für einen Kunden muss heute noch etwas erledigt werden, und ich möchte die anderen noch nicht einschalten.

Die Einzelheiten stehen hier. Bitte gleich ansehen und vorerst für sich behalten.

{link}

Danke, ich verlasse mich auf Sie`,
    linkWords: 'Einzelheiten',
    signs: [
      'Sie sollen es für sich behalten. Die anderen sollen nichts davon wissen.',
      'Man sagt gleich, warum Sie nicht zurückrufen können. Rufen Sie trotzdem an, unter der Nummer, die Sie kennen.',
      'Da steht kein Kunde, kein Auftrag und nichts, was nur Ihre Leitung wissen kann.',
    ],
  },
  {
    key: 'payee',
    name: 'Ein Lieferant mit neuem Konto',
    senderName: 'Buchhaltung',
    subject: 'Neue Bankverbindung ab diesem Monat',
    body: `Guten Tag {name},

unsere Bankverbindung hat sich geändert. Bitte zahlen Sie alle Rechnungen ab diesem Monat auf das neue Konto, das alte wird geschlossen.

Das Schreiben mit den neuen Daten finden Sie hier. Bitte bestätigen Sie kurz, dass sie für den nächsten Zahllauf erfasst sind.

{link}

Mit freundlichen Grüßen
Buchhaltung`,
    linkWords: 'Schreiben mit der neuen Bankverbindung',
    signs: [
      'Ein neues Konto übernimmt man nie aus einer E-Mail. Rufen Sie den Lieferanten unter der Nummer aus Ihren Unterlagen an.',
      'Da steht nicht, welcher Lieferant schreibt, und niemand hat unterschrieben.',
      'Man will nur ein kurzes Wort von Ihnen. Dann wirkt es erledigt, bevor jemand geprüft hat.',
    ],
  },
]
