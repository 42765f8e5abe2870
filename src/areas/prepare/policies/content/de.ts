import type { StarterRule } from './starter.ts'

/** Acht Hausregeln eines kleinen Betriebs auf Deutsch. */
export const starters: readonly StarterRule[] = [
  {
    key: 'reporting',
    name: 'Melden, niemand wird beschuldigt',
    content: {
      summary:
        'Kommt Ihnen etwas seltsam vor, sagen Sie es sofort. Sie bekommen keinen Ärger, auch nicht, wenn Sie geklickt haben. Eine Meldung in den ersten zehn Minuten kann den Betrieb retten.',
      clauses: [
        {
          heading: 'Was Sie melden',
          text: 'Melden Sie alles, was sich falsch anfühlt. Eine seltsame Mail oder ein Anruf. Ein Anmeldefenster, das Sie nicht erwartet haben. Ein verlorenes Telefon. Eine Datei, die an die falsche Person ging. Ein Bildschirm, der Geld will. Sie müssen nicht sicher sein.',
        },
        {
          heading: 'Wie Sie melden',
          text: 'Drücken Sie in Muster den roten Knopf, oder rufen Sie die Person auf Ihrer Karte an. Jetzt, nicht nach dem Essen. Kann jemand in der Mail sein, rufen Sie an. Schreiben Sie dann keine Mail.',
        },
        {
          heading: 'Was mit dem Gerät geschieht',
          text: 'Lassen Sie es an. Ziehen Sie das Netzkabel, oder schalten Sie das WLAN aus. Löschen Sie nichts. Reparieren Sie nichts.',
        },
        {
          heading: 'Keine Schuld',
          text: 'Niemand wird für einen Fehler bestraft, den er meldet. Wir danken dafür. Uns allen schadet nur, wer etwas verbirgt.',
        },
        {
          heading: 'Was dann geschieht',
          text: 'Jemand ruft Sie zurück. Sie hören, was daraus wurde. Reden Sie draußen erst darüber, wenn die Leitung es sagt.',
        },
      ],
      questions: [
        {
          question: 'Sie haben auf einen bösen Link geklickt, und nichts scheint zu geschehen. Was tun Sie?',
          options: ['Sofort melden', 'Abwarten', 'Die Mail löschen und nichts sagen'],
          right: 0,
          clause: 0,
        },
        {
          question: 'Ihr Rechner ist vielleicht befallen. Was tun Sie mit ihm?',
          options: ['Ausschalten', 'Anlassen und vom Netz nehmen', 'Mit einem Programm reinigen'],
          right: 1,
          clause: 2,
        },
      ],
    },
  },
  {
    key: 'passwords',
    name: 'Passwörter und zweiter Schritt',
    content: {
      summary:
        'Jede Anmeldung hat ihr eigenes langes Passwort, und es liegt im Passwort-Manager. Der zweite Schritt ist an, wo immer es geht. Niemand fragt Sie je nach einem davon.',
      clauses: [
        {
          heading: 'Lang und verschieden',
          text: 'Nehmen Sie mindestens 14 Zeichen. Drei oder vier Wörter hintereinander sind gut. Nehmen Sie nie dasselbe zweimal, weder hier noch daheim.',
        },
        {
          heading: 'Passwort-Manager',
          text: 'Bewahren Sie Passwörter im Manager auf, den Sie von uns haben. Nicht auf Papier am Tisch, nicht in einer Datei, nicht im Browser eines Rechners, den mehrere nutzen.',
        },
        {
          heading: 'Der zweite Schritt',
          text: 'Schalten Sie den zweiten Schritt ein: bei Mail, Bank, Shop und Fernzugang. Eine App oder ein Schlüssel ist besser als eine SMS. Lesen Sie niemandem einen Code vor. Tippen Sie nie auf „Ja“, wenn Sie nichts begonnen haben.',
        },
        {
          heading: 'Teilen',
          text: 'Ein Passwort gehört einer Person. Geben Sie es nicht weiter, auch nicht der Chefin oder der IT. Braucht ein Team eine Anmeldung, bitten Sie um einen gemeinsamen Eintrag im Manager.',
        },
        {
          heading: 'Wann Sie es ändern',
          text: 'Ändern Sie ein Passwort, wenn andere es kennen könnten, nicht nach dem Kalender. Melden Sie es zugleich.',
        },
      ],
      questions: [
        {
          question: 'Jemand vom „Support“ ruft an und will den Code auf Ihrem Telefon. Was tun Sie?',
          options: ['Vorlesen', 'Vorlesen, wenn er meinen Namen kennt', 'Auflegen und melden'],
          right: 2,
          clause: 2,
        },
        {
          question: 'Wann ändern Sie ein gutes Passwort?',
          options: ['Jeden Monat', 'Wenn andere es kennen könnten', 'Nie'],
          right: 1,
          clause: 4,
        },
      ],
    },
  },
  {
    key: 'payments',
    name: 'Zahlungen und neue Kontodaten',
    content: {
      summary:
        'Bevor Geld auf ein neues oder geändertes Konto geht, rufen wir den Empfänger an, unter einer Nummer, die wir schon hatten. Große Summen geben zwei frei. Eile und Heimlichkeit sind Zeichen von Betrug.',
      clauses: [
        {
          heading: 'Neue oder geänderte Kontodaten',
          text: 'Rufen Sie den Empfänger an, bevor Sie eine Kontonummer ändern. Nehmen Sie eine Nummer aus unserer Liste oder von einer alten Rechnung. Nie die Nummer aus der Mail, die um die Änderung bittet.',
        },
        {
          heading: 'Zwei Personen',
          text: 'Über der Grenze, die die Leitung gesetzt hat, geben zwei eine Zahlung frei. Wer sie eingibt, gibt sie nicht selbst frei.',
        },
        {
          heading: 'Anweisungen von oben',
          text: 'Kommt eine Zahlung per Mail, Chat oder Stimme, wird zurückgerufen. Auch wenn es eilt, geheim ist oder vom Chef kommt. Eine Stimme und ein Gesicht am Schirm lassen sich fälschen.',
        },
        {
          heading: 'Aufschreiben',
          text: 'Notieren Sie, wer wen wann unter welcher Nummer angerufen hat. Legen Sie die Notiz zur Rechnung.',
        },
        {
          heading: 'Wenn es schiefging',
          text: 'Rufen Sie sofort die Bank an, und lassen Sie die Zahlung zurückrufen. Melden Sie es dann. In den ersten Stunden lässt sich Geld oft noch aufhalten.',
        },
      ],
      questions: [
        {
          question: 'Ein Lieferant mailt eine neue Kontonummer. Welche Nummer rufen Sie an?',
          options: ['Die aus der Mail', 'Eine, die wir schon hatten', 'Keine, die Mail sieht gut aus'],
          right: 1,
          clause: 0,
        },
        {
          question: 'Der Chef schreibt: sofort zahlen, niemandem sagen. Was tun Sie?',
          options: ['Zahlen', 'Erst den Chef anrufen', 'Per Antwort nachfragen'],
          right: 1,
          clause: 2,
        },
      ],
    },
  },
  {
    key: 'acceptable_use',
    name: 'Wie wir Rechner und Daten nutzen',
    content: {
      summary:
        'Arbeitsgeräte sind für die Arbeit, ein wenig Privates ist in Ordnung. Daten von Kunden bleiben in unseren Systemen. Installieren Sie nichts, ohne zu fragen.',
      clauses: [
        {
          heading: 'Arbeit und Privates',
          text: 'Sie dürfen die Nachrichten lesen oder beim Arzt buchen. Halten Sie private Dateien und private Mail aus den Systemen der Firma heraus.',
        },
        {
          heading: 'Programme',
          text: 'Fragen Sie, bevor Sie ein Programm oder eine Erweiterung einspielen. Lassen Sie Updates laufen. Starten Sie neu, wenn Sie darum gebeten werden.',
        },
        {
          heading: 'Daten von Kunden und Leuten',
          text: 'Nehmen Sie nur die Daten, die Ihre Aufgabe braucht. Lassen Sie sie in unseren Systemen. Schicken Sie sie nicht an Ihre eigene Mail, legen Sie sie auf keinen Stick. Geben Sie sie in keinen Chat und kein KI-Werkzeug, das die Firma nicht erlaubt hat.',
        },
        {
          heading: 'Sperren und wegräumen',
          text: 'Sperren Sie den Schirm, wenn Sie weggehen. Räumen Sie am Abend Papier mit Namen weg. Was niemand mehr braucht, kommt in den Schredder.',
        },
        {
          heading: 'Außer Haus',
          text: 'Nutzen Sie den Zugang, den wir eingerichtet haben. Öffnen Sie Daten von Kunden nicht, wo andere mitlesen. Stecken Sie nie einen gefundenen Stick an.',
        },
      ],
      questions: [
        {
          question: 'Dürfen Sie eine Kundenliste in ein KI-Werkzeug geben, um sie zu sortieren?',
          options: ['Ja, wenn ich sie dann lösche', 'Nur in eines, das die Firma erlaubt hat', 'Ja, immer'],
          right: 1,
          clause: 2,
        },
        {
          question: 'Sie brauchen ein kleines Programm. Was tun Sie?',
          options: ['Erst fragen', 'Einspielen', 'Daheim einspielen'],
          right: 0,
          clause: 1,
        },
      ],
    },
  },
  {
    key: 'backups',
    name: 'Sicherungen',
    content: {
      summary:
        'Was wir nicht verlieren dürfen, wird jede Nacht kopiert. Eine Kopie liegt dort, wo kein Angreifer hinkommt. Zweimal im Jahr holen wir etwas zurück und sehen, ob es geht.',
      clauses: [
        {
          heading: 'Was kopiert wird',
          text: 'Kopiert wird, was in den gemeinsamen Ordnern und in unserer Cloud liegt. Was auf Ihrem Desktop oder Stick liegt, nicht. Legen Sie Ihre Arbeit dorthin, wo kopiert wird.',
        },
        {
          heading: 'Wo',
          text: 'Es gibt mindestens zwei Kopien. Eine ist nicht in unserem Netz: eine Platte im Safe oder ein Speicher, den niemand ändern kann.',
        },
        {
          heading: 'Wer nachsieht',
          text: 'Eine benannte Person sieht jede Woche nach, ob kopiert wurde. Eine zweite vertritt sie. Geht es zweimal schief, hört es die Leitung am selben Tag.',
        },
        {
          heading: 'Zurückholen',
          text: 'Zweimal im Jahr holen wir einen Ordner und ein ganzes System zurück und arbeiten damit. Wir schreiben auf, wie lange es dauerte. Eine Kopie, die nie versucht wurde, zählt nicht.',
        },
        {
          heading: 'An einem schlimmen Tag',
          text: 'Stecken Sie die Sicherungsplatte nicht an, wenn ein Angreifer da sein kann. Fragen Sie erst die Leitung. Es kann die letzte gute Kopie sein.',
        },
      ],
      questions: [
        {
          question: 'Wo liegt Ihre Arbeit?',
          options: ['Auf meinem Desktop', 'In den gemeinsamen Ordnern oder unserer Cloud', 'Auf einem Stick'],
          right: 1,
          clause: 0,
        },
        {
          question: 'Ein Angreifer hat Dateien gesperrt. Dürfen Sie die Sicherungsplatte anstecken?',
          options: ['Ja, um den Rest zu retten', 'Nur wenn die Leitung es sagt', 'Ja, für eine Minute'],
          right: 1,
          clause: 4,
        },
      ],
    },
  },
  {
    key: 'leavers',
    name: 'Wenn jemand anfängt, wechselt oder geht',
    content: {
      summary:
        'Jeder hat nur den Zugang, den seine Arbeit braucht. Am letzten Tag endet alles, bei einer Trennung im Streit binnen einer Stunde. Eine Liste zeigt, wer was hat.',
      clauses: [
        {
          heading: 'Anfangen',
          text: 'Neue bekommen eine eigene Anmeldung, nie eine alte. In der ersten Woche lesen sie die Hausregeln und bekommen die Karte, auf der steht, wie man meldet.',
        },
        {
          heading: 'Wechseln',
          text: 'Ändert sich die Arbeit, ändert sich der Zugang. Was niemand mehr braucht, wird noch in der Woche genommen.',
        },
        {
          heading: 'Gehen',
          text: 'Schließen Sie am letzten Tag Mail, Cloud, Bank, Shop und Fernzugang. Nehmen Sie Schlüssel, Karten, Telefone und Rechner zurück. Ändern Sie jedes Passwort, das die Person mit anderen teilte.',
        },
        {
          heading: 'Sofort gehen',
          text: 'Wird jemand heimgeschickt, schließen Sie den Zugang, während er es erfährt. Nehmen Sie die Liste, damit nichts fehlt.',
        },
        {
          heading: 'Mail und Dateien',
          text: 'Die Leitung bestimmt, wer die Dateien bekommt und wer das Postfach liest, und wie lange. Private Mail wird nicht gelesen.',
        },
      ],
      questions: [
        {
          question: 'Wann wird der Zugang von jemandem geschlossen, der geht?',
          options: ['Binnen eines Monats', 'Am letzten Tag', 'Wenn man das Konto braucht'],
          right: 1,
          clause: 2,
        },
        {
          question: 'Eine neue Kollegin braucht heute Mail. Welche Anmeldung nimmt sie?',
          options: ['Ihre eigene', 'Die des Vorgängers', 'Die der Chefin'],
          right: 0,
          clause: 0,
        },
      ],
    },
  },
  {
    key: 'own_devices',
    name: 'Ihr eigenes Telefon oder Ihr Rechner',
    content: {
      summary:
        'Sie dürfen Ihr eigenes Telefon für die Arbeit nehmen, wenn es gesperrt, aktuell und uns bekannt ist. Geht es verloren, sagen Sie es sofort. Wir löschen nur den Teil der Firma.',
      clauses: [
        {
          heading: 'Was es braucht',
          text: 'Eine Sperre mit Code oder Finger. Updates, die von selbst laufen. Kein Gerät, für das es keine Updates mehr gibt.',
        },
        {
          heading: 'Arbeit getrennt von Privatem',
          text: 'Nehmen Sie die Apps, die wir eingerichtet haben. Kopieren Sie keine Dateien der Firma in private Apps. Lassen Sie niemanden aus der Familie an die Apps der Firma.',
        },
        {
          heading: 'Verloren oder gestohlen',
          text: 'Melden Sie es binnen einer Stunde, auch in der Nacht. Wir sperren Ihre Anmeldungen und löschen den Teil der Firma. Fotos und private Mail bleiben, wie sie sind.',
        },
        {
          heading: 'Was wir sehen',
          text: 'Wir sehen, dass das Gerät gesperrt und aktuell ist. Wir sehen weder Fotos noch Nachrichten noch, wo Sie sind.',
        },
        {
          heading: 'Wenn es endet',
          text: 'Gehen Sie oder haben Sie ein neues Telefon, wird der Teil der Firma gelöscht, bevor Sie das alte weggeben.',
        },
      ],
      questions: [
        {
          question: 'Ihr Telefon mit der Firmenmail wird am Samstag gestohlen. Wann melden Sie es?',
          options: ['Am Montag', 'Binnen einer Stunde', 'Wenn ich ein neues habe'],
          right: 1,
          clause: 2,
        },
        {
          question: 'Was sieht die Firma von Ihrem eigenen Telefon?',
          options: ['Meine Fotos', 'Wo ich bin', 'Dass es gesperrt und aktuell ist'],
          right: 2,
          clause: 3,
        },
      ],
    },
  },
  {
    key: 'suppliers',
    name: 'Lieferanten und Helfer von außen',
    content: {
      summary:
        'Wer von außen an unsere Systeme oder Daten kommt, steht auf unserer Liste und hat eine eigene Anmeldung, nur solange es nötig ist. Im Vertrag steht, wie schnell er einen Einbruch meldet.',
      clauses: [
        {
          heading: 'Auf der Liste',
          text: 'Jeder mit Zugang oder Daten hat einen Eintrag. Darin steht, was er tut, wer hier auf ihn achtet und wie man ihn in der Nacht erreicht.',
        },
        {
          heading: 'Zugang',
          text: 'Jeder hat eine eigene Anmeldung mit zweitem Schritt. Der Fernzugang wird für den Auftrag geöffnet und danach geschlossen. Jemand hier weiß, dass er da ist.',
        },
        {
          heading: 'Bevor wir unterschreiben',
          text: 'Wir fragen, wie er unsere Daten schützt, wie schnell er einen Einbruch meldet und wie wir am Ende unsere Daten zurückbekommen. Die Antworten kommen in den Vertrag.',
        },
        {
          heading: 'Jemand ruft an und sagt, er sei von der IT-Firma',
          text: 'Rufen Sie unter der Nummer auf unserer Liste zurück. Lassen Sie niemanden auf Ihren Schirm, nur weil er angerufen hat.',
        },
        {
          heading: 'Wenn bei ihm eingebrochen wurde',
          text: 'Melden Sie es wie einen Einbruch bei uns. Es kann die Tür zu uns sein, und Fristen können laufen.',
        },
      ],
      questions: [
        {
          question: 'Ein Anrufer sagt, er sei von unserer IT-Firma, und will auf Ihren Schirm. Was tun Sie?',
          options: ['Ihn lassen', 'Unter der Nummer auf unserer Liste zurückrufen', 'Nach dem Namen fragen, dann lassen'],
          right: 1,
          clause: 3,
        },
        {
          question: 'Ein Lieferant schreibt, er sei gehackt worden. Was tun Sie?',
          options: ['Die Mail ablegen', 'Es melden wie bei uns', 'Warten, bis er mehr weiß'],
          right: 1,
          clause: 4,
        },
      ],
    },
  },
]
