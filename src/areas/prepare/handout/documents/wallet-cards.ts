import type { DocumentToSet } from '../../../../platform/documents/typeset.ts'
import { style } from '../../../../platform/documents/style.ts'
import type { FirstHourContacts } from '../../../register/insurance/public.ts'
import type { Person } from '../../../register/people/public/people.ts'
import type { HandoutLanguage } from '../contract.ts'
import { cardCodeOf } from '../rules/check-code.ts'

export interface WalletCard {
  readonly organisation: string
  readonly madeOn: string
  readonly words: CardWords
  /** Whom to call, first things first. */
  readonly calls: readonly { readonly who: string; readonly number: string }[]
  /** Where something odd is reported, once somebody can type. */
  readonly address: string
  /** By which an old card is told: the same numbers give the same code, in either language. */
  readonly code: string
  /** Code of the key that signs offline copies here. */
  readonly keyCode: string
}

interface CardWords {
  readonly title: string
  readonly call: string
  readonly nobody: string
  readonly not: string
  readonly nots: readonly string[]
  readonly report: string
  readonly made: string
  readonly code: string
  readonly key: string
  readonly cut: string
  readonly insurer: string
}

const words: Readonly<Record<HandoutLanguage, CardWords>> = {
  en: {
    title: 'Computer acting strange?',
    call: 'Call now, top to bottom',
    nobody: 'No number is known. Write one here:',
    not: 'Until somebody answers',
    nots: [
      'Do not switch it off. Pull the network cable, or turn off Wi-Fi.',
      'Delete nothing and answer nobody who threatens.',
      'No mail, no chat: call.',
    ],
    report: 'Then report it',
    made: 'Made',
    code: 'Check code of this card',
    key: 'Key of our offline copy',
    cut: 'Print at 100 %, cut along the marks, fold once. Write the emergency numbers of your bank beside it.',
    insurer: 'Insurer',
  },
  de: {
    title: 'Computer verhält sich seltsam?',
    call: 'Jetzt anrufen, von oben nach unten',
    nobody: 'Keine Nummer ist bekannt. Hier eine eintragen:',
    not: 'Bis jemand abhebt',
    nots: [
      'Nicht ausschalten. Netzkabel ziehen oder WLAN ausschalten.',
      'Nichts löschen und niemandem antworten, der droht.',
      'Keine Mail, kein Chat: anrufen.',
    ],
    report: 'Melden',
    made: 'Stand',
    code: 'Prüfcode dieser Karte',
    key: 'Schlüssel unserer Offline-Kopie',
    cut: 'Mit 100 % drucken, an den Marken schneiden, einmal falten. Die Notfallnummer Ihrer Bank dazuschreiben.',
    insurer: 'Versicherer',
  },
}

/** So many numbers fit on a card and can be read without glasses. */
const mostCalls = 4
const longestName = 24

/** The numbers of those who lead and decide, then the insurer's; the number that works at night comes first. */
export function walletCard(
  people: readonly Person[],
  { policies }: FirstHourContacts,
  about: {
    readonly organisation: string
    readonly madeOn: string
    readonly address: string
    readonly keyCode: string
    readonly language: HandoutLanguage
  },
): WalletCard {
  const order = ['lead', 'owner', 'responder']
  const inHouse = people
    .filter(({ role, phone, nightPhone }) => order.includes(role) && phone + nightPhone !== '')
    .toSorted((a, b) => order.indexOf(a.role) - order.indexOf(b.role) || a.name.localeCompare(b.name, 'en'))
    .map(({ name, phone, nightPhone }) => ({
      who: name,
      number: nightPhone === '' ? phone : nightPhone,
      as: '',
    }))
  const own = words[about.language]
  const insurers = policies
    .filter(({ hotline }) => hotline !== '')
    .slice(0, 1)
    .map(({ insurer, hotline, number }) => ({
      who: `${insurer}${number === '' ? '' : `, ${number}`}`,
      number: hotline,
      as: `${own.insurer} `,
    }))
  const { organisation, madeOn, address, keyCode } = about
  const known = [...inHouse.slice(0, mostCalls - insurers.length), ...insurers]
  const calls = known.map(({ who, number, as }) => ({ who: shortened(as + who), number }))
  const code = cardCodeOf({ calls: known, address })
  return { organisation, madeOn, address, words: own, calls, code, keyCode }
}

export function walletCardsDocument(
  card: WalletCard,
  { language, madeAt }: { readonly language: HandoutLanguage; readonly madeAt: Date },
): DocumentToSet {
  return {
    template,
    data: card,
    title: `${card.organisation}: ${card.words.title}`,
    author: card.organisation,
    language,
    madeAt,
  }
}

/** A name that a line of the card holds beside the number. */
function shortened(name: string): string {
  const letters = [...name]
  return letters.length <= longestName
    ? name
    : `${letters
        .slice(0, longestName - 1)
        .join('')
        .trimEnd()}…`
}

// 85.6 × 54 mm is the card of ISO/IEC 7810 ID-1, the size of every wallet's pocket; two sides lie side by side to fold.
const template = String.raw`${style}
#set page(paper: "a4", margin: (x: 19.4mm, top: 18mm, bottom: 15mm))
#let wide = 85.6mm
#let high = 54mm
#let mark = 0.4pt + rgb("#556070")
#let side(body) = box(width: wide, height: high, inset: (x: 4.5mm, y: 4mm), clip: true, align(top + left, body))
#let front = side[
  #text(12pt, weight: "bold", fill: warning, data.words.title)
  #v(0.5mm)
  #label(data.words.call)
  #v(-0.5mm)
  #if data.calls.len() == 0 {
    text(8pt, data.words.nobody)
    v(6mm)
    line(length: 100%, stroke: hairline)
  } else {
    set text(9pt)
    grid(columns: (1fr, auto), column-gutter: 2mm, row-gutter: 3mm, align: horizon,
      ..data.calls.map(one => (text(8.5pt, one.who), text(11pt, weight: "bold", whole(one.number)))).flatten())
  }
  #v(1fr)
  #set text(7pt)
  #data.words.code #whole(data.code)
  #linebreak()
  #data.words.key #whole(data.keyCode)
]
#let back = side[
  #label(data.words.not)
  #v(-0.5mm)
  #set text(8.5pt)
  #enum(spacing: 1.5mm, ..data.words.nots)
  #v(1fr)
  #text(8pt)[*#data.words.report:* #data.address]
  #linebreak()
  #small[#data.organisation · #data.words.made #data.madeOn]
]
#let card = block(width: 2 * wide, height: high, above: 0mm, below: 6mm, breakable: false, {
  place(front)
  place(dx: wide, back)
  place(dx: wide, line(length: high, angle: 90deg, stroke: (paint: rgb("#556070"), thickness: 0.3pt, dash: "dotted")))
  for x in (0mm, 2 * wide) { for y in (0mm, high) {
    place(dx: x + (if x == 0mm { -4mm } else { 1mm }), dy: y, line(length: 3mm, stroke: mark))
    place(dx: x, dy: y + (if y == 0mm { -4mm } else { 1mm }), line(length: 3mm, angle: 90deg, stroke: mark))
  } }
})
#show title: set text(12pt, weight: "bold")
#show title: set block(below: 0.5em)
#title()
#small(data.words.cut)
#v(9mm)
#for _ in range(4) { card }
`
