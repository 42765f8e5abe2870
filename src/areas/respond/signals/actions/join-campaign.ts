import type { Context } from '../../../../platform/action.ts'
import { cleanLine } from '../intake/reading.ts'
import { campaignDays, type Mark } from '../rules/mail/campaign.ts'
import {
  describeGroup,
  findCampaign,
  groupOf,
  joinCampaign,
  keepMarks,
  lockCampaigns,
} from '../store/campaigns.ts'
import { groupSignals } from '../intake/group-signals.ts'
import { markGroupingDue } from '../store/grouping.ts'

const sharedWords: Readonly<Record<Mark['what'], string>> = {
  message: 'These are one and the same message.',
  subject: 'These mails come from one domain and have the same subject.',
  words: 'These mails have the same words.',
  link: 'These mails lead to the same place.',
  file: 'These mails carry the same file.',
}

/** One mail to ten people is one group: a signal with a mark that came before stands with it. */
export async function joinMailCampaign(
  context: Context,
  { signalId, title, marks }: { signalId: string; title: string; marks: readonly Mark[] },
): Promise<void> {
  if (marks.length === 0) return
  await lockCampaigns(context)
  const keys = marks.map(({ key }) => key)
  const since = new Date(context.now.getTime() - campaignDays * 86_400_000)
  const known = await findCampaign(context, keys, since)
  const groupId = known?.groupId ?? (await groupOf(context, signalId))
  await keepMarks(context, { marks: keys, groupId, at: context.now, since })
  if (known === undefined) return
  const what = marks.find(({ key }) => key === known.mark)?.what ?? 'message'
  await joinCampaign(context, { signalId, groupId, at: context.now })
  await markGroupingDue(context)
  context.afterCommit(async () => void (await context.separately('Muster', groupSignals)))
  await describeGroup(context, {
    groupId,
    title: cleanLine(`Mail: ${title}`),
    because: sharedWords[what],
  })
}
