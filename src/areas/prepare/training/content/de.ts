import type { StarterCourse } from './starter.ts'

/** Neun kurze Schulungen eines kleinen Betriebs auf Deutsch. */
export const starters: readonly StarterCourse[] = [
  {
    key: 'reporting',
    title: 'Melden in einer Minute',
    content: {
      summary: 'Sie wissen, wo der rote Knopf ist, was Sie melden und dass Ihnen niemand Schuld gibt.',
      lessons: [
        {
          heading: 'Was Sie melden',
          text: 'Melden Sie, was sich falsch anfühlt. Eine seltsame Mail oder ein Anruf. Ein Fenster, das Ihr Passwort will. Ein verlorenes Telefon. Eine Datei bei der falschen Person. Sie müssen nicht sicher sein.',
        },
        {
          heading: 'Wie Sie es tun',
          text: 'Drücken Sie in Muster den roten Knopf und schreiben Sie einen Satz. Geht Muster nicht, oder liest jemand die Mail mit? Dann rufen Sie die Person auf Ihrer Karte an. Jetzt, nicht nach dem Essen.',
        },
        {
          heading: 'Wenn Sie geklickt haben',
          text: 'Das kann uns allen passieren. Sagen Sie es sofort. Sie bekommen Hilfe und keinen Ärger. Die ersten zehn Minuten zählen am meisten.',
        },
      ],
      questions: [
        {
          question: 'Sie haben auf einen Link geklickt, und nichts scheint zu geschehen. Was tun Sie?',
          options: ['Sofort melden', 'Abwarten', 'Die Mail löschen und nichts sagen'],
          right: 0,
          lesson: 2,
        },
        {
          question: 'Sie glauben, dass jemand unsere Mail liest. Wie melden Sie das?',
          options: ['Per Mail an die Leitung', 'Mit dem roten Knopf oder am Telefon', 'Beim nächsten Treffen'],
          right: 1,
          lesson: 1,
        },
      ],
    },
  },
  {
    key: 'mail',
    title: 'Seltsame Mail, seltsamer Anruf',
    content: {
      summary: 'Sie kennen drei Zeichen, die böse Mails gemeinsam haben, und wissen, was Sie damit tun.',
      lessons: [
        {
          heading: 'Drei Zeichen',
          text: 'Sie drängt zur Eile. Sie will, dass Sie schweigen. Sie will ein Passwort, Geld oder eine Datei. Eines davon reicht: Halten Sie an und sehen Sie hin.',
        },
        {
          heading: 'Der Schein beweist nichts',
          text: 'Namen, Logos und Stimmen kann man fälschen. Gutes Deutsch beweist heute nichts mehr. Fragen Sie auf einem Weg, den Sie kennen: Rufen Sie die Nummer an, die Sie schon hatten, nicht die in der Mail.',
        },
        {
          heading: 'Was Sie damit tun',
          text: 'Nicht klicken, nicht antworten, nicht an Freunde senden. Melden Sie sie mit dem roten Knopf, damit alle gewarnt sind. Dann lassen Sie sie, wo sie ist.',
        },
      ],
      questions: [
        {
          question: 'Die Chefin schreibt: „Kauf jetzt Gutscheine, sag es niemandem.“ Was tun Sie?',
          options: ['Kaufen, es ist die Chefin', 'Die bekannte Nummer anrufen und es melden', 'Antworten und fragen, warum'],
          right: 1,
          lesson: 1,
        },
        {
          question: 'Sie haben eine böse Mail gefunden. Wohin damit?',
          options: ['In den Papierkorb', 'An einen Freund, der sich auskennt', 'Melden und lassen, wo sie ist'],
          right: 2,
          lesson: 2,
        },
      ],
    },
  },
  {
    key: 'payments',
    title: 'Neues Konto: erst zurückrufen',
    content: {
      summary: 'Sie zahlen nie auf ein neues Konto, bevor Sie eine Nummer angerufen haben, die Sie schon kannten.',
      lessons: [
        {
          heading: 'Wie es schiefgeht',
          text: 'Eine Mail vom Lieferanten sagt: Wir haben ein neues Konto. Sie wirkt echt, denn sie kommt aus seinem Postfach. Darin sitzt aber ein anderer. Nach Stunden ist das Geld weg.',
        },
        {
          heading: 'Die Regel',
          text: 'Ein neues Konto gilt erst nach einem Anruf. Sie rufen an, und zwar eine Nummer von einer alten Rechnung oder aus unserer Liste. Eine zweite Person sieht hin, bevor gezahlt wird. Das gilt auch für die Chefin.',
        },
        {
          heading: 'Wenn schon gezahlt ist',
          text: 'Rufen Sie sofort die Bank an, damit sie das Geld zurückholt. Dann drücken Sie den roten Knopf. Jede Stunde zählt, und niemand gibt Ihnen Schuld.',
        },
      ],
      questions: [
        {
          question: 'In der Mail mit dem neuen Konto steht eine Nummer. Welche rufen Sie an?',
          options: ['Die aus der Mail', 'Eine, die wir schon kannten', 'Keine, eine Antwort per Mail reicht'],
          right: 1,
          lesson: 1,
        },
        {
          question: 'Vor einer Stunde ging Geld auf das falsche Konto. Was kommt zuerst?',
          options: ['Die Bank anrufen', 'Dem Lieferanten schreiben', 'Bis morgen warten'],
          right: 0,
          lesson: 2,
        },
      ],
    },
  },
  {
    key: 'devices',
    title: 'Telefon weg, Laptop weg',
    content: {
      summary: 'Sie melden ein verlorenes Gerät sofort, auch nachts, und wissen, warum das hilft.',
      lessons: [
        {
          heading: 'Sofort sagen',
          text: 'Ein verlorenes Telefon ist ein Schlüssel zu unserem Haus. Melden Sie es jetzt, auch am Sonntag. Wir können es von hier sperren, solange es an ist. Morgen kann es zu spät sein.',
        },
        {
          heading: 'Was wir wissen müssen',
          text: 'Welches Gerät es ist. Wo Sie es zuletzt hatten. Ob es gesperrt war. Was man damit öffnen kann: Mail, Dateien, den Shop. Raten Sie, wenn Sie müssen.',
        },
        {
          heading: 'Damit es weniger schadet',
          text: 'Sperren Sie den Schirm, wenn Sie aufstehen. Der Code hat sechs Ziffern oder mehr. Nichts liegt nur auf dem Gerät. Es bleibt nie im Auto.',
        },
      ],
      questions: [
        {
          question: 'Es ist Samstagnacht, und Ihr Diensttelefon ist weg. Was tun Sie?',
          options: ['Sofort melden', 'Bis Montag suchen', 'Erst ein neues kaufen'],
          right: 0,
          lesson: 0,
        },
        {
          question: 'Sie wissen nicht, ob es gesperrt war. Was sagen Sie?',
          options: ['Nichts, bis ich es weiß', 'Dass ich es nicht weiß', 'Dass es gesperrt war'],
          right: 1,
          lesson: 1,
        },
      ],
    },
  },
  {
    key: 'passwords',
    title: 'Passwort und zweiter Schritt',
    content: {
      summary: 'Sie haben für jeden Zugang ein langes Passwort, einen Ort, der sie hält, und einen zweiten Schritt.',
      lessons: [
        {
          heading: 'Lang, und nur einmal',
          text: 'Drei oder vier Wörter in einer Reihe sind ein gutes Passwort. Nehmen Sie jedes nur für einen Zugang. Der Manager, den Sie von uns haben, merkt sie sich. Sie lernen nur eines.',
        },
        {
          heading: 'Der zweite Schritt',
          text: 'Ein Passwort kann man stehlen, ohne dass Sie es sehen. Der zweite Schritt hält den Dieb auf. Machen Sie ihn an für Mail, Bank und Shop. Eine App oder ein Stick ist besser als eine SMS.',
        },
        {
          heading: 'Eine Frage, die Sie nicht gestellt haben',
          text: 'Ihr Telefon will ein Ja, aber Sie melden sich gerade nicht an. Sagen Sie nein. Jemand hat Ihr Passwort. Melden Sie es jetzt. Lesen Sie nie einen Code vor, auch nicht der Hotline.',
        },
      ],
      questions: [
        {
          question: 'Ihr Telefon will beim Frühstück ein Ja. Sie melden sich gerade nicht an. Was tun Sie?',
          options: ['Ja tippen, damit es aufhört', 'Nein tippen und es melden', 'Das Telefon ausschalten'],
          right: 1,
          lesson: 2,
        },
        {
          question: 'Der „Support“ ruft an und braucht den Code auf Ihrem Telefon. Was tun Sie?',
          options: ['Vorlesen', 'Vorlesen, wenn er meinen Namen kennt', 'Auflegen und es melden'],
          right: 2,
          lesson: 2,
        },
      ],
    },
  },
  {
    key: 'data',
    title: 'Daten anderer richtig senden',
    content: {
      summary: 'Sie sehen zweimal hin, bevor Sie Listen senden, und wissen, was Sie tun, wenn eine falsch ging.',
      lessons: [
        {
          heading: 'Zweimal hinsehen',
          text: 'Lesen Sie die Adresse, bevor Sie auf Senden drücken. Viele Leute gehören in die blinde Kopie. Öffnen Sie die Datei noch einmal: Gibt es Blätter oder Namen, die keiner wollte?',
        },
        {
          heading: 'Der richtige Ort',
          text: 'Was der Firma gehört, liegt auf dem Laufwerk der Firma. Nicht im privaten Postfach, nicht auf einem Stick, nicht bei einem Dienst aus dem Netz. Teilen Sie mit einem Link, der endet.',
        },
        {
          heading: 'Es ging an die falsche Person',
          text: 'Melden Sie es sofort. Verbergen Sie nichts, und schreiben Sie nicht zehn weitere Mails. Wir bitten darum, dass man es löscht. Das Gesetz gibt uns oft drei Tage, also zählt jede Stunde.',
        },
      ],
      questions: [
        {
          question: 'Die Liste der Kunden ging an die falsche Firma. Was kommt zuerst?',
          options: ['Melden', 'Hoffen, dass keiner sie liest', 'Zurückbitten und schweigen'],
          right: 0,
          lesson: 2,
        },
      ],
    },
  },
  {
    key: 'first_hour',
    title: 'Für die Leitung: die erste Stunde',
    content: {
      summary: 'Sie kennen Ihre ersten fünf Schritte, was nur Sie sagen können, und was man nicht tun darf.',
      lessons: [
        {
          heading: 'Ihre ersten fünf Schritte',
          text: 'Rufen Sie den Fall in Muster aus: ein Druck, und die Uhr läuft. Sagen Sie, wer führt: Sie oder wer Sie vertritt. Sagen Sie, wer schreibt. Fragen Sie, was wir wissen und was wir raten. Sagen Sie, wann Sie sich wieder treffen.',
        },
        {
          heading: 'Was nur Sie sagen können',
          text: 'Einen Shop, eine Leitung oder einen Partner trennen. Geld ausgeben. Die Kunden warnen. Wählen Sie mit dem, was Sie jetzt wissen, und lassen Sie den Grund notieren. Zu spät ist auch eine Wahl.',
        },
        {
          heading: 'Was man nicht tun darf',
          text: 'Nichts löschen und nichts neu starten, bevor es gesichert ist. Nichts in der Mail schreiben, die vielleicht jemand liest. Nicht zahlen und nicht mit dem Dieb reden, bevor Sie die Versicherung angerufen haben.',
        },
        {
          heading: 'Anrufe, die nicht warten',
          text: 'Die Versicherung, denn der Vertrag kann es wollen. Die Bank, wenn Geld weg ist. Der Anwalt, wenn Daten von Menschen weg sind: Manche Gesetze geben einen Tag, manche drei. Die Nummern stehen im Plan.',
        },
      ],
      questions: [
        {
          question: 'Die Technik will den Server gleich löschen, damit es schnell geht. Was sagen Sie?',
          options: ['Nur zu', 'Erst sichern, dann reden wir', 'Fragen Sie mich morgen'],
          right: 1,
          lesson: 2,
        },
        {
          question: 'Sie wissen erst die Hälfte, und der Shop kann andere anstecken. Was tun Sie?',
          options: ['Warten, bis alles klar ist', 'Jetzt wählen und den Grund notieren', 'Die Technik wählen lassen'],
          right: 1,
          lesson: 1,
        },
      ],
    },
  },
  {
    key: 'evidence',
    title: 'Für die Technik: erst sichern, dann löschen',
    content: {
      summary: 'Sie sichern, was zeigt, wie es war, bevor Sie putzen, und notieren, wer es in der Hand hatte.',
      lessons: [
        {
          heading: 'Vom Netz, nicht aus',
          text: 'Ziehen Sie das Kabel, oder trennen Sie das Gerät im Werkzeug. Lassen Sie es an. Was im Speicher läuft, ist ohne Strom weg, und der Schlüssel kann darin sein.',
        },
        {
          heading: 'Erst sichern',
          text: 'Erst den Speicher, dann die Platte, dann die Logs der Werkzeuge und der Cloud. Manche Logs leben nur sieben Tage, also holen Sie sie heute. Legen Sie jedes Stück in den Fall: Muster versiegelt es mit seinem Hash.',
        },
        {
          heading: 'Wer es hatte',
          text: 'Notieren Sie, wer es nahm, wann, wo und womit. Jede Hand, durch die es geht, wird notiert. Sie arbeiten mit einer Kopie, nie mit dem Stück selbst.',
        },
        {
          heading: 'Dann erst putzen',
          text: 'Muster fragt vor einem Schritt, der löscht: Ist es gesichert, oder hat jemand unterschrieben, dass man es nicht braucht? Setzen Sie das Gerät neu auf, und zwar von sauberen Medien. Was sich selbst geputzt hat, dem trauen Sie nicht.',
        },
      ],
      questions: [
        {
          question: 'Auf dem Laptop steht, dass jemand Geld will. Was kommt zuerst?',
          options: ['Ausschalten', 'Vom Netz nehmen und anlassen', 'Ein Programm putzen lassen'],
          right: 1,
          lesson: 0,
        },
        {
          question: 'Was davon ist zuerst weg?',
          options: ['Die Platte', 'Was im Speicher ist', 'Die Sicherung'],
          right: 1,
          lesson: 1,
        },
      ],
    },
  },
  {
    key: 'notes',
    title: 'Für das Protokoll: was man notiert',
    content: {
      summary: 'Sie schreiben, was geschah, wann, und wer es sagt, in Worten, die auch in einem Jahr noch stimmen.',
      lessons: [
        {
          heading: 'Vier Dinge in jeder Zeile',
          text: 'Die Zeit. Wer es tat oder sagte. Was es war. Wie sicher wir sind. Die Zeit hält Muster für Sie fest: Schreiben Sie gleich mit, nicht erst am Abend.',
        },
        {
          heading: 'Gesehen oder geraten',
          text: 'Schreiben Sie „gesehen“, wenn jemand es sah, und „Vermutung“, wenn jemand es glaubt. Keine Schuld, keine Witze. Ein Gericht kann es lesen, und auch die Person, um die es geht.',
        },
        {
          heading: 'Was man beschloss',
          text: 'Schreiben Sie zu jedem Beschluss, wer ihn traf, was sonst noch ging, und warum so. Diese Zeile hilft in einem Jahr am meisten. Fragen Sie nach dem Grund, wenn ihn keiner sagt.',
        },
        {
          heading: 'Eine falsche Zeile',
          text: 'Eine falsche Zeile bleibt. Schreiben Sie eine neue, die es richtig sagt. Ein Protokoll mit Lücken ist weniger wert als eines mit einem Fehler.',
        },
      ],
      questions: [
        {
          question: 'Sie haben die falsche Zeit notiert. Was tun Sie?',
          options: ['Die Zeile löschen', 'Eine neue Zeile schreiben, die es richtig sagt', 'Lassen, das liest keiner'],
          right: 1,
          lesson: 3,
        },
        {
          question: 'Jemand sagt: „Das war doch Tom.“ Was schreiben Sie?',
          options: ['„Es war Tom.“', 'Was jemand sah, und dass der Rest geraten ist', 'Den Witz dazu'],
          right: 1,
          lesson: 1,
        },
      ],
    },
  },
]
