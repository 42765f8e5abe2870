import { action, type Context } from '../../../../platform/action.ts'
import { signText } from '../../../../platform/ledger/checkpoint.ts'
import { firstHourContacts } from '../../../register/insurance/public.ts'
import { noticesFor } from '../../../register/obligations/public.ts'
import { listActiveMembers, organisationFor } from '../../../register/people/public/people.ts'
import { supplierReach } from '../../../register/vendors/public.ts'
import { playbooksInUse } from '../../playbooks/public.ts'
import * as contract from '../contract.ts'
import { cardsSection, clocksSection, helpersSection, peopleSection } from '../documents/sections.ts'
import { wordsIn } from '../documents/words.ts'
import type { HandoutSections } from '../public.ts'
import { changedSince, codeOf, marksOf } from '../rules/check-code.ts'
import { signedText } from '../rules/signature.ts'
import { insertHandout, listNewest } from '../store.ts'
import { cardFor, ownKeyCode } from './print-wallet-cards.ts'

interface Plugs {
  /** Stands beside the list of people: who calls whom. */
  readonly callTree: HandoutSections
  readonly handoutSections: readonly HandoutSections[]
}

/** So many earlier copies are shown; older ones are in the audit. */
const shownAtMost = 20

/** The words leave for the browser of whoever asked, which seals them; here only their code is kept. */
export function makeHandoutWith(plugs: Plugs) {
  return action(contract.makeHandout, async (context, { language }) => {
    const sections = await sectionsIn(context, language, plugs)
    const { name, timeZone } = await organisationFor(context)
    const code = codeOf(sections)
    const id = context.newId()
    await insertHandout(context, {
      id,
      madeAt: context.now,
      madeBy: context.actor.name,
      language,
      code,
      marks: marksOf(sections),
      titles: Object.fromEntries(sections.map(({ key, title }) => [key, title])),
    })
    const fields = { handout: id, code, language, sections: sections.map(({ key }) => key).join(' ') }
    context.record({ stream: 'audit', kind: 'handout.make', fields })
    const words = {
      organisation: name,
      language,
      madeAt: context.now.toISOString(),
      timeZone,
      madeBy: context.actor.name,
      code,
      sections,
    }
    const { signer } = context.services
    const signed = await signText(context.tx.$client, signer, (origin) => signedText(words, origin))
    return { ...words, signed }
  })
}

export function listHandoutsWith(plugs: Plugs) {
  return action(contract.listHandouts, async (context) => {
    const rows = await listNewest(context, shownAtMost)
    const today = new Map<contract.HandoutLanguage, readonly contract.HandoutSection[]>()
    for (const language of new Set(rows.map((row) => row.language)))
      today.set(language, await sectionsIn(context, language, plugs))
    const items = rows.map(({ id, madeAt, madeBy, language, code, marks, titles }) => {
      const now = today.get(language) ?? []
      const titleOf = (key: string) => now.find((section) => section.key === key)?.title ?? titles[key] ?? key
      const changed = changedSince(marks, marksOf(now)).map(titleOf)
      return { id, madeAt: madeAt.toISOString(), madeBy, language, code, changed }
    })
    return {
      items,
      next: null,
      keyCode: await ownKeyCode(context),
      cardCode: (await cardFor(context, 'en')).code,
    }
  })
}

/** All that the handout says today, in the order in which a frightened person needs it. */
async function sectionsIn(
  context: Context,
  language: contract.HandoutLanguage,
  { callTree, handoutSections }: Plugs,
): Promise<contract.HandoutSection[]> {
  const words = wordsIn(language)
  const { country } = await organisationFor(context)
  const playbooks = (await playbooksInUse(context)).map(({ playbook }) => playbook)
  const further: contract.HandoutSection[] = []
  for (const sections of handoutSections) further.push(...(await sections(context, { language })))
  return [
    peopleSection(await listActiveMembers(context), words),
    ...(await callTree(context, { language })),
    cardsSection(playbooks, words),
    helpersSection(await firstHourContacts(context), await supplierReach(context), words),
    clocksSection(noticesFor(country), words),
    ...further,
  ]
}
