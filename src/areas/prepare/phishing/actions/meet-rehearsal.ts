import { linkAction } from '../../../../platform/action.ts'
import { hashOfToken } from '../../../../platform/link-token.ts'
import { holderOf, refuseDeadLink } from '../../../../platform/outside-link.ts'
import { organisationFor } from '../../../register/people/public/people.ts'
import * as contract from '../contract/page.ts'
import { isMachine } from '../rules/machines.ts'
import { getRehearsalRow, holdLink, updateLink } from '../store/rehearsals.ts'

/** A whole office behind one address may open its links in one minute. */
const perMinute = 240

/** Looking counts nothing; what counts is said once a person did something there, and never what they typed. */
export const meet = linkAction(
  contract.meetRehearsal,
  (door, { token }) => holderOf(door, { token, what: 'rehearsal', perMinute }),
  async (context, { token, step, isDriven, agent }) => {
    const tokenHash = hashOfToken(token)
    const link = await holdLink(context, tokenHash)
    if (link === undefined) return refuseDeadLink()
    const { template, senderName, senderAddress } = await getRehearsalRow(context, link.rehearsalId)
    const { now } = context
    if (step !== 'look') {
      const openedAt = link.openedAt ?? now
      const isProgram = isMachine({ agent, isDriven, sentAt: link.sentAt, now })
      if (isProgram) await updateLink(context, tokenHash, { machineAt: link.machineAt ?? now })
      else if (step === 'opened') await updateLink(context, tokenHash, { openedAt })
      else await updateLink(context, tokenHash, { openedAt, givenAt: link.givenAt ?? now })
    }
    const { page, language, subject, signs } = template
    return {
      organisation: (await organisationFor(context)).name,
      ...{ page, language, subject, senderName, senderAddress },
      signs: { en: [...signs.en], de: [...signs.de] },
    }
  },
)
