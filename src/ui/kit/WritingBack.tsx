import { Button } from '@mantine/core'
import type { KeptWriting } from '../kept-writing.ts'
import { Notice } from '../plain/Notice.tsx'
import { useText } from '../text.ts'
import lines from '../lists/lines.module.css'

/** Says above an editor that it begins with words of one's own that were never saved, and lets go of them. */
export function WritingBack({ isBack, forget }: Pick<KeptWriting<object>, 'isBack' | 'forget'>) {
  const text = useText('ui')
  if (!isBack) return null
  return (
    <Notice tone="active" title={text('writing.back')}>
      <p>{text('writing.backLead')}</p>
      <div className={lines.acts}>
        <Button variant="default" onClick={forget}>
          {text('writing.drop')}
        </Button>
      </div>
    </Notice>
  )
}
