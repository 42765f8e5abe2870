import type { DocumentToSet } from '../../../../platform/documents/typeset.ts'
import { style } from '../../../../platform/documents/style.ts'
import type { Mandate } from '../contract/mandates.ts'
import type { Decision, ShippedRole } from '../contract/words.ts'

interface ToPrint {
  readonly organisation: string
  readonly timeZone: string
  readonly mandate: Mandate
}

/** What is given, as the paper says it. */
export const decisionWords = {
  isolate: 'cut computers and accounts off the network',
  shut_down: 'shut systems down, also those that the business runs on',
  spend: 'spend money to end an incident',
  notify: 'tell authorities, customers and partners',
  pay: 'decide about a demand for ransom',
  go_public: 'speak to the public and the press',
  engage_help: 'engage help from outside',
  call_police: 'call the police and press charges',
} satisfies Record<Decision, string>

const roleWords = {
  lead: 'leads an incident',
  technical: 'leads the technical work',
  communications: 'leads communication',
  legal: 'gives legal advice',
  hr: 'looks after the staff',
  finance: 'looks after the money',
  scribe: 'writes down what happens',
} satisfies Record<ShippedRole, string>

export function mandateDocument({ organisation, timeZone, mandate }: ToPrint, madeAt: Date): DocumentToSet {
  const { title, holder, limits, terms, signatures, state } = mandate
  const day = (text: string) =>
    new Date(`${text}T12:00:00Z`).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
  const signed = (as: 'giver' | 'holder') => {
    const found = signatures.find((one) => one.as === as)
    if (found === undefined) return { name: '', when: '' }
    const at = new Date(found.at).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone })
    const how = found.method === 'paper' ? `on paper, as ${found.recordedBy} said on` : 'signed in Muster on'
    return { name: found.name, when: `${how} ${at} (${timeZone})` }
  }
  const role = Object.entries(roleWords).find(([key]) => key === mandate.role)?.[1] ?? ''
  const sum = mandate.amount === null ? '' : `${mandate.amount.toLocaleString('en-GB')} ${mandate.currency}`
  return {
    template,
    data: {
      ...{ organisation, title, holder, limits, terms, role, sum },
      powers: mandate.decisions.map((one) => decisionWords[one]),
      from: day(mandate.startsOn),
      to: day(mandate.endsOn),
      isOver: state === 'ended' || state === 'expired',
      giver: signed('giver'),
      taker: signed('holder'),
      madeOn: madeAt.toLocaleDateString('en-GB', { dateStyle: 'long', timeZone }),
    },
    title: `Mandate: ${title}`,
    author: organisation,
    language: 'en',
    madeAt,
  }
}

const template = String.raw`${style}
#set page(
  paper: "a4",
  margin: (top: 24mm, bottom: 22mm, x: 24mm),
  footer: {
    set text(9pt, fill: muted)
    grid(columns: (1fr, auto), [Printed on #data.madeOn.], page-numbers)
  },
)
#set text(11pt)
#label[Mandate of #data.organisation]
#v(0.2em)
#show title: set text(20pt, weight: "bold")
#title(data.title)
#if data.isOver { notice[*This mandate is over.* It gives no power any more.] }
#v(0.6em)
#data.organisation gives *#data.holder* the powers below#if data.role != "" [ as the one who #data.role].
They hold from *#data.from* to *#data.to*, both days counted.

#if data.powers.len() > 0 [
  = Powers
  Without asking first, #data.holder may:
  #list(..data.powers.map(one => [#one]))
]
#if data.sum != "" or data.limits != "" [
  = Limits
  #if data.sum != "" [Up to *#data.sum* for each incident. ]
  #data.limits
]
#if data.terms != "" [
  = Terms of reference
  #for line in data.terms.split("\n") [#line #linebreak()]
]
#let line-for(who, signature) = block(breakable: false, width: 100%, above: 2em)[
  #if signature.name != "" [#text(14pt, style: "italic", signature.name) #linebreak() #small(signature.when)] else [
    #v(12mm) #line(length: 100%, stroke: hairline) #small[Name, signature, place, date]
  ]
  #linebreak() #label(who)
]
#grid(columns: (1fr, 1fr), column-gutter: 14mm,
  line-for("For " + data.organisation, data.giver), line-for("Accepted by " + data.holder, data.taker))
`
