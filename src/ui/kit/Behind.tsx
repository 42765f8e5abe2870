import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Notice } from '../plain/Notice.tsx'
import { useText } from '../text.ts'
import lines from '../lists/lines.module.css'
import classes from './kit.module.css'

interface BehindProps {
  readonly title: string
  /** Both texts, where they fit beside each other on a screen. */
  readonly texts?: { readonly theirs: string; readonly mine: string }
  /** What the other person said, where it is several short answers. */
  readonly children?: ReactNode
  readonly onMine: () => void
  readonly onTheirs: () => void
  /** Puts both into the field, one under the other, for whoever wants to make one of them. */
  readonly onBoth?: () => void
}

/** Somebody else was quicker. What is typed here stays until its writer chooses. */
export function Behind({ title, texts, children, onMine, onTheirs, onBoth }: BehindProps) {
  const text = useText('ui')
  return (
    <Notice tone="warn" title={title}>
      <p>{text('behind.hint')}</p>
      {children}
      {texts && (
        <div className={classes.both}>
          <Words title={text('behind.theirs')} words={texts.theirs} />
          <Words title={text('behind.mine')} words={texts.mine} />
        </div>
      )}
      <div className={lines.acts}>
        <Button variant="default" onClick={onMine}>
          {text('behind.keepMine')}
        </Button>
        <Button variant="default" onClick={onTheirs}>
          {text('behind.takeTheirs')}
        </Button>
        {onBoth && (
          <Button variant="default" onClick={onBoth}>
            {text('behind.takeBoth')}
          </Button>
        )}
      </div>
    </Notice>
  )
}

function Words({ title, words }: { readonly title: string; readonly words: string }) {
  const text = useText('ui')
  return (
    <section className={lines.side}>
      <h4 className={classes.wordsTitle}>{title}</h4>
      {words.trim() === '' ? (
        <p className={lines.dim}>{text('behind.empty')}</p>
      ) : (
        <p className={classes.words}>{words}</p>
      )}
    </section>
  )
}
