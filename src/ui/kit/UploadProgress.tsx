import { Button } from '@mantine/core'
import { useId } from 'react'
import { useLanguage, useText } from '../text.ts'
import classes from './kit.module.css'
import { sizeWords } from './size-words.ts'

interface UploadProgressProps {
  readonly name: string
  /** Bytes. */
  readonly sent: number
  readonly total: number
  readonly onStop?: () => void
}

/** A file on its way. Long work can be left or stopped. */
export function UploadProgress({ name, sent, total, onStop }: UploadProgressProps) {
  const text = useText('ui')
  const language = useLanguage()
  const id = useId()
  return (
    <div className={classes.upload}>
      <span className={classes.uploadName} id={id}>
        {name}
      </span>
      {onStop && (
        <Button variant="default" size="compact-md" onClick={onStop}>
          {text('action.stop')}
        </Button>
      )}
      <progress aria-labelledby={id} max={Math.max(total, 1)} value={sent} />
      <span className={classes.uploadWords}>
        {sent >= total
          ? text('upload.checking')
          : text('upload.sent', { sent: sizeWords(sent, language), total: sizeWords(total, language) })}
      </span>
    </div>
  )
}
