import { Button } from '@mantine/core'
import { Notice } from '../../../../../ui/plain/Notice.tsx'
import { useText } from '../../../../../ui/text.ts'
import board from './board.module.css'

interface BehindProps {
  readonly name: string
  readonly version: number
  readonly onMine: () => void
  readonly onTheirs: () => void
}

/** Somebody else was quicker. What is typed here stays until its writer chooses. */
export function Behind({ name, version, onMine, onTheirs }: BehindProps) {
  const text = useText('incidents')
  return (
    <Notice tone="warn" title={text('situation.behind', { name, version })}>
      <p>{text('situation.behindHint')}</p>
      <div className={board.views}>
        <Button variant="default" size="compact-md" onClick={onMine}>
          {text('situation.keepMine')}
        </Button>
        <Button variant="default" size="compact-md" onClick={onTheirs}>
          {text('situation.takeTheirs')}
        </Button>
      </div>
    </Notice>
  )
}
