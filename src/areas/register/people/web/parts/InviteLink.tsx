import { CopyField } from '../../../../../ui/plain/secrets.tsx'
import { PlainButton } from '../../../../../ui/plain/PlainForm.tsx'
import { useText } from '../../../../../ui/text.ts'
import classes from '../people.module.css'

interface InviteLinkProps {
  readonly name: string
  readonly url: string
  readonly onDone: () => void
}

/** The link of an invitation, this once. */
export function InviteLink({ name, url, onDone }: InviteLinkProps) {
  const text = useText('people')
  return (
    <div className={classes.stack}>
      <p className={classes.words}>{text('people.linkLead', { name })}</p>
      <CopyField label={text('people.link')} value={url} />
      <p className={classes.dim}>{text('people.linkOnce')}</p>
      <div>
        <PlainButton onClick={onDone}>{text('people.linkDone')}</PlainButton>
      </div>
    </div>
  )
}
