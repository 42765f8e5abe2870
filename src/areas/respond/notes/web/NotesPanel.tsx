import { useAnswer } from '../../../../ui/answers.ts'
import { ErrorState } from '../../../../ui/kit/ErrorState.tsx'
import { Section } from '../../../../ui/kit/Page.tsx'
import { TimeText } from '../../../../ui/kit/TimeText.tsx'
import lines from '../../../../ui/lists/lines.module.css'
import type { PanelSubject } from '../../../../ui/panels.tsx'
import { To } from '../../../../ui/place.tsx'
import { useText } from '../../../../ui/text.ts'
import { listNotePages } from '../contract.ts'

/** In the incident room: the pages that people write in together, and the way to them. */
export function NotesPanel({ subject: { id } }: { readonly subject: PanelSubject }) {
  const text = useText('notes')
  const live = { stream: id, kinds: ['note_page.'] }
  const pages = useAnswer(listNotePages, { id, limit: 5 }, { live })
  const path = `/incidents/${id}/notes`
  return (
    <Section title={text('panel.title')} actions={<To path={path}>{text('panel.all')}</To>}>
      {pages.error && !pages.data && <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.data?.items.length === 0 && <p className={lines.dim}>{text('panel.none')}</p>}
      <ul className={lines.list}>
        {pages.data?.items.map(({ id: page, title, writtenAt, openedAt }) => (
          <li key={page}>
            <To path={`${path}/${page}`} className={lines.link}>
              {title}
            </To>
            <span className={lines.dim}>
              <TimeText at={writtenAt ?? openedAt} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
