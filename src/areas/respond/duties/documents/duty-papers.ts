import type { DocumentToSet } from '../../../../platform/documents/typeset.ts'
import { style } from '../../../../platform/documents/style.ts'
import type { Claim } from '../contract/claims.ts'
import type { DutyForm, FormItem } from '../contract/forms.ts'

/** An official form, filled as far as the case is sure; what is missing stands there to be written by hand. */
export function formDocument({
  form,
  items,
  organisation,
  madeAt,
}: {
  readonly form: DutyForm
  readonly items: readonly FormItem[]
  readonly organisation: string
  readonly madeAt: Date
}): DocumentToSet {
  const { title, recipient, citation, address } = form
  return {
    template: formTemplate,
    data: {
      ...{ title, citation, organisation },
      // Most titles name whom it goes to.
      recipient: title.includes(recipient) ? '' : recipient,
      address: [address.form, address.site, address.phone].filter((line) => line !== ''),
      madeAt: madeAt.toISOString().slice(0, 16).replace('T', ' '),
      items: items.map(({ asked, lines }) => ({
        asked: `${asked.slice(0, 1).toUpperCase()}${asked.slice(1)}`,
        lines,
        // What fits on a page stays together; a long answer may go on.
        isShort: lines.length <= 12,
      })),
    },
    title,
    author: organisation,
    language: 'en',
    madeAt,
  }
}

/** The costs of a case as a claim file. */
export function claimDocument({
  claim,
  number,
  title,
  organisation,
  madeAt,
}: {
  readonly claim: Claim
  readonly number: number
  readonly title: string
  readonly organisation: string
  readonly madeAt: Date
}): DocumentToSet {
  const name = `Claim file, INC-${number}`
  return {
    template: claimTemplate,
    data: {
      ...{ name, title, organisation },
      policies: claim.policies.map(({ insurer, number: policy }) => `${insurer}, ${policy}`),
      lines: claim.lines.map((line) => [
        line.recordedAt.slice(0, 10),
        [line.firm, line.text].filter((one) => one !== '').join(': '),
        line.invoice,
        `${line.amount} ${line.currency}${line.isStruck ? ' (struck)' : ''}`,
        [line.consent.replaceAll('_', ' '), line.consentWords].filter((one) => one !== '').join(': '),
      ]),
      totals: claim.totals.map(({ amount, currency }) => `${amount} ${currency}`),
    },
    title: name,
    author: organisation,
    language: 'en',
    madeAt,
  }
}

const formTemplate = String.raw`${style}
#set page(paper: "a4", margin: (x: 20mm, y: 20mm), footer: [#set text(8pt, fill: muted)
  #data.organisation. Made #data.madeAt UTC. Information, not legal advice. #h(1fr) #page-numbers])
#label[#data.organisation]
#show title: set text(15pt, weight: "bold")
#title()
#(data.recipient, ..data.address).filter(line => line != "").join(linebreak())

#small[#data.citation]
#for (index, one) in data.items.enumerate() {
  block(breakable: not one.isShort, {
    heading(level: 1, str(index + 1) + ". " + one.asked)
    if one.lines.len() == 0 { notice[*Missing.* #v(14mm)] } else { list(..one.lines) }
  })
}
`

const claimTemplate = String.raw`${style}
#set page(paper: "a4", flipped: true, margin: (x: 16mm, y: 16mm), footer: [#set text(8pt, fill: muted)
  #data.organisation. #h(1fr) #page-numbers])
#label[#data.organisation]
#show title: set text(15pt, weight: "bold")
#title()
#data.title
#for line in data.policies [#line \ ]
#table(columns: (22mm, 1fr, 28mm, 34mm, 1fr),
  table.header([Date], [Firm and purpose], [Invoice], [Amount], [Consent of the insurer]),
  ..data.lines.flatten())
*Sum:* #data.totals.join("; ")
`
