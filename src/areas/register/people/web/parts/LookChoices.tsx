import { SegmentedControl, Select, useMantineColorScheme } from '@mantine/core'
import { changeLanguage, languagesOffered, useLanguage, useText } from '../../../../../ui/text.ts'
import classes from '../people.module.css'

const looks = ['light', 'dark', 'auto'] as const

/** Look and language on this device. */
export function LookChoices() {
  const text = useText('ui')
  const language = useLanguage()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <div className={classes.stack}>
      <SegmentedControl
        aria-label={text('look.title')}
        value={colorScheme}
        onChange={(value) => setColorScheme(looks.find((look) => look === value) ?? 'auto')}
        data={looks.map((value) => ({ value, label: text(`look.${value}`) }))}
      />
      <Select
        label={text('language.title')}
        value={language}
        allowDeselect={false}
        onChange={(value) => value !== null && void changeLanguage(value, true)}
        data={languagesOffered().map(({ code, name }) => ({ value: code, label: name }))}
      />
    </div>
  )
}
