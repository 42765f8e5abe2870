import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { useText } from '../../../../../ui/text.ts'
import type { CaseChat } from '../../contract.ts'
import classes from '../chat.module.css'

/** What of the record changes where a case is talked about. */
export const liveOf = (stream: string) => ({
  stream,
  kinds: ['chat.', 'incident.', 'lead.', 'access.', 'tlp.', 'mail.'],
})

/** The channel, by its name; that it is made, or why it is not there yet. */
export function ChannelLink({ chat }: { readonly chat: CaseChat }) {
  const text = useText('chat')
  const { state, name, link, trouble, kind } = chat
  if (state === null || state === 'none') return null
  const isGood = state === 'open' && trouble === ''
  return (
    <>
      {link === '' ? (
        <span>{text(`state.${state}`)}</span>
      ) : (
        <a href={link} target="_blank" rel="noopener noreferrer">
          {text('channel', { name, kind: kind === null ? '' : text(`kind.${kind}`) })}
        </a>
      )}
      {!isGood && state !== 'archived' && trouble !== '' && (
        <StateMark tone="warn" word={text('trouble.short')} />
      )}
    </>
  )
}

export function Meeting({ meeting }: { readonly meeting: NonNullable<CaseChat['meeting']> }) {
  const text = useText('chat')
  const { link, dialIn, pin } = meeting
  return (
    <>
      {link !== '' && (
        <a href={link} target="_blank" rel="noopener noreferrer">
          {text('meeting')}
        </a>
      )}
      {dialIn !== '' && (
        <span className={classes.dim}>
          {text('dialIn')} <a href={`tel:${dialIn.replaceAll(/[^+\d,#*]/g, '')}`}>{dialIn}</a>
          {pin !== '' && ` · ${text('pin', { pin })}`}
        </span>
      )}
    </>
  )
}
