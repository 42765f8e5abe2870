import type { StarterArticle } from './starter.ts'

export const starters: readonly StarterArticle[] = [
  {
    key: 'recall_payment',
    title: 'Wie man eine Zahlung zurückholt',
    summary: 'Geld ging auf das falsche Konto. Die ersten Stunden zählen, und die Bank braucht sechs Angaben.',
    tags: ['bank', 'zahlung'],
    kinds: ['business-email-compromise', 'impersonation-call'],
    body: `Erst anrufen, dann schreiben. Jede Stunde zählt, auch in der Nacht.

## Vor dem Anruf

Legen Sie diese sechs Dinge bereit:

1. Tag und Uhrzeit der Zahlung.
2. Den Betrag.
3. Unser Konto.
4. Konto und Name, wohin das Geld ging.
5. Die Nummer der Zahlung im Online-Banking.
6. Woran wir den Betrug erkennen.

## Der Anruf

- Nehmen Sie die Nummer von der Rückseite der Bankkarte oder aus dem Vertrag. **Nehmen Sie nie eine Nummer aus der Mail**, die das Geld wollte.
- Unsere Bank: *hier Name und Notruf eintragen, für Tag und Nacht.*
- Sagen Sie: „Das ist Betrug. Bitte halten Sie die Zahlung auf. Ist sie schon weg, holen Sie sie bitte zurück. Rufen Sie die andere Bank jetzt an.“
- Fragen Sie nach einer Fallnummer und dem Namen der Person. Schreiben Sie beides mit der Uhrzeit auf.
- Lassen Sie sperren, was die Täter noch nutzen könnten: Online-Banking, Karten, neue Empfänger.

## Gleich danach

1. Schicken Sie der Bank alles auch schriftlich. Nehmen Sie die Adresse von ihrer eigenen Seite.
2. Gehen Sie zur Polizei. Lassen Sie sich die Aktenzahl geben.
3. Sagen Sie es der Versicherung, bevor Hilfe Geld kostet.
4. Lassen Sie Mail und Postfach, wie sie sind. Sie sind der Beweis.
5. Suchen Sie nach weiteren Zahlungen auf dieses Konto.

## Was Sie lassen

- Geben Sie dem, der das Geld wollte, keine Antwort.
- Zahlen Sie nicht noch einmal, um es „richtig zu stellen“.
- Warten Sie nicht auf eine Antwort per Mail.`,
  },
  {
    key: 'mail_headers',
    title: 'Wie man den Kopf einer Mail sicher liest',
    summary: 'Wer eine Mail wirklich schickte, in Microsoft 365 und Gmail, und ohne etwas darin zu öffnen.',
    tags: ['mail', 'outlook', 'gmail'],
    kinds: ['phishing-campaign', 'business-email-compromise'],
    body: `Der Kopf einer Mail sagt, auf welchem Weg sie kam. Sie können ihn lesen und müssen nichts öffnen.

## Was Sie lassen

- Klicken Sie keinen Link an, und öffnen Sie keine Datei in der Mail.
- Leiten Sie die Mail nicht weiter. Dabei geht der Kopf verloren.
- Fügen Sie den Kopf nicht auf einer Seite im Netz ein. Es stehen Namen darin.

## Den Kopf zeigen

**Outlook im Browser und das neue Outlook**

1. Klicken Sie die Mail einmal an.
2. Klicken Sie oben rechts in der Mail auf die drei Punkte.
3. Wählen Sie *Anzeigen*, dann *Nachrichtenquelle anzeigen*.

**Outlook, das ältere Programm**

1. Öffnen Sie die Mail in einem eigenen Fenster.
2. Wählen Sie *Datei*, dann *Eigenschaften*. Der Kopf steht im Feld ganz unten.

**Gmail**

1. Öffnen Sie die Mail.
2. Klicken Sie oben rechts auf die drei Punkte.
3. Wählen Sie *Original anzeigen*.

## Behalten

Speichern Sie die Mail als Datei. In Gmail heißt das *Original herunterladen*. In Outlook heißt es *Speichern unter* oder *Herunterladen*. Geben Sie die Datei als Beweis in den Vorfall.

## Worauf Sie schauen

| Zeile | Was sie sagt |
|---|---|
| From | Der Name, den Sie sehen. Hier kann jeder schreiben, was er will. |
| Reply-To | Wohin Ihre Antwort ginge. Ist das ein anderer Ort? Dann Vorsicht. |
| Return-Path | Woher die Mail in Wahrheit kam. |
| Authentication-Results | Suchen Sie spf, dkim und dmarc. *pass* ist gut. *fail* ist eine Warnung. |
| Received | Der Weg, den sie nahm. Lesen Sie von unten nach oben. |

Ein *pass* macht eine Mail nicht sicher. Auch das Postfach eines Freundes kann in falschen Händen sein. Im Zweifel rufen Sie an, und zwar unter einer Nummer, die Sie kennen.`,
  },
  {
    key: 'keep_laptop',
    title: 'Wie man Speicher und Platte eines Laptops behält, bevor ihn jemand löscht',
    summary: 'Was zeigt, wie sie hereinkamen, ist weg, sobald ein Laptop aus ist oder neu aufgesetzt wird.',
    tags: ['laptop', 'computer', 'beweis'],
    kinds: ['malicious-download', 'ransomware', 'lost-or-stolen-device', 'personal-device'],
    body: `Was im Speicher steht, ist weg, wenn der Strom aus ist. Was auf der Platte steht, ist weg, wenn man sie neu aufsetzt. Behalten Sie erst beides.

## Sofort

1. **Lassen Sie ihn an.** Stecken Sie den Strom an. Er darf nicht schlafen gehen.
2. **Nehmen Sie ihn vom Netz.** Ziehen Sie das Kabel. Schalten Sie das WLAN aus.
3. Melden Sie sich nicht als Admin an. Starten Sie kein Werkzeug zum Putzen.
4. Machen Sie ein Foto vom Schirm, mit der Uhrzeit.
5. Schreiben Sie auf, wer ihn nutzte, was zu sehen war und was getan wurde.

## Der Speicher

- Das braucht ein Werkzeug und Übung. Rufen Sie zuerst unseren Fachmann an: *hier Name und Nummer eintragen.*
- Er startet das Werkzeug von einem Stick und sichert auf eine zweite, leere Platte. Auf dem Laptop wird nichts gespeichert.
- Kommt in den nächsten Stunden niemand? Lassen Sie ihn an und vom Netz, und fragen Sie am Telefon, was zu tun ist.

## Die Platte

1. Suchen Sie den Schlüssel der Platte, **bevor** er ausgeht. Bei Windows heißt er BitLocker-Schlüssel. Oft liegt er im Microsoft-Konto der Firma.
2. Lassen Sie sich sagen, wie man ihn richtig ausschaltet.
3. Lassen Sie die ganze Platte kopieren. Gearbeitet wird mit der Kopie. Die Platte bleibt, wie sie ist.
4. Keine Zeit dafür? Bauen Sie die Platte aus, behalten Sie sie, und setzen Sie eine neue ein.

## Sicher legen

- Kleben Sie einen Zettel darauf: Name, Nummer des Geräts, Tag und Uhrzeit, und wer es wem gab.
- Sperren Sie es weg. Schreiben Sie jeden auf, der es bekommt.
- Geben Sie all das als Beweis in den Vorfall, mit dem Ort, wo es liegt.

## Erst dann

Setzen Sie den Laptop neu auf, wenn beides behalten ist. Oder wenn jemand, der das darf, unterschrieben hat, dass es niemand braucht.`,
  },
]
