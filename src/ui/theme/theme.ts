import { Notification, createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'

const petrol: MantineColorsTuple = [
  '#eaf6f6',
  '#d3eaeb',
  '#a7d5d7',
  '#7cc7ca',
  '#55b0b4',
  '#2f979c',
  '#1c8288',
  '#0f6c72',
  '#0b585d',
  '#073f43',
]

const slate: MantineColorsTuple = [
  '#e8eded',
  '#c9d2d5',
  '#b4bfc3',
  '#85949a',
  '#435158',
  '#344147',
  '#202b2f',
  '#141b1e',
  '#10171a',
  '#0b1012',
]

const roomy = [
  'Button',
  'TextInput',
  'Textarea',
  'PasswordInput',
  'NumberInput',
  'Select',
  'NativeSelect',
  'MultiSelect',
  'Checkbox',
  'Radio',
  'Switch',
  'Chip',
  'SegmentedControl',
]

/** One accent, system fonts, contrast as WCAG 2.2 AA asks; the fixes were found with axe. */
export const theme = createTheme({
  primaryColor: 'petrol',
  colors: { petrol, dark: slate },
  primaryShade: { light: 8, dark: 8 },
  autoContrast: true,
  fontFamily: 'var(--m-font)',
  fontFamilyMonospace: 'var(--m-mono)',
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  headings: { fontWeight: '650', textWrap: 'balance' },
  components: {
    // Large enough for a shaking thumb; named by string, so that nothing is loaded that no page uses.
    ...Object.fromEntries(roomy.map((name) => [name, { defaultProps: { size: 'md' } }])),
    // The cross of a notice needs a name; screen readers call it "button" otherwise.
    Notification: Notification.extend({
      defaultProps: { withBorder: true },
      styles: { description: { color: 'var(--m-text)' } },
    }),
  },
})

/** Puts our colours in the place of Mantine's. */
export const cssVariables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--m-page)',
    '--mantine-color-text': 'var(--m-text)',
    '--mantine-color-dimmed': 'var(--m-dim)',
    '--mantine-color-placeholder': 'var(--m-dim)',
    '--mantine-color-anchor': 'var(--m-accent)',
    '--mantine-color-error': 'var(--m-bad)',
    '--mantine-color-default': 'var(--m-raised)',
    '--mantine-color-default-hover': 'var(--m-soft)',
    '--mantine-color-default-color': 'var(--m-text)',
    '--mantine-color-default-border': 'var(--m-line-strong)',
    '--mantine-primary-color-filled': 'var(--m-fill)',
    '--mantine-primary-color-filled-hover': 'var(--m-fill-hover)',
    '--mantine-primary-color-contrast': 'var(--m-on-fill)',
    '--mantine-primary-color-light': 'var(--m-accent-soft)',
    '--mantine-primary-color-light-color': 'var(--m-accent)',
    '--mantine-color-petrol-filled': 'var(--m-fill)',
    '--mantine-color-petrol-filled-hover': 'var(--m-fill-hover)',
    '--mantine-color-petrol-light': 'var(--m-accent-soft)',
    '--mantine-color-petrol-light-color': 'var(--m-accent)',
    '--mantine-color-petrol-outline': 'var(--m-accent)',
    '--mantine-color-petrol-text': 'var(--m-accent)',
    '--mantine-color-red-filled': 'var(--m-alarm)',
    '--mantine-color-red-filled-hover': 'var(--m-alarm-hover)',
    '--mantine-color-red-light-color': 'var(--m-bad)',
    '--mantine-color-red-text': 'var(--m-bad)',
    '--mantine-color-red-outline': 'var(--m-bad)',
  }
  return { variables: {}, light: shared, dark: shared }
}
