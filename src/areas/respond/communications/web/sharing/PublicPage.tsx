import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import * as z from 'zod'
import { call } from '../../../../../ui/client.ts'
import { useForm } from '../../../../../ui/form.ts'
import { ConfirmDialog } from '../../../../../ui/kit/ConfirmDialog.tsx'
import { Section } from '../../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../../ui/kit/TimeText.tsx'
import { StateMark } from '../../../../../ui/marks/StateMark.tsx'
import { To } from '../../../../../ui/place.tsx'
import { PlainForm } from '../../../../../ui/plain/PlainForm.tsx'
import { CopyField } from '../../../../../ui/plain/secrets.tsx'
import { useText } from '../../../../../ui/text.ts'
import { setPublicPage, type OutsideBoard } from '../../contract/outside.ts'
import classes from '../parts/statements.module.css'

export interface SharingProps {
  readonly board: OutsideBoard
  readonly onDone: () => void
}

/** The page that everybody may read: its address, when the next word comes, and who follows it. */
export function PublicPage({ board, onDone }: SharingProps) {
  const text = useText('sharing')
  const [isAsked, setAsked] = useState(false)
  const { publicPage: page, incidentId: id, barred, mode } = board
  const mayOpen = board.can.share && barred === '' && mode !== 'exercise'
  const isOpen = page?.isOpen === true
  return (
    <Section title={text('public.title')}>
      <p className={classes.dim}>{text('public.lead')}</p>
      {page && isOpen && (
        <>
          <span className={classes.marks}>
            <StateMark tone="good" word={text('public.isOpen')} />
            <span>{text('public.updates', { count: page.updates })}</span>
            {page.maySubscribe ? (
              <span>{text('public.followers', { count: page.subscribers })}</span>
            ) : (
              <span className={classes.dim}>{text('public.noMail')}</span>
            )}
          </span>
          {page.url !== '' && <CopyField label={text('public.url')} value={page.url} />}
          <span>
            {page.nextUpdateAt === null ? (
              text('public.noNext')
            ) : (
              <>
                {text('public.next')} <TimeText at={page.nextUpdateAt} form="absolute" />
              </>
            )}
          </span>
          {board.can.share && <NextUpdate key={page.nextUpdateAt} board={board} onDone={onDone} />}
          <To path={`/incidents/${id}/statements`}>{text('public.write')}</To>
        </>
      )}
      {(isOpen ? board.can.share : mayOpen) && (
        <Button variant="default" className={classes.act} onClick={() => setAsked(true)}>
          {text(isOpen ? 'public.close' : 'public.open')}
        </Button>
      )}
      <ConfirmDialog
        isOpen={isAsked}
        title={text(isOpen ? 'public.close' : 'public.open')}
        confirmLabel={text(isOpen ? 'public.close' : 'public.open')}
        onConfirm={async () => {
          await call(setPublicPage, { id, isOpen: !isOpen })
          onDone()
        }}
        onClose={() => setAsked(false)}
      >
        {text(isOpen ? 'public.closeWhat' : 'public.openWhat')}
      </ConfirmDialog>
    </Section>
  )
}

function NextUpdate({ board, onDone }: SharingProps) {
  const text = useText('sharing')
  const form = useForm({
    schema: z.object({ at: z.string().min(1) }),
    initial: { at: '' },
    send: ({ at }) =>
      call(setPublicPage, {
        id: board.incidentId,
        isOpen: true,
        nextUpdateAt: new Date(at).toISOString(),
      }),
    onDone,
  })
  return (
    <PlainForm form={form} submitLabel={text('public.say')}>
      <TextInput type="datetime-local" label={text('public.when')} {...form.field('at')} />
    </PlainForm>
  )
}
