import type { DocumentToSet } from '../../../../platform/documents/typeset.ts'
import { style } from '../../../../platform/documents/style.ts'
import type { CallNode } from '../contract/call-tree.ts'
import type { Way } from '../contract/words.ts'

export interface CallTreeData {
  readonly organisation: string
  readonly madeOn: string
  /** One card for each who calls somebody; the first is for whoever begins. */
  readonly cards: readonly {
    readonly caller: string
    readonly calls: readonly {
      readonly name: string
      readonly more: string
      readonly numbers: readonly { readonly what: string; readonly number: string }[]
    }[]
  }[]
}

const wayWords = {
  phone: 'Phone',
  mobile: 'Mobile',
  work_mail: 'Mail at work',
  private_mail: 'Private mail',
  messenger: 'Messenger',
  address: 'Address',
} satisfies Record<Way['kind'], string>

/** What a card needs when our own systems are down comes first; a mailbox that is down with them stands last. */
export function callTreeData(
  tree: {
    readonly organisation: string
    readonly timeZone: string
    readonly people: readonly CallNode[]
  },
  now: Date,
): CallTreeData {
  const { organisation, timeZone, people } = tree
  const callers = [null, ...people.map(({ contactId }) => contactId)]
  const cards = callers.flatMap((caller) => {
    const calls = people.filter(({ calledBy }) => calledBy === caller)
    if (calls.length === 0) return []
    const name = people.find(({ contactId }) => contactId === caller)?.name
    return [{ caller: name ?? 'Whoever notices it first', calls: calls.map(callOf) }]
  })
  const madeOn = now.toLocaleDateString('en-GB', {
    ...{ day: 'numeric', month: 'long', year: 'numeric', timeZone },
  } as const)
  return { organisation, madeOn, cards }
}

export function callTreeDocument(tree: Parameters<typeof callTreeData>[0], madeAt: Date): DocumentToSet {
  const data = callTreeData(tree, madeAt)
  return {
    template,
    data,
    title: `Call tree of ${data.organisation}`,
    author: data.organisation,
    language: 'en',
    madeAt,
  }
}

function callOf({ name, organisation, ways, deputyName, isAway, isUnreachable }: CallNode) {
  const more = [
    organisation,
    isAway ? 'on leave today' : '',
    deputyName === '' ? '' : `if there is no answer: ${deputyName}`,
    isUnreachable ? 'no way that works when our systems are down' : '',
  ]
  const order = (way: Way) => (way.whenDown ? 0 : 2) + (way.atNight ? 0 : 1)
  return {
    name,
    more: more.filter(Boolean).join(' · '),
    numbers: ways
      .toSorted((a, b) => order(a) - order(b))
      .map((way) => ({
        what: `${wayWords[way.kind]}${way.atNight ? ', at night too' : ''}`,
        number: way.value,
      })),
  }
}

const template = String.raw`${style}
#set page(
  paper: "a4",
  margin: (top: 18mm, bottom: 20mm, x: 18mm),
  footer: {
    set text(9pt, fill: muted)
    line(length: 100%, stroke: hairline)
    v(-0.3em)
    grid(columns: (1fr, auto), column-gutter: 8pt, [Made on #data.madeOn. Throw the older copy away.], page-numbers)
  },
)
#label[When mail, sign-in and server are down]
#v(0.2em)
#show title: set text(22pt, weight: "bold")
#show title: set block(below: 0.5em)
#title()
#text(10pt)[Find your name. Call everybody on your card, then tell whoever called you whom you reached. Nobody answers? Call those on their card yourself.]
#v(0.4em)

#if data.cards.len() == 0 {
  notice[*Nobody stands in the call tree yet.* Say who calls whom under Call tree, then print it again.]
}
#for card in data.cards {
  block(breakable: true, width: 100%, above: 1.3em, stroke: (top: 1.2pt + accent), inset: (top: 7pt))[
    #heading(level: 2, [#card.caller calls])
    #for call in card.calls {
      block(breakable: false, width: 100%, inset: (y: 5pt), stroke: (bottom: hairline), grid(
        columns: (62mm, 1fr), column-gutter: 8pt,
        [#text(13pt, strong(call.name)) #if call.more != "" [#linebreak() #text(9pt, fill: muted, call.more)]],
        if call.numbers.len() == 0 { text(fill: warning)[no number known] } else {
          grid(columns: (1fr), row-gutter: 5pt, ..call.numbers.map(one =>
            [#text(13pt, weight: "bold", whole(one.number)) #text(8.5pt, fill: muted, one.what)]))
        },
      ))
    }
  ]
}
`
