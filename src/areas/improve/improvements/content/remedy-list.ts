/** Remedies one by one: of technique, and of the work of people. */
import type { Remedy } from '../contract/lessons.ts'

type Both = Remedy['title']

const say = (en: string, de: string): Both => ({ en, de })
const made =
  (side: Remedy['side']) =>
  (key: string, kind: Remedy['kind'], strength: Remedy['strength'], title: Both, why: Both): Remedy => ({
    ...{ key, kind, strength, side, title, why },
  })
const technical = made('technical')
const human = made('human')

export const secondFactor = technical(
  'second_factor',
  'prevent',
  'engineer',
  say('A second factor for every account that is reached from outside', 'Ein zweiter Faktor für jedes Konto, das man von außen erreicht'),
  say('A stolen password alone opens nothing any more.', 'Ein gestohlenes Passwort allein öffnet dann nichts mehr.'),
)
export const passwordManager = technical(
  'password_manager',
  'prevent',
  'engineer',
  say('A password manager for everybody', 'Ein Passwort-Manager für alle'),
  say(
    'It makes a different password for each place, and fills none in on a forged page.',
    'Er macht für jede Stelle ein anderes Passwort und füllt auf gefälschten Seiten keines aus.',
  ),
)
export const passwordRule = human(
  'password_rule',
  'prevent',
  'procedure',
  say('A house rule on passwords: where they are kept, what is never told, what to do after a slip', 'Eine Hausregel zu Passwörtern: wo sie liegen, was man nie sagt, was nach einem Fehler zu tun ist'),
  say('People know what is right, and report a slip without fear.', 'Alle wissen, was richtig ist, und melden einen Fehler ohne Angst.'),
)
export const signInTraining = human(
  'sign_in_training',
  'prevent',
  'train',
  say('Practise together: a sign-in prompt that nobody asked for', 'Gemeinsam üben: eine Anmeldefrage, die niemand ausgelöst hat'),
  say('It helps beside technique, hardly ever alone.', 'Hilft neben Technik, allein fast nie.'),
)
export const mailFilter = technical(
  'mail_filter',
  'prevent',
  'automate',
  say('Stricter mail filter, and a mark on mail from outside', 'Strengerer Mail-Filter und ein Zeichen auf Mail von außen'),
  say('Most of it never reaches a person.', 'Das meiste erreicht gar niemanden.'),
)
export const reportButton = human(
  'report_button',
  'detect',
  'procedure',
  say('One way to report odd mail, with thanks within a minute', 'Ein Weg, seltsame Mail zu melden, mit Dank binnen einer Minute'),
  say('Many eyes notice within minutes; a reporting culture beats a training day.', 'Viele Augen merken es in Minuten; Melden wirkt besser als ein Schulungstag.'),
)
export const callBack = human(
  'call_back',
  'prevent',
  'procedure',
  say('Call back on a known number before money or account data change', 'Vor geänderten Kontodaten oder Zahlungen unter bekannter Nummer zurückrufen'),
  say('A voice and a mail can be forged, the number in our own list cannot.', 'Stimme und Mail lassen sich fälschen, die Nummer in der eigenen Liste nicht.'),
)
export const fourEyes = technical(
  'four_eyes',
  'prevent',
  'engineer',
  say('Two people release a payment, set in the bank itself', 'Zwei Personen geben eine Zahlung frei, bei der Bank so eingestellt'),
  say('No single person can be talked into it.', 'Niemand kann allein dazu überredet werden.'),
)
export const updates = technical(
  'updates',
  'prevent',
  'automate',
  say('Updates by themselves, and a list of what cannot', 'Aktualisierungen von selbst und eine Liste dessen, was das nicht kann'),
  say('Known holes close before somebody tries them.', 'Bekannte Lücken schließen sich, bevor sie jemand probiert.'),
)
export const updateOwner = human(
  'update_owner',
  'prevent',
  'procedure',
  say('Somebody looks each week at what is not up to date', 'Jede Woche sieht jemand nach, was nicht aktuell ist'),
  say('What has no owner stays old.', 'Was niemandem gehört, bleibt alt.'),
)
export const baseline = technical(
  'baseline',
  'prevent',
  'automate',
  say('A checked standard setting, compared by a tool each week', 'Eine geprüfte Standardeinstellung, die ein Werkzeug wöchentlich vergleicht'),
  say('A switch that was set wrongly is found by itself.', 'Ein falsch gesetzter Schalter fällt von selbst auf.'),
)
export const changeLook = human(
  'change_look',
  'prevent',
  'procedure',
  say('A second look before something is opened to the internet', 'Ein zweiter Blick, bevor etwas ins Internet gestellt wird'),
  say('Two people see what one overlooks.', 'Zwei sehen, was eine Person übersieht.'),
)
export const noAdmin = technical(
  'no_admin',
  'prevent',
  'eliminate',
  say('Daily work without administrator rights; only known programs run', 'Tägliche Arbeit ohne Administratorrechte; nur bekannte Programme laufen'),
  say('A bad file may be opened and still can do little.', 'Eine böse Datei wird geöffnet und kann doch wenig.'),
)
export const whereFrom = human(
  'where_from',
  'prevent',
  'procedure',
  say('One list of programs and where they come from; the rest is asked for', 'Eine Liste der Programme und ihrer Herkunft; der Rest wird angefragt'),
  say('Nobody has to search for an installer.', 'Niemand muss ein Installationsprogramm suchen.'),
)
export const diskEncryption = technical(
  'disk_encryption',
  'prevent',
  'engineer',
  say('Encrypted devices that can be locked from afar', 'Verschlüsselte Geräte, die sich aus der Ferne sperren lassen'),
  say('A lost device is then a cost, and no leak.', 'Ein verlorenes Gerät kostet dann Geld, aber keine Daten.'),
)
export const lossReport = human(
  'loss_report',
  'respond',
  'procedure',
  say('A number to call within the hour when something is lost', 'Eine Nummer, die man binnen einer Stunde anruft, wenn etwas weg ist'),
  say('Locking works only before somebody opens it.', 'Sperren wirkt nur, bevor jemand öffnet.'),
)
export const noUsb = technical(
  'no_usb',
  'prevent',
  'eliminate',
  say('Foreign storage does not open on our devices', 'Fremde Datenträger öffnen sich auf unseren Geräten nicht'),
  say('There is a better way to hand files over.', 'Es gibt bessere Wege, Dateien zu übergeben.'),
)
export const handOver = human(
  'hand_over',
  'prevent',
  'procedure',
  say('One agreed way to take files from outside', 'Ein vereinbarter Weg, Dateien von außen anzunehmen'),
  say('Who has a good way needs no bad one.', 'Wer einen guten Weg hat, braucht keinen schlechten.'),
)
export const closedDoor = technical(
  'closed_door',
  'prevent',
  'eliminate',
  say('Close remote access that is open to the internet; what is needed stands behind a second factor', 'Fernzugänge schließen, die im Internet stehen; was nötig ist, hinter einen zweiten Faktor'),
  say('What is not open is not tried.', 'Was nicht offen ist, wird nicht probiert.'),
)
export const accessList = human(
  'access_list',
  'prevent',
  'procedure',
  say('A list of who may come in from outside, looked at each quarter', 'Eine Liste, wer von außen hereindarf, jedes Quartal angesehen'),
  say('Old ways in are forgotten by us, not by others.', 'Alte Zugänge vergessen wir, andere nicht.'),
)
export const supplierLimit = technical(
  'supplier_limit',
  'prevent',
  'engineer',
  say('Suppliers reach only what they need, for the time they need it', 'Lieferanten erreichen nur, was sie brauchen, solange sie es brauchen'),
  say('Their bad day is then not ours.', 'Ihr schlechter Tag ist dann nicht unserer.'),
)
export const supplierContract = human(
  'supplier_contract',
  'detect',
  'procedure',
  say('A clause that they tell us within a day, and a person to call', 'Eine Klausel, dass sie uns binnen eines Tages verständigen, und wen man anruft'),
  say('We heard of it too late.', 'Wir haben es zu spät erfahren.'),
)
export const leastRights = technical(
  'least_rights',
  'prevent',
  'engineer',
  say('Rights by task, and a record of large exports', 'Rechte nach Aufgabe und ein Protokoll großer Exporte'),
  say('Nobody can take what they do not need.', 'Niemand kann mitnehmen, was er nicht braucht.'),
)
export const leaverList = human(
  'leaver_list',
  'prevent',
  'procedure',
  say('A list for the last day: accounts, keys, devices, with a signature', 'Eine Liste für den letzten Tag: Konten, Schlüssel, Geräte, mit Unterschrift'),
  say('Access ends with the work.', 'Der Zugang endet mit der Arbeit.'),
)
export const sendDelay = technical(
  'send_delay',
  'prevent',
  'automate',
  say('A minute before mail with attachments leaves, and a warning for new recipients', 'Eine Minute, bevor Mail mit Anhang hinausgeht, und eine Warnung bei neuen Empfängern'),
  say('Most slips are noticed in the moment after.', 'Die meisten Fehler fallen im Augenblick danach auf.'),
)
export const shareLink = human(
  'share_link',
  'prevent',
  'procedure',
  say('Lists of people are shared by a link that can be closed, not as a file', 'Listen mit Personen werden als Link geteilt, den man schließen kann, nicht als Datei'),
  say('A slip can be taken back.', 'Ein Fehler lässt sich zurücknehmen.'),
)
export const dosShield = technical(
  'dos_shield',
  'recover',
  'engineer',
  say('A shield of the host or the line, agreed on before it is needed', 'Ein Schutz beim Anbieter oder der Leitung, vereinbart, bevor man ihn braucht'),
  say('It is switched on in minutes.', 'Er ist in Minuten eingeschaltet.'),
)
export const secondWay = human(
  'second_way',
  'recover',
  'procedure',
  say('A second way to serve customers, tried once', 'Ein zweiter Weg, Kunden zu bedienen, einmal erprobt'),
  say('Work goes on while the page is down.', 'Die Arbeit geht weiter, während die Seite steht.'),
)
export const isolatedCopy = technical(
  'isolated_copy',
  'recover',
  'engineer',
  say('A backup that nobody can reach over the network, restored once as a trial', 'Eine Sicherung, die über das Netz niemand erreicht, einmal zur Probe zurückgespielt'),
  say('What cannot be reached cannot be locked.', 'Was niemand erreicht, kann niemand verschlüsseln.'),
)
export const restoreDay = human(
  'restore_day',
  'recover',
  'procedure',
  say('A day each half year on which somebody restores and uses it', 'Ein Tag je Halbjahr, an dem jemand zurückspielt und damit arbeitet'),
  say('Only a restore shows that a backup works.', 'Nur ein Zurückspielen zeigt, dass eine Sicherung taugt.'),
)
export const alarmTool = technical(
  'alarm_tool',
  'detect',
  'automate',
  say('An alarm that reaches a person, for the first sign of this case', 'Ein Alarm, der jemanden erreicht, für das erste Zeichen dieses Falls'),
  say('The sign was there before anybody looked.', 'Das Zeichen war da, bevor jemand hinsah.'),
)
export const morningLook = human(
  'morning_look',
  'detect',
  'procedure',
  say('Somebody looks each morning, by turns, and a deputy does when they are away', 'Jeden Morgen sieht jemand nach, reihum, und eine Vertretung, wenn die Person fehlt'),
  say('An alarm that nobody reads is none.', 'Ein Alarm, den niemand liest, ist keiner.'),
)
export const oneOwner = human(
  'one_owner',
  'respond',
  'procedure',
  say('Write down who decides this, and who stands in', 'Aufschreiben, wer das entscheidet und wer vertritt'),
  say('Nobody knew whose it was.', 'Niemand wusste, wessen Sache es war.'),
)
export const planCard = technical(
  'plan_card',
  'respond',
  'engineer',
  say('The steps in the playbook, with a check that holds the wrong one back', 'Die Schritte im Ablauf, mit einer Prüfung, die den falschen aufhält'),
  say('The right order does not hang on memory.', 'Die richtige Reihenfolge hängt nicht am Gedächtnis.'),
)
export const drill = human(
  'drill',
  'respond',
  'train',
  say('Rehearse this kind of case once within three months', 'Diese Art Fall binnen drei Monaten einmal proben'),
  say('Who did it once does it in half the time.', 'Wer es einmal gemacht hat, braucht die halbe Zeit.'),
)
export const replaceOld = technical(
  'replace_old',
  'prevent',
  'eliminate',
  say('Replace the old system, or cut it off from the rest', 'Das alte System ersetzen oder vom Rest trennen'),
  say('It will not be mended any more.', 'Es wird nicht mehr repariert.'),
)
export const lockRoom = technical(
  'lock_room',
  'prevent',
  'engineer',
  say('A lock that shows who went in', 'Ein Schloss, das zeigt, wer hineinging'),
  say('Then a door that stands open is noticed.', 'Dann fällt eine offene Tür auf.'),
)

