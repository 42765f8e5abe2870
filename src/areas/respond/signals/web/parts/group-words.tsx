import { useText, type Say } from '../../../../../ui/text.ts'
import type { AlertGroup, GroupReason } from '../../contract/groups.ts'

/** Why a group stands where it stands, as short sentences in the reader's language. */
export function reasonsOf(group: Pick<AlertGroup, 'reasons'>, text: Say): string[] {
  return group.reasons.map((reason) => sentenceOf(reason, text))
}

function sentenceOf(reason: GroupReason, text: Say): string {
  switch (reason.code) {
    case 'severity':
      return text(`why.${reason.severity}`)
    case 'steps':
      return text('why.steps', { steps: reason.steps.map((step) => text(`step.${step}`)).join(', ') })
    case 'rare':
      return text('why.rare', { count: reason.count, days: reason.watchedDays })
    case 'burst':
      return text('why.burst', { name: reason.name, count: reason.count, usual: reason.usual })
    case 'machines':
      return text('why.machines', { count: reason.count })
    case 'learning':
      return text('why.learning')
  }
}

/** `host mail` as people say it: the machine mail. */
export function thingWords(thing: string, text: Say): string {
  const at = thing.indexOf(' ')
  const [sort, name] = [thing.slice(0, at), thing.slice(at + 1)]
  return sort === 'sender' || sort === 'campaign' ? text(`thing.${sort}`) : text(`thing.${sort}`, { name })
}

/** The machines, accounts and addresses of a group, the first few by name. */
export function ThingsOf({ things }: { readonly things: readonly string[] }) {
  const text = useText('signals')
  const names = things.map((thing) => thing.slice(thing.indexOf(' ') + 1))
  const shown = names.slice(0, 3).join(', ')
  return <>{names.length > 3 ? text('groups.andMore', { shown, count: names.length - 3 }) : shown}</>
}
