import { UnstyledButton } from '@mantine/core'
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs'
import { Suspense, lazy, useState } from 'react'
import { useKey } from '../../../../ui/keys.ts'
import { useText } from '../../../../ui/text.ts'
import classes from './search.module.css'

// Most pages are read without a search.
const SearchDialog = lazy(async () => ({ default: (await import('./SearchDialog.tsx')).SearchDialog }))

/** In the bar above every page: the way to everything, by what it is called. */
export function SearchButton() {
  const text = useText('search')
  const [isOpen, setOpen] = useState(false)
  useKey(['Ctrl+k'], text('open'), () => setOpen(true))
  return (
    <>
      <UnstyledButton
        className={classes.button}
        onClick={() => setOpen(true)}
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
      >
        <IconSearch size="1.25em" stroke={1.8} aria-hidden="true" />
        <span className={classes.buttonWords}>{text('open')}</span>
        <kbd className={classes.key} aria-hidden="true">
          {text('key')}
        </kbd>
      </UnstyledButton>
      <Suspense>{isOpen && <SearchDialog onClose={() => setOpen(false)} />}</Suspense>
    </>
  )
}
