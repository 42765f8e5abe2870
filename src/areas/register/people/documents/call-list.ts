import type { MemberRole } from '../../../../base/permissions.ts'
import type { DocumentToSet } from '../../../../platform/documents/typeset.ts'
import { style } from '../../../../platform/documents/style.ts'

/** One person as the call list names them; an empty number means that none is known. */
export interface Reachable {
  readonly name: string
  readonly role: MemberRole
  readonly email: string
  readonly phone: string
  readonly nightPhone: string
}

export interface CallListData {
  readonly organisation: string
  readonly madeOn: string
  readonly isLarge: boolean
  readonly people: readonly (Omit<Reachable, 'role'> & { readonly role: string })[]
  /** Names of people whom nobody could call. */
  readonly withoutNumber: readonly string[]
}

/** What a role of the organisation means on the night it matters. */
export const roleWords = {
  owner: 'Owner: decides on money and people',
  lead: 'Leads an incident',
  responder: 'Works on an incident',
  staff: 'Staff: reports what is odd',
  auditor: 'Auditor: reads along',
  counsel: 'Legal advice',
  guest: 'Guest from elsewhere: works on one case',
} satisfies Record<MemberRole, string>

const callFirst: readonly MemberRole[] = [
  'lead',
  'owner',
  'responder',
  'counsel',
  'staff',
  'auditor',
  'guest',
]

/** Who to call first stands first; people without any number are named apart, so that the gap is seen. */
export function callListData(
  people: readonly Reachable[],
  organisation: { readonly name: string; readonly timeZone: string },
  now: Date,
): CallListData {
  const order = (person: Reachable) => callFirst.indexOf(person.role)
  const hasNumber = (person: Reachable) => person.phone !== '' || person.nightPhone !== ''
  const sorted = people.toSorted((a, b) => order(a) - order(b) || a.name.localeCompare(b.name, 'en'))
  const reachable = sorted.filter(hasNumber)
  return {
    organisation: organisation.name,
    madeOn: dayIn(organisation.timeZone, now),
    isLarge: reachable.length <= 12,
    people: reachable.map((person) => ({ ...person, role: roleWords[person.role] })),
    withoutNumber: sorted.filter((person) => !hasNumber(person)).map((person) => person.name),
  }
}

export function callListDocument(data: CallListData, madeAt: Date): DocumentToSet {
  return {
    template,
    data,
    title: `Call list of ${data.organisation}`,
    author: data.organisation,
    language: 'en',
    madeAt,
  }
}

function dayIn(timeZone: string, at: Date): string {
  return at.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone })
}

const template = String.raw`${style}
#set page(
  paper: "a4",
  margin: (top: 18mm, bottom: 22mm, x: 18mm),
  footer: {
    set text(9pt, fill: muted)
    line(length: 100%, stroke: hairline)
    v(-0.3em)
    grid(columns: (1fr, auto), column-gutter: 8pt, [Made on #data.madeOn. Throw the older copy away.], page-numbers)
  },
)
#let number-size = if data.isLarge { 17pt } else { 13pt }
#let number(digits) = if digits == "" { text(fill: muted)[none] } else { text(number-size, weight: "bold", whole(digits)) }

#label[If something is wrong, call. Day or night.]
#v(0.2em)
#show title: set text(22pt, weight: "bold")
#show title: set block(below: 0.5em)
#title()
#text(10pt)[Start at the top and go down until somebody answers. Use the telephone: mail and chat may be read by others.]
#v(0.6em)

#if data.people.len() == 0 {
  notice[*Nobody on this list has a telephone number yet.* Enter numbers under People, then print it again.]
} else {
  set text(11pt)
  table(columns: (1fr, 58mm, 58mm), inset: (left: 0pt, right: 8pt, top: 6pt, bottom: 8pt), align: left + horizon,
    table.header[Who][By day][At night],
    ..data.people.map(person => (
      [#text(13pt, strong(person.name)) #linebreak() #text(9pt, fill: muted, person.role)],
      number(person.phone),
      number(person.nightPhone),
    )).flatten())
}

#if data.withoutNumber.len() > 0 {
  block(above: 1.4em)[*No number known:* #data.withoutNumber.join(", ").]
}

#block(above: 1.8em, breakable: false, width: 100%, stroke: (top: 1pt + accent), inset: (top: 8pt))[
  #label[Also call, and write the number here]
  #v(0.4em)
  #grid(columns: (46mm, 1fr), row-gutter: 15pt,
    ..([Insurer, policy number], [IT provider], [Bank, to stop a payment], [Police]).map(who => (
      who, align(bottom, line(length: 100%, stroke: hairline)))).flatten())
  #v(0.4em)
  #small[More without a network: Muster as an app on a phone, and the offline copy on the stick in the emergency bag. Made under _Offline copy_.]
]
`
